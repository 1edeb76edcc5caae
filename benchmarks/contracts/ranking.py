"""Scores of rankings, with intervals that resample whole contracts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from dsolutions.evaluation.intervals import LEVEL, Score

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Ranking = Callable[[Floats], float]  # weight of each contract -> score

ROUNDS = 200  # each one walks down the whole ranking again; the ends of the interval rest on 5 resamples


class Curve:
    """Precision and recall down a ranking, for any weights of the contracts that the rows come from.

    Args:
        gold: (n,) whether a row is true.
        scores: (n,) what they are ranked by; equal scores are passed at once.
        contracts: (n,) number of the contract of each row.

    >>> curve = Curve(np.array([True, False, True]), np.array([0.9, 0.8, 0.7]), np.zeros(3, int))
    >>> round(curve.average_precision(np.ones(1)), 4)
    0.8333
    """

    def __init__(self, gold: Bools, scores: Floats, contracts: NDArray[np.intp]) -> None:
        order = np.argsort(-scores, kind="stable")
        self._gold, self._contracts = gold[order], contracts[order]
        self._ends = np.flatnonzero(np.diff(scores[order], append=-np.inf))

    def average_precision(self, weights: Floats) -> float:
        """Return the area as scikit-learn's ``average_precision_score`` has it; NaN where nothing is true."""
        precision, recall = self._walk(weights)
        return float((precision * np.diff(recall, prepend=0.0)).sum())

    def precision_at(self, recall: float) -> Ranking:
        """Return a score: the best precision at no less than a recall."""

        def score(weights: Floats) -> float:
            precision, found = self._walk(weights)
            return float(precision[found >= recall - 1e-9].max(initial=0.0))

        return score

    def _walk(self, weights: Floats) -> tuple[Floats, Floats]:
        weight = weights[self._contracts]
        true = np.cumsum(weight * self._gold)[self._ends]
        given = np.cumsum(weight)[self._ends]
        with np.errstate(invalid="ignore"):
            return np.nan_to_num(true / given), true / true[-1]


def mean_average_precision(gold: Bools, scores: Floats, contracts: NDArray[np.intp]) -> Ranking:
    """Return the mean over columns, (n, types), of the average precision.

    Columns without a true row are left out.
    """
    curves = [Curve(g, s, contracts) for g, s in zip(gold.T, scores.T, strict=True) if g.any()]

    def score(weights: Floats) -> float:
        values = np.array([curve.average_precision(weights) for curve in curves])
        drawn = ~np.isnan(values)  # a resample may lack every contract with a rare type
        return float(values[drawn].mean()) if drawn.any() else np.nan

    return score


def intervals(
    rankings: Mapping[str, Ranking], contracts: int, *, rounds: int = ROUNDS, seed: int = 0
) -> dict[str, Score]:
    """Score rankings, with percentile intervals over resampled contracts."""
    rng = np.random.default_rng(seed)
    drawn = [
        np.bincount(rng.integers(0, contracts, contracts), minlength=contracts).astype(float)
        for _ in range(rounds)
    ]
    found = {}
    for name, ranking in rankings.items():
        value = ranking(np.ones(contracts))
        ends = np.nanquantile([ranking(weights) for weights in drawn], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        found[name] = Score(value=value, low=min(float(ends[0]), value), high=max(float(ends[1]), value))
    return found


def numbered(lengths: Sequence[int]) -> NDArray[np.intp]:
    """Number rows by their contract.

    >>> numbered([2, 1]).tolist()
    [0, 0, 1]
    """
    return np.repeat(np.arange(len(lengths)), lengths)
