"""The shown text in blocks: paragraphs cut at headings, with page breaks and marks in their places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dsolutions.pages import Mark, Run, marked
from dsolutions.types import Span
from dsolutions_finance.contracts.results import Section
from dsolutions_finance.contracts.review.marks import Placed
from dsolutions_finance.contracts.review.shown import Shown

_PARAGRAPH = re.compile(r"\S(?:(?!\n\n).)*", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A stretch of a block under the same marks.

    Args:
        run: the characters and their marks.
        anchor: what leads here.
        begins: style classes of the marks that begin here, not before.
        tag: what stands before it; empty for nothing.
        link: anchor that it leads to; empty for none.
        page: number of the page that begins here.
    """

    run: Run
    anchor: str
    begins: tuple[str, ...] = ()
    tag: str = ""
    link: str = ""
    page: int | None = None


@dataclass(frozen=True)
class Block:
    """A paragraph, or the part of one that is a section.

    Args:
        pieces: its text.
        level: how deep in the clause tree it stands, from 0.
        section: the section that begins with it.
        alone: it is a heading and no more.
    """

    pieces: tuple[Piece, ...]
    level: int
    section: Section | None = None
    alone: bool = False


def blocks(shown: Shown, sections: Sequence[Section], marks: Sequence[Placed]) -> Iterator[Block]:
    """Cut a contract into blocks, in time linear in its length.

    Args:
        shown: its text.
        sections: its clause tree.
        marks: what was found, in text order.
    """
    text = shown.text.text
    located = ((section, shown.locate(section.heading)) for section in sections)
    headings = {place[0]: (section, place[1]) for section, place in located if place}
    cuts = sorted(headings)
    cutter = _Cutter(shown, marks)
    level = 0
    for match in _PARAGRAPH.finditer(text):
        inside = cuts[bisect_left(cuts, match.start() + 1) : bisect_left(cuts, match.end())]
        for start, end in pairwise((match.start(), *inside, match.end())):
            section, heading_end = headings.get(start, (None, start))
            level = section.level if section else level
            alone = section is not None and not text[heading_end:end].strip()
            yield Block(tuple(cutter.pieces(start, end)), level, section, alone)


class _Cutter:
    """Cuts stretches of a text that are asked for in order; each mark is looked at where it lies only."""

    def __init__(self, shown: Shown, marks: Sequence[Placed]) -> None:
        self._shown = shown
        self._pages = deque(shown.pages())
        self._ahead = deque(marks)
        self._open: list[Placed] = []

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        """Yield the pieces of ``[start, end)``."""
        while start < end:
            page = None
            while self._pages and self._pages[0][0] <= start:  # of several empty pages the last one counts
                page = self._pages.popleft()[1]
            stop = min(end, self._pages[0][0]) if self._pages else end
            yield from self._under_marks(start, stop, page)
            start = stop

    def _under_marks(self, start: int, end: int, page: int | None) -> Iterator[Piece]:
        while self._ahead and self._ahead[0].start < end:
            self._open.append(self._ahead.popleft())
        self._open = [mark for mark in self._open if mark.end > start]
        part = self._shown.text.text[start:end]
        for run in marked(part, [_clipped(mark, start, part) for mark in self._open]):
            begun = [mark for mark in self._open if mark.start == start]
            yield Piece(
                run,
                anchor=self._shown.anchor_at(start),
                begins=tuple(dict.fromkeys(mark.style for mark in begun)),
                tag=" · ".join(dict.fromkeys(mark.tag for mark in begun if mark.tag)),
                link=next((mark.link for mark in begun if mark.link), ""),
                page=page,
            )
            page = None
            start += len(run.text)


def _clipped(mark: Placed, start: int, part: str) -> Mark:
    """Return what of a mark lies in a part of the text that begins at ``start``."""
    span = Span.of(part, max(mark.start - start, 0), min(mark.end - start, len(part)))
    return Mark(span, mark.style, mark.label)
