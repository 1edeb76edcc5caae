"""Which of the sizes in a sentence is that of an event."""

from __future__ import annotations

from collections.abc import Sequence

from dsolutions_finance.events.clause import goes_on
from dsolutions_finance.events.magnitude import Size
from dsolutions_finance.events.rules import EventRule


def size_of(
    rule: EventRule,
    trigger: tuple[int, int],
    clause: tuple[int, int],
    sizes: Sequence[Size],
    text: str,
    strangers: Sequence[tuple[int, int]],
) -> Size | None:
    """Choose the size of an event: of its clause, of a kind that it can have, the usual kind, the nearest.

    A share among the words of the event is one of it in any case: "buys 20% stake", "cuts 5% of jobs".

    Args:
        rule: what was found.
        trigger: offsets of the words that announce it.
        clause: offsets of their clause.
        sizes: the sizes of their sentence.
        text: the document.
        strangers: offsets of the names of others; a size behind one of them is theirs.
    """

    def between(size: Size) -> tuple[int, int]:
        if size.start >= trigger[1]:
            return trigger[1], size.start
        return (size.end, trigger[0]) if size.end <= trigger[0] else (size.end, size.end)

    def belongs(size: Size) -> bool:
        start, end = between(size)
        if not (clause[0] <= size.start and size.end <= clause[1]):
            return False
        if size.kind not in rule.measures:
            return size.kind == "percent" and trigger[0] <= size.start and size.end <= trigger[1]
        named = any(start <= first and last <= end for first, last in strangers)
        parted = end == trigger[0] and text[start:end].rstrip().endswith(",")  # "up 31%, dividend stays"
        return not named and not parted and goes_on(text[start:end])

    def rank(size: Size) -> tuple[int, int]:
        start, end = between(size)
        return (*rule.measures, size.kind).index(size.kind), end - start

    return min(filter(belongs, sizes), key=rank, default=None)
