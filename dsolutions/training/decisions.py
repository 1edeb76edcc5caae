"""From logits to answers: temperature and thresholds, fitted on validation rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_recall_curve

from dsolutions.adapters import HeadSpec
from dsolutions.evaluation import fit_temperature
from dsolutions.evaluation.calibration import TEMPERATURES
from dsolutions.evaluation.predictions import Answer, as_set

Floats = NDArray[np.float64]

CERTAIN = 1e-6  # float32 rounds a sigmoid to 1; a threshold there could never be passed


def indicators(answers: Sequence[Answer], labels: Sequence[str]) -> NDArray[np.float32]:
    """Return (rows, labels): 1 for each label of an answer.

    >>> indicators(["down", frozenset({"down", "up"})], ["down", "up"]).tolist()
    [[1.0, 0.0], [1.0, 1.0]]
    """
    return np.array([[label in as_set(answer) for label in labels] for answer in answers], dtype=np.float32)


def settle(spec: HeadSpec, probabilities: Floats, gold: NDArray[np.float32]) -> HeadSpec:
    """Return the specification with the temperature, and the thresholds where it needs them.

    Args:
        spec: with temperature 1.
        probabilities: (rows, labels), what the head with this specification says of validation rows.
        gold: (rows, labels), 1 where the label is true.
    """
    if spec.task == "single_label":
        return spec.model_copy(
            update={"temperature": fit_temperature(np.log(probabilities), gold.argmax(-1))}
        )
    probabilities = probabilities.clip(CERTAIN, 1 - CERTAIN)
    logits = np.log(probabilities) - np.log1p(-probabilities)
    temperature = sigmoid_temperature(logits, gold)
    calibrated = (1 / (1 + np.exp(-logits / temperature))).clip(CERTAIN, 1 - CERTAIN)
    thresholds = tuple(threshold(p, g) for p, g in zip(calibrated.T, gold.T, strict=True))
    return spec.model_copy(update={"temperature": temperature, "thresholds": thresholds})


def score(spec: HeadSpec, logits: Floats, gold: NDArray[np.float32]) -> dict[str, float]:
    """Score validation rows: accuracy, or macro-F1 at the thresholds that these rows would settle.

    Returns:
        The score, called ``"score"``.
    """
    if spec.task == "single_label":
        return {"score": float((logits.argmax(-1) == gold.argmax(-1)).mean())}
    cutoffs = np.array([threshold(column, g) for column, g in zip(logits.T, gold.T, strict=True)])
    return {"score": float(f1_score(gold, logits >= cutoffs, average="macro", zero_division=0))}


def sigmoid_temperature(logits: Floats, gold: NDArray[np.float32]) -> float:
    """Find the temperature T for which ``sigmoid(logits / T)`` has the least negative log-likelihood."""
    from scipy.optimize import minimize_scalar

    def loss(inverse: float) -> float:  # convex in 1 / T
        return float((np.logaddexp(0, logits * inverse) - gold * logits * inverse).mean())

    coldest, hottest = TEMPERATURES
    found = minimize_scalar(loss, bounds=(1 / hottest, 1 / coldest), method="bounded")
    return float(1 / found.x)


def threshold(scores: Floats, gold: NDArray[np.float32]) -> float:
    """Find the cut with the best F1 of one label, halfway to the next lower score.

    A label that is never true is cut at its highest score.

    >>> threshold(np.array([0.1, 0.25, 0.75, 0.9]), np.array([0, 0, 1, 1]))
    0.5
    """
    if not gold.any():
        return float(scores.max())
    precision, recall, cuts = precision_recall_curve(gold, scores)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    best = int(f1[:-1].argmax())
    below = cuts[best - 1] if best else cuts[0]
    return float((cuts[best] + below) / 2)
