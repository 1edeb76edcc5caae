"""How far a score, or a difference of two, could be due to the choice of test rows."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dsolutions.errors import ConfigurationError
from dsolutions.evaluation.metrics import Floats, Metric
from dsolutions.evaluation.predictions import LabelledPredictions
from dsolutions.types import Value

ROUNDS = 1000  # the ends of a 95% interval then rest on 25 resamples each
LEVEL = 0.95
# Cells of one block of resampling weights (32 MB), which bounds memory on large test sets.
BLOCK = 4_000_000


class Score(Value):
    """A value with its bootstrap interval, which always contains it.

    Args:
        value: on all rows.
        low: lower end of the 95% interval.
        high: upper end.

    >>> print(Score(value=0.884, low=0.871, high=0.897))
    0.884 [0.871, 0.897]
    """

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


class Difference(Value):
    """Two scores on the same rows, second minus first.

    Args:
        first: score of the first.
        second: score of the second.
        difference: second minus first.
        low: lower end of the 95% interval of the difference.
        high: upper end.
        p_value: two-sided; how often resampling turns the difference round or to nothing.
    """

    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float


def bootstrap(
    predictions: LabelledPredictions, metrics: Sequence[Metric], *, rounds: int = ROUNDS, seed: int = 0
) -> dict[str, Score]:
    """Score with percentile intervals (Efron, 1979), resampling whole documents.

    Args:
        predictions: what to score.
        metrics: the scores wanted.
        rounds: number of resamples.
        seed: the same seed gives the same intervals.

    Returns:
        One score per metric name.
    """
    scores = {}
    for metric, resampled in zip(metrics, _resample([predictions], metrics, rounds, seed)[0], strict=True):
        value, (low, high) = metric(predictions), _interval(resampled)
        # Resampling scatters the bins and so raises an ECE near zero: its own percentiles can miss it.
        scores[metric.name] = Score(value=value, low=min(low, value), high=max(high, value))
    return scores


def paired_bootstrap(
    first: LabelledPredictions,
    second: LabelledPredictions,
    metrics: Sequence[Metric],
    *,
    rounds: int = ROUNDS,
    seed: int = 0,
) -> dict[str, Difference]:
    """Compare two predictions of the same rows, in the same order, drawing the same documents for both.

    The p value inverts the percentile interval, with one added to counts (Davison and Hinkley, 1997, ch. 4).
    """
    differences = {}
    before, after = _resample([first, second], metrics, rounds, seed)
    for metric, changes in zip(metrics, np.subtract(after, before), strict=True):
        low, high = _interval(changes)
        tail = min((changes <= 0).sum(), (changes >= 0).sum())
        value_first, value_second = metric(first), metric(second)
        differences[metric.name] = Difference(
            first=value_first,
            second=value_second,
            difference=value_second - value_first,
            low=low,
            high=high,
            p_value=min(1.0, 2 * (int(tail) + 1) / (rounds + 1)),
        )
    return differences


def mcnemar(fixed: int, broken: int) -> float:
    """Return the two-sided p value of the exact McNemar test (1947); it takes rows as independent.

    Args:
        fixed: rows that only the second has right.
        broken: rows that only the first has right.

    >>> round(mcnemar(fixed=12, broken=3), 3)
    0.035
    """
    from scipy.stats import binomtest

    return float(binomtest(fixed, fixed + broken).pvalue) if fixed + broken else 1.0


def _interval(resampled: Floats) -> tuple[float, float]:
    low, high = np.quantile(resampled, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _resample(
    systems: Sequence[LabelledPredictions], metrics: Sequence[Metric], rounds: int, seed: int
) -> list[list[Floats]]:
    """Score every system on the same resamples: per system and metric, (rounds,) scores."""
    if rounds < 1:
        raise ConfigurationError(
            f"{rounds} rounds of resampling", stage="evaluate", item="rounds", remedy="use 1000"
        )
    _, unit = np.unique(systems[0].documents, return_inverse=True)
    units = int(unit.max()) + 1
    tables = [metric.statistics(system) for system in systems for metric in metrics]
    per_unit = np.zeros((units, sum(table.shape[1] for table in tables)))
    np.add.at(per_unit, unit, np.hstack(tables))

    rng = np.random.default_rng(seed)
    step = max(1, BLOCK // units)
    sums = np.vstack(
        [_draw(rng, min(step, rounds - done), units) @ per_unit for done in range(0, rounds, step)]
    )

    ends = np.cumsum([table.shape[1] for table in tables])
    parts = iter(np.split(sums, ends[:-1], axis=1))
    return [[metric.value(next(parts)) for metric in metrics] for _ in systems]


def _draw(rng: np.random.Generator, rounds: int, units: int) -> Floats:
    """Draw with replacement; return (rounds, units), how often each unit came up."""
    drawn = rng.integers(0, units, size=(rounds, units)) + units * np.arange(rounds)[:, None]
    return np.bincount(drawn.ravel(), minlength=rounds * units).reshape(rounds, units).astype(float)
