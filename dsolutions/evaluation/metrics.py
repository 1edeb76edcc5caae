"""Classification metrics, for rows with one label and for rows with a set of labels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support

from dsolutions.evaluation.predictions import LabelledPredictions
from dsolutions.types import Value

Floats = NDArray[np.float64]

# Metric name to what tables and plots show; the arrow marks those where less is better.
TITLES = {
    "accuracy": "Accuracy",
    "macro_f1": "Macro-F1",
    "micro_f1": "Micro-F1",
    "ece": "ECE ↓",
    "brier": "Brier score ↓",
    "precision": "Precision",
    "recall": "Recall",
    "joint_goal_accuracy": "Joint goal accuracy",
    "request_accuracy": "Requests",
    "micro_ap": "Micro AP",
    "macro_ap": "Macro AP",
    "precision_at_80_recall": "Precision at 80 % recall",
    "aupr": "AUPR",
    "auprc": "AUPRC",
    "auroc": "AUROC",
    "found": "Found",
    "falsely_given": "Given when absent ↓",
    "right_parent": "Right parent",
    "harmful_pass": "Harmful pass at 5 % over-block ↓",
    "harmful_pass_at_1": "– at 1 % ↓",
    "harmful_pass_at_2": "– at 2 % ↓",
    "harmful_pass_at_10": "– at 10 % ↓",
    "over_block_at_1": "Over-block where 1 % pass ↓",
    "over_block_at_design": "– where .17 % pass ↓",
    "over_refusal": "Over-refusal at 85 % recall ↓",
    "over_refusal_at_70": "– at 70 % recall ↓",
    "pair_accuracy": "Pairs in order",
    "balanced_accuracy": "Balanced accuracy",
    "benign_accuracy": "Benign texts left alone",
    "flagged": "Flagged ↓",
    "caught": "Caught",
    "false_alarms": "False alarms ↓",
    "exact_f1": "Micro-F1, exact spans",
}


@dataclass(frozen=True)
class Metric:
    """A score that is a function of a sum over rows.

    scikit-learn computes the same numbers, once per call. In this form a thousand bootstrap resamples are one
    matrix product, and tests hold the two to the same value.

    Args:
        name: key in reports, such as ``"macro_f1"``.
        statistics: predictions to (n, m), what each row adds to the sum.
        value: sums (..., m) to scores (...).

    >>> predictions = LabelledPredictions(("down", "up"), gold=["up", "down"], predicted=["up", "up"])
    >>> ACCURACY(predictions)
    0.5
    """

    name: str
    statistics: Callable[[LabelledPredictions], Floats]
    value: Callable[[Floats], Floats]

    def __call__(self, predictions: LabelledPredictions) -> float:
        """Score the rows."""
        return float(self.value(self.statistics(predictions).sum(axis=0)))


class ClassScores(Value):
    """How one class does.

    Args:
        label: its name.
        precision: share of its predictions that are true; 0 where it is never predicted.
        recall: share of its true rows that are found; 0 where it has none.
        f1: harmonic mean of the two.
        support: number of its true rows.
        predicted: number of its predictions.
    """

    label: str
    precision: float
    recall: float
    f1: float
    support: int
    predicted: int


def mean_of(rows: Floats) -> Floats:
    """Make statistics (n, 2) of which ``mean`` is the mean of ``rows`` (n,)."""
    return np.stack([rows, np.ones(len(rows))], axis=1)


def mean(sums: Floats) -> Floats:
    """Divide a sum by its count: (..., 2) to (...)."""
    return np.asarray(sums[..., 0] / sums[..., 1])


def _counts(predictions: LabelledPredictions) -> Floats:
    """(n, 2k): per class, hits, then true plus predicted."""
    gold = predictions.indicators(predictions.gold)
    predicted = predictions.indicators(predictions.predicted)
    return np.hstack([gold & predicted, gold.astype(float) + predicted])


def _f1(hits: Floats, either: Floats) -> Floats:
    return np.divide(2 * hits, either, out=np.zeros_like(hits), where=either > 0)


def _macro_f1(sums: Floats) -> Floats:
    hits, either = np.split(sums, 2, axis=-1)
    occurring = np.maximum((either > 0).sum(axis=-1), 1)
    return np.asarray(_f1(hits, either).sum(axis=-1) / occurring)


def _micro_f1(sums: Floats) -> Floats:
    hits, either = np.split(sums, 2, axis=-1)
    return _f1(hits.sum(axis=-1), either.sum(axis=-1))


ACCURACY = Metric("accuracy", lambda p: mean_of(p.correct.astype(float)), mean)
# The mean over classes that occur in truth or predictions, as scikit-learn has it when no labels are given.
MACRO_F1 = Metric("macro_f1", _counts, _macro_f1)
MICRO_F1 = Metric("micro_f1", _counts, _micro_f1)


def per_class(predictions: LabelledPredictions) -> tuple[ClassScores, ...]:
    """Score every class on its own, in the order of the labels."""
    gold = predictions.indicators(predictions.gold)
    predicted = predictions.indicators(predictions.predicted)
    labels = None
    if len(predictions.labels) == 1:  # scikit-learn takes one column for the two classes yes and no
        gold, predicted, labels = gold.ravel(), predicted.ravel(), [1]
    table = precision_recall_fscore_support(gold, predicted, labels=labels, average=None, zero_division=0)
    counts = np.atleast_1d(predicted.sum(axis=0))
    return tuple(
        ClassScores(label=label, precision=p, recall=r, f1=f, support=n, predicted=m)
        for label, p, r, f, n, m in zip(predictions.labels, *table, counts, strict=True)
    )


def confusion(predictions: LabelledPredictions) -> tuple[tuple[int, ...], ...]:
    """Count rows by true class (outer) and predicted class (inner); empty where rows are sets of labels."""
    if predictions.multi_label:
        return ()
    table = confusion_matrix(predictions.gold, predictions.predicted, labels=list(predictions.labels))
    return tuple(tuple(row) for row in table.tolist())
