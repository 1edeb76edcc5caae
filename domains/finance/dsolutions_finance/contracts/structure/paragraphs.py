"""Paragraphs of a working text, and which of them only list what comes later."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from dsolutions_finance.contracts.structure.numerals import NUMBER_WORD

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\n)[^\n]+)*")

_CONTENTS = re.compile(r"(?:table\s+of\s+contents|contents|index)\b(?!\s+(?:of|to)\b)", re.IGNORECASE)
_LEADERS = re.compile(r"\.{5,}|(?:\. ){4,}|_{5,}\s*\d+$")
_ENTRY = re.compile(
    r"(?:article|section|chapter|exhibit|schedule|annex|appendix|attachment)\s+[\w.]+|\(?\w{1,5}[.)](?=\s)|\d+(?:\.\d+)*(?=\s)",
    re.IGNORECASE,
)
_PAGE_NUMBERS = re.compile(r"[A-Za-z.)] \d{1,3}(?= |$)")
_LAST_NUMBER = re.compile(r"[^\d.,$/-](\d{1,3})$")
# Fewer lines in a row that end with a growing number can be a table.
_FEWEST_ENTRIES = 5
_RECITALS = re.compile(r"recitals|background|witnesseth|preamble", re.IGNORECASE)
# Entries of a table of contents are titles; the longest that were read have two lines.
_LONGEST_ENTRY = 200

# A page that was extracted as one paragraph is longer than nearly all paragraphs of contracts, and sections
# begin inside it.
_COLLAPSED = 1000
_INNER_SECTION = re.compile(
    r"(?<=[.;:)]) (?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zA-Z][.)]|\([a-zA-Z]{1,3}\)) (?=\"?[A-Z])"
)
#: A section with a number and a title or text, at the head of a paragraph.
NUMBERED = re.compile(
    r"\d{1,2}(?:\.\d{1,2})*[.)]? ?[A-Z]|(?i:article|section) (?:[\dIVX]|"
    rf"{NUMBER_WORD}\b)"
)
# The same inside one.
_INNER_NUMBER = re.compile(
    r"(?<=[.;:)A-Z]) (?:\d{1,2}(?:\.\d{1,2}|\.)+ ?|"
    rf"(?:Section|SECTION|Article|ARTICLE) (?:[\dIVX.]+|(?i:{NUMBER_WORD})\.) )(?=[A-Z])"
)
# Where half of the paragraphs are this long, each is a page.
_PAGE = 1500
# So few paragraphs with a section inside occur in any contract.
_FEW = 2


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a working text.

    Args:
        start: offset of its first character.
        end: offset after its last one.
        text: what is between them.
        collapsed: whether a whole page was run together in it, so that sections begin in its middle.
    """

    start: int
    end: int
    text: str
    collapsed: bool = False


def paragraphs(text: str) -> list[Paragraph]:
    r"""Return the paragraphs of a working text.

    >>> [(p.start, p.text) for p in paragraphs("TERM\n\nOne year.")]
    [(0, 'TERM'), (6, 'One year.')]
    """
    matches = [*_PARAGRAPH.finditer(text)]
    numbered = sum(NUMBERED.match(match.group()) is not None for match in matches)
    # Where more sections begin inside paragraphs than with one, paragraphs mean nothing.
    lost = sum(bool(_INNER_NUMBER.search(match.group())) for match in matches) > max(_FEW, numbered)
    lost = lost or median([len(match.group()) for match in matches] or [0]) >= _PAGE
    return [
        Paragraph(match.start(), match.end(), match.group(), lost or _is_collapsed(match.group()))
        for match in matches
    ]


def _is_collapsed(text: str) -> bool:
    return len(text) >= _COLLAPSED and (
        _INNER_NUMBER.search(text) is not None or len(_INNER_SECTION.findall(text)) > 1
    )


def count_numbered(found: Sequence[Paragraph]) -> int:
    """Count what looks like a numbered section, at the head of a paragraph or inside one."""
    return sum(
        (NUMBERED.match(paragraph.text) is not None) + len(_INNER_NUMBER.findall(paragraph.text))
        for paragraph in found
    )


def without_contents(found: Sequence[Paragraph]) -> list[Paragraph]:
    """Leave out tables of contents: what has leaders, and short entries under a title that says so.

    One without leaders ends where its first entry comes once more, as the first heading of the body, or where
    text begins.
    """
    kept: list[Paragraph] = []
    inside, first_entry = False, ""
    listed = _listed(found)
    for index, paragraph in enumerate(found):
        if index in listed:
            continue
        short = len(paragraph.text) <= _LONGEST_ENTRY
        if short and _CONTENTS.match(paragraph.text):
            inside, first_entry = True, ""
            continue
        if inside:
            entry = _ENTRY.match(paragraph.text)
            number = entry.group().casefold().strip(" .)") if entry else ""
            again = bool(number) and number == first_entry
            inside = (short or _is_run_together(paragraph.text)) and not again
            inside = inside and not _RECITALS.match(paragraph.text)
            first_entry = first_entry or number
        if not inside and not (_LEADERS.search(paragraph.text) and _ENTRY.match(paragraph.text)):
            kept.append(paragraph)
    return kept


def _listed(found: Sequence[Paragraph]) -> set[int]:
    """Find entries by their page numbers, which ascend from one to the next."""
    listed: set[int] = set()
    run: list[int] = []
    page = 0
    for index, paragraph in enumerate(found):
        entry = len(paragraph.text) <= _LONGEST_ENTRY and _ENTRY.match(paragraph.text)
        number = _LAST_NUMBER.search(paragraph.text) if entry else None
        if number is None or int(number[1]) < page:
            run, page = [], 0
        if number is not None:
            run.append(index)
            page = int(number[1])
        if len(run) >= _FEWEST_ENTRIES:
            listed.update(run)
    return listed


def _is_run_together(text: str) -> bool:
    """Tell whether a long paragraph is several entries: titles with a page number behind each."""
    return len(_PAGE_NUMBERS.findall(text)) * _LONGEST_ENTRY / 2 >= len(text)
