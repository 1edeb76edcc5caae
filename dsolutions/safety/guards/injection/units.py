"""Short stretches of a text: what the injection model reads at once."""

from __future__ import annotations

import re
from itertools import pairwise

# A window that the encoder reads in one go: about 100 tokens of English, in which a sentence still weighs
# something. Averages over longer windows drown one planted sentence.
LONGEST = 480

# A sentence is joined to what stands before it until the stretch has this many characters: a jailbreak in
# verse would otherwise be judged line by line.
SHORTEST = 200

_BREAK = re.compile(r"(?<=[.!?…。！？؟])[\"')\]]?\s+|\n+|(?<=[。！？])|[\t|]")


def units(text: str) -> list[tuple[int, int]]:
    """Cut a text into stretches of sentences, table cells and lines.

    Args:
        text: a view of a document, of any length.

    Returns:
        Character ranges in order, none longer than ``LONGEST``; every visible character is in one.

    >>> text = "Acme cut its guidance. Shares fell 5%."
    >>> units(text)
    [(0, 38)]
    """
    if len(text) <= LONGEST and "\t" not in text and "|" not in text:
        return [(0, len(text))] if text.strip() else []
    edges = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    found: list[tuple[int, int]] = []
    for start, end in pairwise(edges):
        for first, last in _pieces(text, start, end):
            if found and _joins(text, found[-1], last):
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
    return [(start, end) for start, end in found if not text[start:end].isspace()]


def _joins(text: str, before: tuple[int, int], end: int) -> bool:
    """Tell whether a piece goes with the stretch before it; table cells stand alone."""
    start, middle = before
    if end - start > LONGEST:
        return False
    return middle - start < SHORTEST and not re.search(r"[\t|]\s*\Z", text[max(start, middle - 8) : middle])


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a sentence that is too long, between words where there are any."""
    pieces = []
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)] if start < end else pieces
