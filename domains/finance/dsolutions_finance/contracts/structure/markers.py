"""Section numbers as they stand in a text: every place that may begin a numbered section."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dsolutions_finance.contracts.structure.numerals import (
    NUMBER_WORD,
    letters_value,
    roman_value,
    word_value,
)
from dsolutions_finance.contracts.structure.paragraphs import Paragraph

#: Where a marker stands: at the head of a paragraph, in a page run together, or anywhere else in a paragraph.
Place = Literal["paragraph", "collapsed", "inline"]

_MARKER = re.compile(
    rf"""(?:
      (?P<word>(?i:chapter|part|article|section|clause)|§§?)\s+
        (?P<count>\d{{1,3}}(?:\.\d{{1,3}})*|[IVXL][IVXLl1]{{0,6}}\b|(?i:{NUMBER_WORD})\b|[A-Z]\b)(?P<stop>[.:)]?)
    | (?P<decimal>\d{{1,3}}(?:\.\d{{1,3}}){{1,4}})(?P<dot>[.):]?)
    | (?P<open>\(?)(?P<plain>\d{{1,3}}|[a-zA-Z]{{1,2}}|[ivxl]{{1,6}}|[IVXL]{{1,6}})(?P<close>\)|\.\)?)
    | (?P<bare>\d{{1,2}})(?=\s+[A-Z])
    )(?=[\s"“(\[]|$|[A-Z][a-z]|(?<=\d\.)[A-Z])""",
    re.VERBOSE,
)
# Words before a number that make it a reference, an amount or a date rather than the head of a section.
_REFERS = re.compile(
    r"(?:^|\b)(?:sections?|articles?|clauses?|paragraphs?|subsections?|chapters?|parts?|exhibits?|schedules?|items?|nos?\.?|"
    r"this|that|such|said|any|each|these|and|or|to|of|in|by|with|through|under|than|least|page|figure|table|note|rule|§)\s*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.;:!?)\]\"][\s\"]*(?:(?:and|or|and/or)\s*)?$")
_ITEM_END = re.compile(r"[.;:,]\s*(?:(?:and|or|and/or)\s*)?$")
_JOINED = re.compile(r"(?:\b(?:and|or)|,)\s*$")
_CONNECTED = re.compile(r"[;.,]\s+(?:and|or|and/or)\s*$")


@dataclass(frozen=True)
class Reading:
    """One way to read a marker.

    Args:
        style: what all members of one list share, such as ``"article"``, ``"1."``, ``"(a)"`` or ``"1.1"``.
        value: its place in the list; numbers of several parts have several values.
    """

    style: str
    value: tuple[int, ...]


@dataclass(frozen=True)
class Marker:
    """A number that may begin a section.

    Args:
        start: offset of its first character in the working text.
        end: offset after its last one.
        number: the number without brackets, full stop or word.
        readings: ways to read it, the likeliest first.
        place: where it stands.
        capital: whether a capital letter, a bracket or a quotation mark follows, or nothing.
        before: the words before it, at most 20 characters.
        paragraph: position of its paragraph.
    """

    start: int
    end: int
    number: str
    readings: tuple[Reading, ...]
    place: Place
    capital: bool
    before: str
    paragraph: int

    @property
    def after_sentence(self) -> bool:
        """Whether a sentence or an item of a list ends before it."""
        return _SENTENCE_END.search(self.before) is not None

    @property
    def after_item(self) -> bool:
        """Whether an item of a list may end before it, be it with a comma."""
        return _ITEM_END.search(self.before) is not None

    @property
    def within_sentence(self) -> bool:
        """Whether "and", "or" or a comma joins it to the words before."""
        return _JOINED.search(self.before) is not None

    @property
    def after_colon(self) -> bool:
        """Whether a colon announces it."""
        return self.before.rstrip().endswith(":")


def find_markers(paragraph: Paragraph, index: int) -> Iterator[Marker]:
    """Yield every marker of a paragraph that no word before it rules out, in order.

    >>> [m.number for m in find_markers(Paragraph(0, 40, "4.1 Fees. As in Section 5.2 and 6 (a) Net."), 0)]
    ['4.1', 'a']
    """
    for match in _MARKER.finditer(paragraph.text):
        at_head = match.start() == 0
        before = paragraph.text[max(0, match.start() - 20) : match.start()]
        if not at_head and (not before[-1].isspace() or match["bare"]):
            continue
        if not at_head and _REFERS.search(before) and not _CONNECTED.search(before):
            continue
        readings = tuple(_readings(match))
        if not readings:
            continue
        rest = paragraph.text[match.end() : match.end() + 4].lstrip(" -–—")  # "Article 1 - Fees"
        yield Marker(
            start=paragraph.start + match.start(),
            end=paragraph.start + match.end(),
            number=match["count"] or match["decimal"] or match["plain"] or match["bare"],
            readings=readings,
            place="paragraph" if at_head else "collapsed" if paragraph.collapsed else "inline",
            capital=not rest or rest[0].isupper() or rest[0] in '"“([',
            before=before,
            paragraph=index,
        )


def _readings(match: re.Match[str]) -> Iterator[Reading]:
    if match["word"]:
        yield from _worded(match["word"].casefold().rstrip("s"), match["count"])
    elif match["decimal"]:
        parts = tuple(map(int, match["decimal"].split(".")))
        # "2.0" is section 2 where its subsections are 2.1, 2.2.
        yield Reading("1.0", parts[:1]) if parts[1:] == (0,) else Reading(_decimal_style(parts), parts)
    elif match["bare"]:
        yield Reading("1", (int(match["bare"]),))
    else:
        yield from _plain(match["plain"], match["open"], match["close"])


def _worded(word: str, count: str) -> Iterator[Reading]:
    style = "section" if word in ("section", "clause", "§", "§§") else word
    if count[0].isdigit():
        parts = tuple(map(int, count.split(".")))
        yield Reading(style if len(parts) == 1 else _decimal_style(parts), parts)
    elif value := roman_value(re.sub("[1l]", "I", count)) or word_value(count):  # "ARTICLE I1" of a scan
        yield Reading(style, (value,))
    elif len(count) == 1:
        yield Reading(f"{style} A", (letters_value(count) or 0,))


def _plain(plain: str, opened: str, closed: str) -> Iterator[Reading]:
    if plain.isdigit():
        if int(plain) <= 99 or not opened:  # "(312) 555-0100" is a telephone number
            yield Reading(f"{opened}1{closed}", (int(plain),))
        return
    alphabet = "a" if plain.islower() else "A"
    numeral = "i" if plain.islower() else "I"
    roman, letters = roman_value(plain), letters_value(plain)
    readings = [Reading(f"{opened}{alphabet}{closed}", (letters,))] if letters else []
    if roman:
        readings.insert(0 if len(plain) > 1 else 1, Reading(f"{opened}{numeral}{closed}", (roman,)))
    yield from readings


def _decimal_style(parts: tuple[int, ...]) -> str:
    return ".".join("1" * len(parts))
