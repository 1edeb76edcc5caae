"""One replay from sets to report, as the command runs it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsolutions import __version__
from dsolutions.errors import ConfigurationError
from dsolutions.safety.redteam.replay import Replay, Verdict
from dsolutions.safety.redteam.report import RedTeamReport, StoppedAt
from dsolutions.safety.redteam.sets import SETS, Probe
from dsolutions.types import Provenance

if TYPE_CHECKING:
    from dsolutions.component import Pipeline

RECORD = "verdicts.jsonl"
SEED = 0


def read_probes(data: Path, *, limit: int | None = None, sets: Sequence[str] = ()) -> list[Probe]:
    """Read the sets from the data folder.

    Args:
        data: the folder; the sets lie in its folder ``safety``.
        limit: most rows per set, drawn with a fixed seed; all by default.
        sets: names of the sets wanted; all by default.

    Raises:
        ConfigurationError: no set has such a name.
        InputError: a set is missing or cannot be read.
    """
    if unknown := set(sets) - {each.name for each in SETS}:
        raise ConfigurationError(
            "no set has this name",
            stage="redteam",
            item=min(unknown),
            remedy=f"use some of: {', '.join(each.name for each in SETS)}",
        )
    probes: list[Probe] = []
    for each in SETS:
        if each.name in sets or not sets:
            own = each.probes(data)
            chosen = random.Random(SEED).sample(own, limit) if limit and limit < len(own) else own
            probes += sorted(chosen, key=lambda probe: probe.row)
    return probes


def replay(
    pipeline: Pipeline[Any],
    probes: Sequence[Probe],
    folder: Path,
    *,
    stopped_at: StoppedAt = "review",
    progress: Callable[[Verdict], None] = lambda _: None,
) -> RedTeamReport:
    """Replay probes through a pipeline's gate and write the report.

    Args:
        pipeline: whose gate is tried; its models for answers are not loaded.
        probes: what is replayed.
        folder: where ``report.json``, ``report.html`` and the record go. A run that was stopped goes on from
            the record there, unless pipeline or policy have changed.
        stopped_at: the mildest decision that counts as stopped.
        progress: told of every verdict.
    """
    gate = pipeline.gate
    provenance = Provenance(pipeline=pipeline.name, version=__version__, ingredients=gate.ingredients)
    run = Replay(gate, folder / RECORD, {"made_with": provenance.model_dump_json()})
    verdicts = []
    for verdict in run.run(probes):
        progress(verdict)
        verdicts.append(verdict)
    report = RedTeamReport.of(
        verdicts,
        probes,
        pipeline=pipeline.name,
        policy=pipeline.policy.name,
        stopped_at=stopped_at,
        provenance=provenance,
    )
    report.save(folder)
    return report
