"""Working on many items together without letting one that fails spoil the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

ItemT = TypeVar("ItemT")
MadeT = TypeVar("MadeT")


def isolated(
    work: Callable[[Sequence[ItemT]], Sequence[MadeT]], items: Sequence[ItemT]
) -> list[MadeT | Exception]:
    """Work on all items together; where that fails, halve until the failing ones are alone.

    Args:
        work: takes some items and returns one thing per item, in order; it must be free to be called again.
        items: any number of them.

    Returns:
        One thing per item, in order; for an item that fails alone its error.

    >>> isolated(lambda numbers: [10 / number for number in numbers], [1, 0, 2])
    [10.0, ZeroDivisionError('division by zero'), 5.0]
    """
    if not items:
        return []
    try:
        made = [result for _, result in zip(items, work(items), strict=True)]
    except Exception as error:
        if len(items) == 1:
            return [error]
        middle = len(items) // 2
        return [*isolated(work, items[:middle]), *isolated(work, items[middle:])]
    return [*made]
