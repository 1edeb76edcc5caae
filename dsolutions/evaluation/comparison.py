"""Two systems on the same rows: what changed, and whether that could be luck."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import InputError
from dsolutions.evaluation.intervals import ROUNDS, Difference, mcnemar, paired_bootstrap
from dsolutions.evaluation.metrics import TITLES
from dsolutions.evaluation.predictions import LabelledPredictions, as_set
from dsolutions.evaluation.scoring import default_metrics
from dsolutions.types import Value


class ChangedRow(Value):
    """A row that only one of the two has right.

    Args:
        id: id of the row.
        gold: its true labels.
        first: what the first predicts.
        second: what the second predicts.
    """

    id: str
    gold: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


class Comparison(Value):
    """How the second system differs from the first on the same rows.

    Args:
        n: number of rows.
        differences: metric name to difference, with a paired interval and p value that resample documents.
        fixed: rows that only the second has right.
        broken: rows that only the first has right.
        mcnemar_p: p value of the exact McNemar test on them; right where each row is its own document.
    """

    n: int
    differences: Mapping[str, Difference]
    fixed: tuple[ChangedRow, ...]
    broken: tuple[ChangedRow, ...]
    mcnemar_p: float

    def __str__(self) -> str:
        lines = [
            f"{TITLES.get(metric, metric)}: {d.first:.3f} -> {d.second:.3f}, "
            f"{d.difference:+.3f} [{d.low:+.3f}, {d.high:+.3f}], p = {d.p_value:.3f}"
            for metric, d in self.differences.items()
        ]
        return "\n".join([*lines, f"{len(self.fixed)} rows fixed, {len(self.broken)} broken"])


def compare(
    first: LabelledPredictions, second: LabelledPredictions, *, rounds: int = ROUNDS, seed: int = 0
) -> Comparison:
    """Compare two predictions of the same rows.

    Args:
        first: the earlier one; load it with ``LabelledPredictions.load``.
        second: the later one, with the same ids in any order.
        rounds: number of bootstrap resamples.
        seed: seed of the resampling.

    Raises:
        InputError: ids, labels or truth differ.

    >>> first = LabelledPredictions(("down", "up"), gold=["up", "down"], predicted=["up", "up"])
    >>> second = LabelledPredictions(("down", "up"), gold=["up", "down"], predicted=["up", "down"])
    >>> [row.id for row in compare(first, second).fixed]
    ['1']
    """
    second = _aligned(first, second)
    metrics = [metric for metric in default_metrics(first) if metric in default_metrics(second)]
    fixed = _rows(first, second, second.correct & ~first.correct)
    broken = _rows(first, second, first.correct & ~second.correct)
    return Comparison(
        n=len(first),
        differences=paired_bootstrap(first, second, metrics, rounds=rounds, seed=seed),
        fixed=fixed,
        broken=broken,
        mcnemar_p=mcnemar(len(fixed), len(broken)),
    )


def _aligned(first: LabelledPredictions, second: LabelledPredictions) -> LabelledPredictions:
    """Put the rows of ``second`` into the order of ``first``."""
    place = {row_id: row for row, row_id in enumerate(second.ids)}
    if odd := set(first.ids) ^ set(second.ids):
        raise InputError(
            f"{len(odd)} rows are in only one of the two",
            stage="compare",
            item=min(odd),
            remedy="compare predictions of the same rows",
        )
    if set(first.labels) != set(second.labels):
        raise InputError(
            f"labels differ: {sorted(first.labels)} and {sorted(second.labels)}",
            stage="compare",
            remedy="compare predictions of the same task",
        )
    aligned = second.take([place[row_id] for row_id in first.ids])
    for row_id, one, other in zip(first.ids, first.gold, aligned.gold, strict=True):
        if one != other:
            raise InputError(
                f"the truth differs: {one!r} and {other!r}",
                stage="compare",
                item=row_id,
                remedy="score both against the same labels",
            )
    return aligned


def _rows(
    first: LabelledPredictions, second: LabelledPredictions, chosen: NDArray[np.bool_]
) -> tuple[ChangedRow, ...]:
    return tuple(
        ChangedRow(
            id=first.ids[row],
            gold=tuple(sorted(as_set(first.gold[row]))),
            first=tuple(sorted(as_set(first.predicted[row]))),
            second=tuple(sorted(as_set(second.predicted[row]))),
        )
        for row in np.flatnonzero(chosen).tolist()
    )
