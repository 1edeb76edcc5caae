"""Which clause types a contract has, on CUAD."""

from __future__ import annotations

import numpy as np

from benchmarks.contracts.ranking import Bools, Curve, Floats, intervals, mean_average_precision
from benchmarks.contracts.readings import ReadContracts
from benchmarks.contracts.report import DATASET, ranking_report
from dsolutions.evaluation import EvaluationReport
from dsolutions.evaluation.intervals import Score
from dsolutions.evaluation.report import FloorScores


def score_presence(read: ReadContracts, floor: Floats | None = None) -> EvaluationReport:
    """Score the probabilities that contracts have types: pooled over types, and the mean over types.

    Args:
        read: contracts of the test part.
        floor: (contracts, types) what the floor ranks by.
    """
    gold = np.array([table.any(axis=0) for table in read.gold])
    scores = presence_scores(gold, read.presence)
    floors = [FloorScores(name=FLOOR, scores=presence_scores(gold, floor))] if floor is not None else []
    return ranking_report("clause finder", f"{DATASET}, type present in contract", gold, scores, floors)


FLOOR = "highest passage of TF-IDF + linear"


def presence_scores(gold: Bools, ranked: Floats) -> dict[str, Score]:
    """Return micro and macro average precision, and precision at a recall of 80 and 90 percent.

    Args:
        gold: (contracts, types).
        ranked: (contracts, types).

    >>> gold = np.array([[True, False], [True, True]])
    >>> scores = presence_scores(gold, np.array([[0.9, 0.8], [0.7, 0.6]]))
    >>> round(scores["micro_ap"].value, 3), round(scores["macro_ap"].value, 3)
    (0.806, 0.75)
    """
    contracts = np.repeat(np.arange(len(gold)), gold.shape[1])
    pooled = Curve(gold.ravel(), ranked.ravel(), contracts)
    rankings = {
        "micro_ap": pooled.average_precision,
        "macro_ap": mean_average_precision(gold, ranked, np.arange(len(gold))),
        "precision_at_80_recall": pooled.precision_at(0.8),
        "precision_at_90_recall": pooled.precision_at(0.9),
    }
    return intervals(rankings, len(gold))
