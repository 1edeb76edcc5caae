"""Shares of rows as reports hold them, with Wilson intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsolutions import __version__
from dsolutions.evaluation import Anchor, EvaluationReport, Score
from dsolutions.evaluation.intervals import ROUNDS
from dsolutions.evaluation.report import FloorScores, GroupScores
from dsolutions.safety.redteam import Rate


def score_of(rate: Rate) -> Score:
    """Return a rate as a score."""
    return Score(value=rate.value, low=min(rate.low, rate.value), high=max(rate.high, rate.value))


def group_of(name: str, **rates: Rate) -> GroupScores:
    """Return rates of one source."""
    n = max(rate.n for rate in rates.values())
    return GroupScores(name=name, n=n, scores={key: score_of(rate) for key, rate in rates.items()})


def report_of(
    name: str,
    dataset: str,
    labels: Sequence[str],
    n: int,
    scores: Mapping[str, Score],
    groups: Sequence[GroupScores],
    floors: Sequence[FloorScores] = (),
    anchors: Sequence[Anchor] = (),
) -> EvaluationReport:
    """Write rates by source as a report."""
    return EvaluationReport(
        name=name,
        dataset=dataset,
        version=__version__,
        n=n,
        documents=n,
        rounds=ROUNDS // 5,
        seed=0,
        labels=tuple(labels),
        scores=scores,
        per_class=(),
        groups=tuple(groups),
        floors=tuple(floors),
        anchors=tuple(anchors),
    )
