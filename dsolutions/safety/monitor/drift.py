"""Drift: whether scores and decisions are distributed as they were in a reference window."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import Literal

from dsolutions.errors import InputError
from dsolutions.safety.monitor.window import Window
from dsolutions.types import Value

DriftLevel = Literal["stable", "shifting", "drifted"]

# The usual reading of the index (Siddiqi 2006, Credit Risk Scorecards, ch. 10).
_SHIFTING, _DRIFTED = 0.10, 0.25
# How often an index above its quantile is chance, between two windows of the same source.
_CHANCE = 0.001
# A bin that nobody fell into would make the index infinite: half an observation is put into each (Jeffreys).
_PRIOR = 0.5
_FEWEST = 50  # decisions in a window: below, chance alone passes 0.25


class Drift(Value):
    """How far one distribution has moved.

    Args:
        name: a score, or ``"decisions"``.
        index: population stability index, from 0 up.
        chance: what chance alone exceeds in one of 1,000 comparisons of windows of these sizes.
        level: ``"drifted"`` above 0.25, ``"shifting"`` above 0.1, each only where chance does not explain it.
    """

    name: str
    index: float
    chance: float
    level: DriftLevel


def compare_windows(window: Window, reference: Window) -> list[Drift]:
    """Compare two windows by the population stability index of each score and of the decisions.

    The index of the shares p and q of each bin is the sum of ``(p - q) * ln(p / q)``. Between two samples of
    one source with n and m observations, ``index / (1/n + 1/m)`` is about chi-squared with one degree of
    freedom less than there are bins (Yurdakul and Naranjo 2020, "Statistical properties of the population
    stability index"), which tells drift from chance.

    Args:
        window: the decisions to look at.
        reference: the decisions to compare them with.

    Returns:
        One entry per score that both windows have, and one for the decisions.

    Raises:
        InputError: a window has fewer than 50 decisions.

    >>> from dsolutions.types import Safety
    >>> good = Window.counting([Safety(decision="allow", scores={"safety": 0.97})] * 200)
    >>> bad = Window.counting([Safety(decision="allow", scores={"safety": 0.55})] * 200)
    >>> [(drift.name, drift.level) for drift in compare_windows(bad, good)]
    [('safety', 'drifted'), ('decisions', 'stable')]
    """
    for which, size in (("window", window.size), ("reference", reference.size)):
        if size < _FEWEST:
            raise InputError(
                f"the {which} has {size} decisions, and a comparison needs {_FEWEST}",
                stage="monitor",
                remedy="collect more of them first",
            )
    scores = [name for name in reference.scores if name in window.scores]
    decided = [*dict.fromkeys((*reference.decisions, *window.decisions))]
    return [
        *(_drift(name, window.scores[name], reference.scores[name]) for name in scores),
        _drift(
            "decisions",
            [window.decisions.get(name, 0) for name in decided],
            [reference.decisions.get(name, 0) for name in decided],
        ),
    ]


def _drift(name: str, now: Sequence[int], before: Sequence[int]) -> Drift:
    from scipy.stats import chi2

    # Bins that are empty on both sides say nothing, and would make chance look larger.
    bins = [(a, b) for a, b in zip(now, before, strict=True) if a or b]
    n, m = sum(now), sum(before)
    shares = [(_share(a, n, len(bins)), _share(b, m, len(bins))) for a, b in bins]
    index = sum((p - q) * log(p / q) for p, q in shares)
    freedom = len(bins) - 1
    chance = float(chi2.ppf(1 - _CHANCE, freedom)) * (1 / n + 1 / m) if freedom else 0.0
    level: DriftLevel = "stable"
    if index > max(_SHIFTING, chance):
        level = "drifted" if index > _DRIFTED else "shifting"
    return Drift(name=name, index=round(index, 4), chance=round(chance, 4), level=level)


def _share(count: int, total: int, bins: int) -> float:
    return (count + _PRIOR) / (total + _PRIOR * bins)
