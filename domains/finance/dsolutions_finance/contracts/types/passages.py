"""Passages: the pieces of a contract that clause types are asked of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# A clause is seldom longer: 97 % of CUAD's annotations. Longer sentences are lists, cut at their items.
LONGEST = 1000
# Shorter pieces, such as "4.1." or "(a)", are numbers of what follows and belong to it.
SHORTEST = 20

_BREAK = "\n\n"
# The end of a sentence: a stop, closing marks, a space, and something that can begin a sentence.
_STOP = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9]|\([a-z]{1,4}\))")
# Full stops that end no sentence: initials, legal forms, titles, references.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|Inc|Corp|Co|Ltd|L\.?P|L\.?L\.?C|No|Nos|Art|Sec|Sect|Par|Ex|Mr|Mrs|Ms|Dr|St|Jr|Sr|vs|v|"
    r"e\.g|i\.e|etc|cf|approx|U\.S|U\.K|N\.A|S\.A|N\.V|Del|Cal|Rev|Vol|Fed|Attn|Tel|Fax)\Z"
)
_ITEM = re.compile(r"[;:,]\s+(?:and\s+|or\s+)?(?=\([a-z0-9]{1,4}\))|;\s+")
_SPACE = re.compile(r"\s+")
_LOOK_BACK = 12  # characters; no abbreviation above is longer


@dataclass(frozen=True, order=True)
class Passage:
    """A sentence, a heading, or an item of a long list.

    Args:
        start: offset of its first character in the working text.
        end: offset after its last one.
    """

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def passages(text: str) -> list[Passage]:
    r"""Cut the working text of a contract into passages, in time linear in its length.

    Args:
        text: working text of any length; blank lines part paragraphs.

    Returns:
        Passages in text order, at most ``LONGEST`` characters each. They do not overlap, and every visible
        character is in one.

    >>> text = "4. Law.\n\nThe laws of Ohio govern. Each party submits to the courts of Acme Inc. in Ohio."
    >>> [text[p.start:p.end] for p in passages(text)]
    ['4. Law.', 'The laws of Ohio govern.', 'Each party submits to the courts of Acme Inc. in Ohio.']
    """
    return [
        piece
        for start, end in _paragraphs(text)
        for sentence in _sentences(text, start, end)
        for piece in _bounded(text, sentence)
    ]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield paragraphs; one that a page break has torn within a sentence is joined again."""
    begun: int | None = None
    start = 0
    while start < len(text):
        end = text.find(_BREAK, start)
        end = len(text) if end < 0 else end
        after = end + len(_BREAK)
        begun = start if begun is None else begun
        torn = text[after : after + 1].islower() and text[end - 1 : end] not in ".;:!?"
        if not torn:
            if text[begun:end].strip():
                yield begun, end
            begun = None
        start = after


def _sentences(text: str, start: int, end: int) -> Iterator[Passage]:
    """Yield the sentences of a paragraph; numbers and other scraps go with the next one, or the last one."""
    first = start
    for stop in _STOP.finditer(text, start, end):
        short = stop.start() - first < SHORTEST
        if short or _ABBREVIATION.search(text[max(first, stop.start() - _LOOK_BACK) : stop.start()]):
            continue
        if end - stop.end() < SHORTEST:
            break
        yield _stripped(text, first, stop.end())
        first = stop.end()
    yield _stripped(text, first, end)


def _bounded(text: str, sentence: Passage) -> Iterator[Passage]:
    """Cut a sentence that is too long: before an item of a list, else at a space, else anywhere."""
    start = sentence.start
    while sentence.end - start > LONGEST:
        least, most = start + LONGEST // 2, start + LONGEST
        cuts = [m.end() for m in _ITEM.finditer(text, least, most)] or [
            m.end() for m in _SPACE.finditer(text, least, most)
        ]
        cut = cuts[-1] if cuts else most
        yield _stripped(text, start, cut)
        start = cut
    yield _stripped(text, start, sentence.end)


def _stripped(text: str, start: int, end: int) -> Passage:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Passage(start, start + len(piece.strip()))
