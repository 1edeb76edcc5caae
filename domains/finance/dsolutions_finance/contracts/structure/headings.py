"""Headings without a number, found in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dsolutions_finance.contracts.structure.numerals import NUMBER_WORD
from dsolutions_finance.contracts.structure.paragraphs import NUMBERED, Paragraph, count_numbered
from dsolutions_finance.contracts.structure.titles import (
    LONGEST_LINE,
    HeadingKind,
    attachment_name,
    begins_signatures,
    heading_kind,
    is_heading,
    list_title_length,
    signs,
    title_length,
)

# The contract proper begins with a sentence like this, or at the latest with this many paragraphs of text:
# above it there may be legends on confidential treatment.
_PARTIES = re.compile(
    r"\b(?:between|among|by and|entered into|made (?:as )?(?:of|on|this|effective)|dated)\b", re.IGNORECASE
)
_PROSE, _LEGENDS = 150, 3
# Below the name of who signs there is a line to sign on within so many paragraphs.
_SIGNATURE_BLOCK = 4
# "ARTICLE IV" on a line of its own: the line below is its title.
_ALONE = re.compile(r"(?:chapter|part|article|section)\s+[\w.]+|\(?\w{1,4}[.)]", re.IGNORECASE)

_RECITALS_INSIDE = re.compile(
    r"(?<=[.;:,)] )(?:(?:RECITALS|BACKGROUND|WITNESSETH|WHEREAS):?(?= \(?A[.)] )"
    r"|(?:RECITALS|WITNESSETH):?(?= WHEREAS\b))"
)

# Sentences begin like a title now and then; a contract whose headings run in with the text has more of them
# than this, and more than this many times its numbers.
_FEW, _TIMES = 4, 2
# Titles that stand before text on the same line fill less than one line; what is shorter counts a section.
_SHORTEST_RUN_IN, _LONGEST_RUN_IN = 4, 60
_CAPITALS = re.compile(
    r"(?P<title>[A-Z][A-Z&,/'-]{2,}(?: [A-Z&][A-Z&,/'-]*)*)(?=[.:]? (?:[A-Z][a-z]|A [a-z]|\"))"
)
# "4. TERM", "(a) NOTICES": the number heads the section.
_BEHIND_NUMBER = re.compile(
    rf"(?:\d|\b[A-Za-z]|\b[ivxIVX]+|\b(?i:article|section) (?i:{NUMBER_WORD}))[.:)] $"
)
_LONGEST_NUMBER = 24  # characters
_SENTENCE_END = re.compile(r"[.;:)]['\"]* (?=[A-Z]{3})")


@dataclass(frozen=True)
class Heading:
    """A heading without a number.

    Args:
        start: offset of its first character in the working text.
        end: offset after its last one.
        kind: what it begins.
        paragraph: position of its paragraph.
        name: for an attachment what it is referred to by, such as ``"Exhibit B"``; else ``""``.
    """

    start: int
    end: int
    kind: HeadingKind
    paragraph: int
    name: str = ""


def find_headings(found: Sequence[Paragraph]) -> list[Heading]:
    """Find the headings without numbers.

    Args:
        found: the paragraphs of the contract, without its table of contents.

    Returns:
        The headings in text order: on lines of their own, and, in a contract that has more of those than
        numbers, such as run in with their text.
    """
    own_line = _without_titles(found, _without_lists(found, [*_on_own_lines(found)]))
    own_line = _without_prose(found, own_line)
    own_line += _recitals_inside(found)
    taken = {heading.paragraph for heading in own_line}
    run_in = [heading for heading in _run_in(found) if heading.paragraph not in taken]
    return sorted([*own_line, *run_in], key=lambda heading: heading.start)


def _on_own_lines(found: Sequence[Paragraph]) -> Iterator[Heading]:
    opening, signing, attached, prose = True, False, False, 0
    for index, paragraph in enumerate(found):
        following = found[index + 1] if index + 1 < len(found) else None
        heading = None
        name = attachment_name(paragraph.text)
        # At the very top it says what the whole document is to a contract, with a number to a filing.
        if name and index and not (opening and name[-1].isdigit()):
            heading = Heading(paragraph.start, paragraph.start + len(name), "attachment", index, _spelt(name))
            signing, attached = False, True
        elif kind := heading_kind(paragraph.text, following, opening=opening, attached=attached):
            heading = Heading(paragraph.start, paragraph.end, kind, index)
            if kind == "attachment":
                heading = replace(heading, name=paragraph.text.title())
                signing, attached = False, True
            elif signing:
                signing = any(map(signs, found[index + 1 : index + 1 + _SIGNATURE_BLOCK]))
        elif attached and (length := list_title_length(paragraph.text)):
            heading = Heading(paragraph.start, paragraph.start + length, "capitals", index)
        elif begins_signatures(paragraph):
            signing = True
        prose += len(paragraph.text) >= _PROSE
        opening = opening and heading is None and prose < _LEGENDS and not _begins_contract(paragraph)
        if heading is not None and not signing:
            yield heading


def _recitals_inside(found: Sequence[Paragraph]) -> Iterator[Heading]:
    """Yield the headings of recitals that were run together with the paragraph before."""
    for index, paragraph in enumerate(found):
        for match in _RECITALS_INSIDE.finditer(paragraph.text):
            yield Heading(paragraph.start + match.start(), paragraph.start + match.end(), "preamble", index)


def _begins_contract(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return NUMBERED.match(text) is not None or (len(text) >= _PROSE and _PARTIES.search(text) is not None)


def _spelt(name: str) -> str:
    return " ".join(name.split())


def _without_lists(found: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Heading]:
    """Leave out attachments that are only listed, line by line."""
    entries = {
        heading.paragraph: found[heading.paragraph].text.split()[0].casefold()
        for heading in headings
        if heading.kind == "attachment" and len(found[heading.paragraph].text) <= LONGEST_LINE
    }
    listed = {
        index for index, word in entries.items() if word in (entries.get(index - 1), entries.get(index + 1))
    }
    return [heading for heading in headings if heading.paragraph not in listed]


def _without_prose(found: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Heading]:
    """Leave out lines of a sentence in capitals that the extraction parted."""
    lines = {
        heading.paragraph
        for heading in headings
        if heading.kind == "capitals" and found[heading.paragraph].text.isupper()
    }
    broken = {line for line in lines if found[line].text.endswith(",")}
    for line in [*broken]:
        below = line + 1
        while below in lines and found[below - 1].text[-1] not in ".:":
            broken.add(below)
            below += 1
    return [heading for heading in headings if heading.paragraph not in broken]


def _without_titles(found: Sequence[Paragraph], headings: Sequence[Heading]) -> list[Heading]:
    """Leave out capitals that are the title of the attachment or article right above them."""
    bare = {  # paragraphs that are nothing but a number or an attachment's name
        heading.paragraph
        for heading in headings
        if heading.kind == "attachment" and found[heading.paragraph].end - heading.end <= 1
    }
    kept: list[Heading] = []
    for heading in headings:
        above = heading.paragraph - 1
        titled = above in bare or (above >= 0 and _ALONE.fullmatch(found[above].text))
        whole = heading.end == found[heading.paragraph].end and heading.kind in ("capitals", "attachment")
        if whole and titled:
            bare.discard(heading.paragraph)
        else:
            kept.append(heading)
    return kept


def _run_in(found: Sequence[Paragraph]) -> list[Heading]:
    """Find headings before text on the same line; none where sections are numbered."""
    numbered = count_numbered(found)
    candidates = [
        heading for index, paragraph in enumerate(found) for heading in _candidates(paragraph, index)
    ]
    if len(candidates) > max(_FEW, _TIMES * numbered):
        return candidates
    capitals = [heading for index, paragraph in enumerate(found) for heading in _capitals(paragraph, index)]
    return capitals if len(capitals) > max(_FEW, numbered) else []


def _capitals(paragraph: Paragraph, index: int) -> Iterator[Heading]:
    """Yield capitals before a sentence, wherever they stand, but for titles behind a number."""
    for place in _sentence_starts(paragraph.text):
        match = _CAPITALS.match(paragraph.text, place)
        numbered = _BEHIND_NUMBER.search(paragraph.text[max(0, place - _LONGEST_NUMBER) : place])
        if match and not numbered and _fits(match["title"], paragraph.text[match.end() :][:2]):
            yield Heading(paragraph.start + place, paragraph.start + match.end("title"), "capitals", index)


def _candidates(paragraph: Paragraph, index: int) -> Iterator[Heading]:
    text = paragraph.text
    for place in _sentence_starts(text) if paragraph.collapsed else [0]:
        capitals = _CAPITALS.match(text, place)
        length = len(capitals["title"]) if capitals else 0 if place else title_length(text)
        if _fits(text[place : place + length], text[place + length : place + length + 2]):
            start = paragraph.start + place
            yield Heading(start, start + length, "capitals", index)


def _sentence_starts(text: str) -> list[int]:
    """Return where capitals may begin a sentence."""
    return [0, *(match.end() for match in _SENTENCE_END.finditer(text))]


def _fits(title: str, behind: str) -> bool:
    """Tell a title from a term in a list of definitions and a field of a form, which have a colon behind."""
    fits = _SHORTEST_RUN_IN <= len(title) <= _LONGEST_RUN_IN and behind.startswith((". ", " "))
    return fits and is_heading(title)
