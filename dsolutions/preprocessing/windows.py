"""Windows over long texts: bounded in tokens, overlapping, cut between sentences where possible."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

Range = tuple[int, int]


def windows(
    tokens: Sequence[Range],
    length: int,
    *,
    max_tokens: int,
    overlap: int = 0,
    sentence_starts: Sequence[int] = (),
) -> list[Range]:
    """Cut a text into windows that a model can read.

    A window ends before a sentence if one starts in its second half, else before a word, else at the last
    token that fits. The next one begins with the first sentence, else word, of the overlap.

    Args:
        tokens: character range of each token, in order, without special tokens.
        length: length of the text in characters.
        max_tokens: most tokens in a window.
        overlap: most tokens that a window shares with the one before; less than half of ``max_tokens``, so
            that every window brings something new.
        sentence_starts: offsets where sentences start, ascending.

    Returns:
        Character ranges in order. The first starts at 0, the last ends at ``length`` and none begins after
        the one before has ended: no character is lost.

    Raises:
        ValueError: ``max_tokens`` or ``overlap`` is out of range.

    >>> windows([(0, 4), (5, 9), (10, 14)], 14, max_tokens=2)
    [(0, 10), (10, 14)]
    """
    if max_tokens < 1 or not 0 <= overlap <= (max_tokens - 1) // 2:
        raise ValueError(f"cannot cut windows of {max_tokens} tokens with an overlap of {overlap}")
    if len(tokens) <= max_tokens:
        return [(0, length)]
    starts = [start for start, _ in tokens]
    sentences = sorted({bisect_left(starts, start) for start in sentence_starts})
    words = [i for i in range(1, len(tokens)) if starts[i] > tokens[i - 1][1]]
    found: list[Range] = []
    first = 0
    while first + max_tokens < len(tokens):
        limit = first + max_tokens
        least = first + max_tokens // 2
        cut = _last(sentences, least, limit) or _last(words, least, limit) or limit
        found.append((starts[first] if found else 0, starts[cut]))
        first = _first(sentences, cut - overlap, cut) or _first(words, cut - overlap, cut) or cut - overlap
    found.append((starts[first], length))
    return found


def _last(places: list[int], low: int, high: int) -> int | None:
    """Find the last of the sorted ``places`` in ``(low, high]``."""
    index = bisect_right(places, high) - 1
    return places[index] if index >= 0 and places[index] > low else None


def _first(places: list[int], low: int, high: int) -> int | None:
    """Find the first of the sorted ``places`` in ``[low, high)``."""
    index = bisect_left(places, low)
    return places[index] if index < len(places) and places[index] < high else None
