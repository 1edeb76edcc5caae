"""Whether a probability of 0.8 means right in 8 of 10 cases, and how to make it so."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import InputError
from dsolutions.evaluation.metrics import Floats, Metric, mean, mean_of
from dsolutions.evaluation.predictions import LabelledPredictions
from dsolutions.types import Value

# 15 equal-width bins, as in Guo et al., "On Calibration of Modern Neural Networks", ICML 2017.
BINS = 15

# Fitted networks have temperatures of 0.5 to 5; the bounds only stop a perfectly separated set from running
# off to an end.
TEMPERATURES = (0.05, 20.0)


class CalibrationBin(Value):
    """The rows whose confidence lies in ``(low, high]``.

    Args:
        low: lower end of the bin.
        high: upper end of the bin.
        n: number of rows in it.
        confidence: their mean probability of the predicted label; 0 in an empty bin.
        accuracy: share of them that are right; 0 in an empty bin.
    """

    low: float
    high: float
    n: int
    confidence: float
    accuracy: float


def reliability(predictions: LabelledPredictions) -> tuple[CalibrationBin, ...]:
    """Compare confidence with accuracy in 15 equal-width bins; empty bins are included.

    Raises:
        InputError: there are no probabilities, or rows are sets of labels.
    """
    bins, confidence, correct = _binned(predictions), _confidence(predictions), predictions.correct
    curve = []
    for index in range(BINS):
        inside = bins == index
        n = int(inside.sum())
        curve.append(
            CalibrationBin(
                low=index / BINS,
                high=(index + 1) / BINS,
                n=n,
                confidence=float(confidence[inside].mean()) if n else 0.0,
                accuracy=float(correct[inside].mean()) if n else 0.0,
            )
        )
    return tuple(curve)


def fit_temperature(logits: Floats, gold: NDArray[np.int_]) -> float:
    """Find the temperature T for which ``softmax(logits / T)`` is best calibrated.

    Args:
        logits: (n, k) scores of a validation set, before the softmax. Not of the test set.
        gold: (n,) index of each row's true label.

    Returns:
        The T that minimises the negative log-likelihood, between 0.05 and 20 (Guo et al., ICML 2017).

    Raises:
        InputError: the shapes do not fit, or there is no row.

    >>> overconfident = np.array([[4.0, 0.0], [4.0, 0.0], [4.0, 0.0], [0.0, 4.0]])
    >>> round(fit_temperature(overconfident, np.array([0, 0, 1, 1])), 2)
    3.64
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    if logits.ndim != 2 or len(gold) != len(logits) or not len(gold):
        raise InputError(
            f"logits of shape {logits.shape} for {len(gold)} labels",
            stage="calibrate",
            remedy="give (n, k) logits and n labels",
        )
    rows = np.arange(len(gold))

    def loss(inverse: float) -> float:  # convex in 1 / T
        return -float(log_softmax(logits * inverse, axis=1)[rows, gold].mean())

    coldest, hottest = TEMPERATURES
    found = minimize_scalar(loss, bounds=(1 / hottest, 1 / coldest), method="bounded")
    return float(1 / found.x)


def _probabilities(predictions: LabelledPredictions) -> Floats:
    if predictions.probabilities is None or predictions.multi_label:
        raise InputError(
            "calibration needs one label and the probabilities of all labels per row",
            stage="evaluate",
            remedy="pass probabilities, or leave calibration out",
        )
    return predictions.probabilities


def _confidence(predictions: LabelledPredictions) -> Floats:
    """(n,) probability of the predicted label, which need not be the most probable one."""
    predicted = predictions.indicators(predictions.predicted)
    return np.asarray(_probabilities(predictions)[predicted])


def _binned(predictions: LabelledPredictions) -> NDArray[np.int_]:
    bins = np.ceil(_confidence(predictions) * BINS).astype(np.int_) - 1
    return np.clip(bins, 0, BINS - 1)


def _gaps(predictions: LabelledPredictions) -> Floats:
    """(n, BINS + 1): confidence minus correctness in the row's bin, then a count."""
    table = np.zeros((len(predictions), BINS + 1))
    rows = np.arange(len(predictions))
    table[rows, _binned(predictions)] = _confidence(predictions) - predictions.correct
    table[:, BINS] = 1
    return table


def _squared_errors(predictions: LabelledPredictions) -> Floats:
    truth = predictions.indicators(predictions.gold)
    return mean_of(((_probabilities(predictions) - truth) ** 2).sum(axis=1))


# Expected calibration error: the mean gap between confidence and accuracy over bins, weighted by their rows.
ECE = Metric(
    "ece",
    _gaps,
    lambda sums: np.asarray(np.abs(sums[..., :BINS]).sum(axis=-1) / sums[..., BINS]),
)
# Summed over classes, as Brier (1950) has it: 0 is perfect, 2 is certain and always wrong.
BRIER = Metric("brier", _squared_errors, mean)
