"""Reports of rankings, which have other scores than classifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks.contracts.ranking import ROUNDS, Bools
from dsolutions import __version__
from dsolutions.evaluation import Anchor, EvaluationReport
from dsolutions.evaluation.intervals import Score
from dsolutions.evaluation.report import FloorScores
from dsolutions_finance.contracts.types import CLAUSE_TYPES

DATASET = "cuad test"


def ranking_report(
    name: str,
    dataset: str,
    gold: Bools,
    scores: Mapping[str, Score],
    floors: Sequence[FloorScores],
    anchors: Sequence[Anchor] = (),
    contracts: int | None = None,
) -> EvaluationReport:
    """Write scores of a ranking as a report.

    Args:
        name: what was scored.
        dataset: on what.
        gold: (rows, types).
        scores: metric to score.
        floors: scores of the floors.
        anchors: published results.
        contracts: how many the rows come from; by default each row is one.
    """
    return EvaluationReport(
        name=name,
        dataset=dataset,
        version=__version__,
        n=len(gold),
        documents=contracts or len(gold),
        rounds=ROUNDS,
        seed=0,
        labels=CLAUSE_TYPES,
        scores=scores,
        per_class=(),
        floors=tuple(floors),
        anchors=tuple(anchors),
    )
