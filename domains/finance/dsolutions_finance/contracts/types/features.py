"""What a linear model reads of a passage: its words, what stands around it, and where it stands."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from dsolutions_finance.contracts.types.passages import Passage

# Weight of each view; its features are scaled to length 1 on their own, so that a long passage does not drown
# where it stands. On validation contracts of CUAD, micro AP of passages: words alone .553, with their context
# .587, with all three .603.
VIEWS: Mapping[str, float] = {"words": 1.0, "context": 0.5, "place": 0.5}

_WORD = re.compile(r"[a-z]+|[0-9]+|[$%]")
_HEADING = 7  # words; a shorter passage is taken for the heading of those after it
_OPENING = 12  # passages; the first ones have places of their own: title, date and parties stand there


def read_views(text: str, asked: Sequence[Passage], around: Sequence[Passage]) -> Iterator[list[list[str]]]:
    """Describe passages, view by view.

    Args:
        text: working text of the contract.
        asked: what to describe.
        around: all passages of the contract; where an asked one is not among them, such as a few words
            within one, its context is read off the passages that touch it.

    Yields:
        For each asked passage one list of features per view, in the order of ``VIEWS``.
    """
    words = [_words(text[p.start : p.end]) for p in around]
    headings = _headings(words)
    first = 0
    for passage in asked:
        if first and around[first - 1].end > passage.start:
            first = 0  # asked out of order
        while first < len(around) - 1 and around[first].end <= passage.start:
            first += 1
        last = first
        while last < len(around) - 1 and around[last + 1].start < passage.end:
            last += 1
        own = words[first] if around[first] == passage else _words(text[passage.start : passage.end])
        before = _inside(text, around[first].start, passage.start) or (words[first - 1] if first else ["^"])
        after = _inside(text, passage.end, around[last].end) or (
            words[last + 1] if last + 1 < len(around) else ["$"]
        )
        yield [
            _ngrams(own),
            [f"<{w}" for w in before] + [f">{w}" for w in after] + [f"#{w}" for w in headings[first]],
            _place(own, passage, first, len(around)),
        ]


def _words(text: str) -> list[str]:
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(text.lower())]


def _inside(text: str, start: int, end: int) -> list[str]:
    return _words(text[start:end]) if start < end else []


def _headings(words: Sequence[list[str]]) -> list[list[str]]:
    """Return the last heading at or before each passage."""
    heading: list[str] = []
    found = []
    for own in words:
        if len(own) <= _HEADING:
            heading = own
        found.append(heading)
    return found


def _ngrams(words: list[str]) -> list[str]:
    pairs = [" ".join(pair) for pair in pairwise(words)]
    triples = [" ".join(triple) for triple in zip(words, words[1:], words[2:], strict=False)]
    return words + pairs + triples


def _place(words: list[str], passage: Passage, number: int, count: int) -> list[str]:
    place = f"@{number}" if number < _OPENING else f"@@{int(math.log2(number))}"
    length = f"={int(2 * math.log2(len(passage) + 1))}"
    return [place, f"/{10 * number // count}", length] + [f"!{word}" for word in words[:6]]
