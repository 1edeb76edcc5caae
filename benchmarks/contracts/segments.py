"""Which passages of whole contracts are of which type, on CUAD."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.contracts.ranking import Bools, Curve, Floats, intervals, mean_average_precision, numbered
from benchmarks.contracts.readings import ReadContracts
from benchmarks.contracts.report import DATASET, ranking_report
from dsolutions.evaluation import EvaluationReport
from dsolutions.evaluation.intervals import Score
from dsolutions.evaluation.report import FloorScores

FLOOR = "TF-IDF + linear"


def score_segments(read: ReadContracts, floor: Sequence[Floats] = ()) -> EvaluationReport:
    """Score every passage of the contracts for every type.

    A passage has a type where it shares over half of its characters with an annotation of that type, or over
    half of the annotation's; also passages that the encoder never saw count.

    Args:
        read: contracts of the test part.
        floor: per contract (passages, types) what the floor ranks by.
    """
    scores = segment_scores(read.gold, read.passages)
    floors = [FloorScores(name=FLOOR, scores=segment_scores(read.gold, floor))] if floor else []
    return ranking_report(
        "clause finder",
        f"{DATASET}, passages of whole contracts",
        np.vstack(read.gold),
        scores,
        floors,
        contracts=len(read.contracts),
    )


def segment_scores(gold: Sequence[Bools], ranked: Sequence[Floats]) -> dict[str, Score]:
    """Return micro and macro average precision, and precision at 80 percent recall.

    Args:
        gold: per contract (passages, types).
        ranked: per contract (passages, types).

    >>> gold = [np.array([[True, False]]), np.array([[False, True], [False, False]])]
    >>> ranked = [np.array([[0.9, 0.1]]), np.array([[0.2, 0.3], [0.1, 0.5]])]
    >>> round(segment_scores(gold, ranked)["micro_ap"].value, 3)
    0.833
    """
    truth, table = np.vstack(gold), np.vstack(ranked)
    contracts = numbered([len(rows) for rows in gold])
    pooled = Curve(truth.ravel(), table.ravel(), np.repeat(contracts, truth.shape[1]))
    rankings = {
        "micro_ap": pooled.average_precision,
        "macro_ap": mean_average_precision(truth, table, contracts),
        "precision_at_80_recall": pooled.precision_at(0.8),
    }
    return intervals(rankings, len(gold))
