"""The text of a contract as the page shows it, and where on the page its evidence stands."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from dsolutions.types import Span
from dsolutions_finance.contracts.text import ContractText


@dataclass(frozen=True)
class Shown:
    """The working text of a contract: no running heads, no wrapped lines, no markup; paragraphs as such.

    Args:
        name: what the anchors of this contract begin with, such as ``"c0"``.
        text: its text.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> shown = Shown("c0", ContractText.of(ContractDocument(id="1", text="The  Licensor shall")))
    >>> licensor = Span(start=5, end=13, quote="Licensor")
    >>> shown.locate(licensor), shown.anchor(licensor)
    ((4, 12), 'c0o4')
    """

    name: str
    text: ContractText

    def locate(self, span: Span) -> tuple[int, int] | None:
        """Return where a quote from the file begins and ends in the shown text.

        ``None`` where the file does not say that at those offsets: it proves nothing about this text.
        """
        if self.text.document.text[span.start : span.end] != span.quote:
            return None
        starts = self.text.aligned.starts
        start, end = bisect_left(starts, span.start), bisect_left(starts, span.end)
        words = self.text.text[start:end].lstrip()  # between paragraphs nothing can be marked
        return (end - len(words), end) if words else None

    def anchor(self, span: Span) -> str | None:
        """Return the anchor of a place that is marked; ``None`` where there is no such place."""
        place = self.locate(span)
        return self.anchor_at(place[0]) if place else None

    def anchor_at(self, offset: int) -> str:
        """Return the anchor of whatever is marked from an offset of the shown text on."""
        return f"{self.name}o{offset}"

    def section_anchor(self, section: int) -> str:
        """Return the anchor of a section, by its id."""
        return f"{self.name}s{section}"

    def page_anchor(self, page: int) -> str:
        """Return the anchor of a page, by its number."""
        return f"{self.name}p{page}"

    def pages(self) -> list[tuple[int, int]]:
        """Return where each page begins in the shown text, with its number from 1."""
        starts = self.text.aligned.starts
        return [(bisect_left(starts, start), n) for n, start in enumerate(self.text.document.page_starts, 1)]
