"""A contract as the paragraphs that are compared."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dsolutions_finance.contracts.results import Section
from dsolutions_finance.contracts.text import ContractText

_PARAGRAPH = re.compile(r"(?:(?!\n\n).)+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Args:
        start: offset of its first character in the working text.
        end: offset after its last.
        text: the characters between them.
        section: number and title of the section that it stands in.
    """

    start: int
    end: int
    text: str
    section: str


def paragraphs(text: ContractText, sections: Sequence[Section] = ()) -> list[Paragraph]:
    r"""Cut a contract into paragraphs; where it has sections, at their headings, too.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> text = ContractText.of(ContractDocument(id="1", text="1. Fees. None.\n\n2. Law. Texas."))
    >>> [paragraph.text for paragraph in paragraphs(text)]
    ['1. Fees. None.', '2. Law. Texas.']
    """
    # Sections are in offsets of the document, paragraphs in those of the working text.
    headings = [section.span.start for section in sections]
    cuts = [bisect_left(text.aligned.starts, start) for start in headings]
    found = []
    for match in _PARAGRAPH.finditer(text.text):
        edges = [
            match.start(),
            *cuts[bisect(cuts, match.start()) : bisect(cuts, match.end() - 1)],
            match.end(),
        ]
        for start, end in pairwise(edges):
            words = text.text[start:end].strip()
            if words:
                begin = start + text.text[start:end].index(words[0])
                place = bisect(headings, text.span(begin, begin + 1).start) - 1
                found.append(Paragraph(begin, begin + len(words), words, _name(sections, place)))
    return found


def _name(sections: Sequence[Section], place: int) -> str:
    if place < 0:
        return ""
    section = sections[place]
    return " ".join(filter(None, (".".join(section.path), section.title)))
