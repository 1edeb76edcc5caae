"""The clause tree: headings and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions_finance.contracts.structure.headings import Heading, find_headings
from dsolutions_finance.contracts.structure.markers import Marker, find_markers
from dsolutions_finance.contracts.structure.paragraphs import Paragraph, paragraphs, without_contents
from dsolutions_finance.contracts.structure.sequence import CAPITALS, PREAMBLE, Lists
from dsolutions_finance.contracts.structure.titles import LONGEST_LINE, is_title, title_length

_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?(?:\s\d{1,3}\.\d{1,3}\.?)?")


@dataclass(frozen=True)
class Node:
    """A section, in offsets of the working text.

    Args:
        start: where its heading begins.
        heading_end: where that ends.
        end: where the last section under it ends.
        number: as written; ``None`` for an unnumbered heading.
        path: numbers from the outermost section down to this one.
        title: words of its heading.
        level: depth in the tree, from 0.
        parent: position of the section that it is part of.
    """

    start: int
    heading_end: int
    end: int
    number: str | None
    path: tuple[str, ...]
    title: str
    level: int
    parent: int | None


@dataclass(frozen=True)
class _Begun:
    """A heading that was found, before it is known where its section ends.

    ``parts`` is what its number adds to the path.
    """

    start: int
    end: int
    paragraph: int
    number: str | None
    parts: tuple[str, ...]
    parent: int | None


def read_tree(text: str) -> list[Node]:
    r"""Find all sections of a working text and what is part of what.

    Args:
        text: paragraphs parted by blank lines.

    Returns:
        The sections in text order. Takes time in proportion to the length.

    >>> nodes = read_tree("1. Fees.\n\n(a) Ten dollars;\n\n2. Term. One year.")
    >>> [(node.number, node.title, node.parent) for node in nodes]
    [('1', 'Fees', None), ('a', '', 0), ('2', 'Term', None)]
    """
    found = without_contents(paragraphs(text))
    return [*_finished(text, found, [*_begun(text, found)])]


def _begun(text: str, found: Sequence[Paragraph]) -> list[_Begun]:
    headings = find_headings(found)
    markers = [*_markers(found, headings)]
    lists = Lists(text, markers, [heading.start for heading in headings if heading.kind == "attachment"])
    events: list[Heading | Marker] = [*headings, *markers]
    begun: list[_Begun] = []
    for event in sorted(events, key=lambda event: event.start):
        if isinstance(event, Heading):
            begun.append(_unnumbered(event, lists, len(begun)))
        elif (place := lists.place_of(event)) is not None:
            parent = lists.put(place, event, len(begun))
            parts = _own_parts(event.number, None if parent is None else begun[parent].number)
            begun.append(_Begun(event.start, event.end, event.paragraph, event.number, parts, parent))
    return begun


def _markers(found: Sequence[Paragraph], headings: Sequence[Heading]) -> Iterator[Marker]:
    """Yield the markers that stand neither in a heading nor apart from any text."""
    covered = {heading.paragraph: heading for heading in headings}
    for index, paragraph in enumerate(found):
        if _is_stray(found, index):
            continue
        heading = covered.get(index)
        for marker in find_markers(paragraph, index):
            if heading is None or not heading.start <= marker.start < heading.end:
                yield marker


def _is_stray(found: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a paragraph is a number among numbers: the extraction parted them from their sections."""
    around = found[max(0, index - 1) : index + 2]
    return (
        bool(_NUMBER.fullmatch(found[index].text))
        and sum(bool(_NUMBER.fullmatch(p.text)) for p in around) > 1
    )


def _unnumbered(heading: Heading, lists: Lists, node: int) -> _Begun:
    parent = None
    if heading.kind == "attachment":
        lists.begin_attachment(node)
    elif heading.kind != "divider":
        parent = lists.begin_unnumbered(PREAMBLE if heading.kind == "preamble" else CAPITALS, node)
    parts = (heading.name,) if heading.name else ()
    return _Begun(heading.start, heading.end, heading.paragraph, heading.name or None, parts, parent)


def _own_parts(number: str, above: str | None) -> tuple[str, ...]:
    """Return what a number adds to the path: of "4.1" under "4" or "IV" only the "1"."""
    *prefix, last = number.split(".")
    return (last,) if prefix and above is not None else (number,)


def _finished(text: str, found: Sequence[Paragraph], begun: Sequence[_Begun]) -> Iterator[Node]:
    ends = _ends(text, begun)
    levels: list[int] = []
    paths: list[tuple[str, ...]] = []
    for index, one in enumerate(begun):
        levels.append(0 if one.parent is None else levels[one.parent] + 1)
        paths.append((() if one.parent is None else paths[one.parent]) + one.parts)
        following = begun[index + 1].start if index + 1 < len(begun) else len(text)
        title_start, title_end = _title(text, found, one, following)
        yield Node(
            start=one.start,
            heading_end=max(one.end, title_end),
            end=ends[index],
            number=one.number,
            path=paths[-1],
            title=" ".join(text[title_start:title_end].split()),
            level=levels[-1],
            parent=one.parent,
        )


def _title(text: str, found: Sequence[Paragraph], one: _Begun, following: int) -> tuple[int, int]:
    """Return where the words of a heading are; an empty range where it has none."""
    paragraph = found[one.paragraph]
    limit = min(paragraph.end, following)
    if one.number is None:
        return one.start, one.end
    start = one.end
    while start < limit and not (text[start].isalnum() or text[start] in '"('):
        start += 1
    if start < limit:
        return start, start + title_length(text[start:limit].rstrip())
    below = found[one.paragraph + 1] if one.paragraph + 1 < len(found) else None
    if below is None or below.end > following or len(below.text) > LONGEST_LINE:
        return one.end, one.end
    return (below.start, below.end) if is_title(below.text.rstrip(".:")) else (one.end, one.end)


def _ends(text: str, begun: Sequence[_Begun]) -> list[int]:
    """Return where each section ends: where the next one begins that is not under it."""
    ends = [len(text.rstrip())] * len(begun)
    open_ones: list[int] = []
    for index, one in enumerate(begun):
        end = one.start
        while end and text[end - 1].isspace():
            end -= 1
        while open_ones and open_ones[-1] != one.parent:
            ends[open_ones.pop()] = end
        open_ones.append(index)
    return ends
