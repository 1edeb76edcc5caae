"""Texts through a gate, with a record that a stopped run goes on from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from dsolutions.errors import InputError
from dsolutions.safety.gate import Gate
from dsolutions.safety.redteam.sets import Probe
from dsolutions.types import Decision, Document, Value

# Texts that are asked about and recorded together: a second of work or two.
BATCH = 32


class Verdict(Value):
    """What the gate decided about one probe; it quotes nothing.

    Args:
        source: the probe's set.
        row: its place there.
        harmful: whether it should be stopped.
        decision: the gate's.
        score: of the strongest finding, 0 where there is none.
        kinds: guard and kind of each finding, such as ``"injection: jailbreak"``.
    """

    source: str
    row: int
    harmful: bool
    decision: Decision
    score: float = 0.0
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Replay:
    """A run of probes through a gate.

    Args:
        gate: what is tried.
        record: file of the verdicts so far; a run with the same description goes on from it.
        description: what decides the verdicts, such as the ingredients of the gate.
    """

    gate: Gate
    record: Path
    description: Mapping[str, str]

    def run(self, probes: Sequence[Probe]) -> Iterator[Verdict]:
        """Yield a verdict per probe, in order, those of the record first asked for no more.

        Raises:
            InputError: the record cannot be read.
        """
        done = {(verdict.source, verdict.row): verdict for verdict in self._recorded()}
        if not done:
            self._begin()
        waiting = iter([probe for probe in probes if (probe.source, probe.row) not in done])
        with self.record.open("a", encoding="utf-8") as file:
            for probe in probes:
                key = probe.source, probe.row
                if key not in done:
                    for verdict in self._ask(list(islice(waiting, BATCH))):
                        done[verdict.source, verdict.row] = verdict
                        file.write(verdict.model_dump_json() + "\n")
                    file.flush()
                yield done[key]

    def _ask(self, probes: Sequence[Probe]) -> Iterator[Verdict]:
        documents = [Document(id=f"{probe.source}:{probe.row}", text=probe.text) for probe in probes]
        for probe, safety in zip(probes, self.gate.admit(documents), strict=True):
            yield Verdict(
                source=probe.source,
                row=probe.row,
                harmful=probe.harmful,
                decision=safety.decision,
                score=max((finding.score for finding in safety.findings), default=0.0),
                kinds=tuple(dict.fromkeys(f"{found.guard}: {found.kind}" for found in safety.findings)),
            )

    def _begin(self) -> None:
        self.record.parent.mkdir(parents=True, exist_ok=True)
        self.record.write_text(json.dumps(dict(self.description)) + "\n", encoding="utf-8")

    def _recorded(self) -> list[Verdict]:
        """Read back what was recorded under the same description; a last line cut short is left out."""
        if not self.record.exists():
            return []
        try:
            first, *lines = self.record.read_text(encoding="utf-8").splitlines(keepends=True) or [""]
            if not first.endswith("\n") or json.loads(first) != dict(self.description):
                return []
            whole = [line for line in lines if line.endswith("\n")]
            if len(whole) < len(lines):
                self.record.write_text("".join([first, *whole]), encoding="utf-8")
            return [Verdict.model_validate_json(line) for line in whole]
        except (OSError, ValueError) as error:
            raise InputError(
                f"the record of an earlier run cannot be read: {error}",
                stage="redteam",
                item=str(self.record),
                remedy="delete the file, or give another folder with --output",
            ) from error
