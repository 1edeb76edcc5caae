"""The text of a contract that rules and models read, with the way back to file and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from dsolutions.preprocessing import AlignedText, html_text, is_html, normalise, repair_layout
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.results import PageSpan


@dataclass(frozen=True)
class ContractText:
    """A contract's working text: repaired and normalised; paragraphs are parted by blank lines.

    Every room that reads contracts takes offsets in this text and gives evidence through ``span``.

    Args:
        document: the contract as its file has it.
        aligned: the working text, aligned with ``document.text``.

    >>> text = ContractText.of(ContractDocument(id="1", text="The  Licensor shall", page_starts=(0,)))
    >>> text.text, text.span(4, 12)
    ('The Licensor shall', PageSpan(start=5, end=13, quote='Licensor', page=1))
    """

    document: ContractDocument
    aligned: AlignedText

    @classmethod
    def of(cls, document: ContractDocument) -> Self:
        """Take the visible text, undo the layout of its pages and normalise it."""
        if document.kind == "html" or is_html(document.text):
            visible = html_text(document.text)
            running = visible.then(repair_layout(visible.text))
        else:
            running = repair_layout(document.text, document.page_starts)
        return cls(document, running.then(normalise(running.text)))

    @property
    def text(self) -> str:
        """What rules and models read."""
        return self.aligned.text

    def span(self, start: int, end: int) -> PageSpan:
        """Quote the file for the characters ``[start, end)`` of the working text."""
        found = self.aligned.span(start, end)
        return PageSpan(
            start=found.start, end=found.end, quote=found.quote, page=self.document.page_of(found.start)
        )
