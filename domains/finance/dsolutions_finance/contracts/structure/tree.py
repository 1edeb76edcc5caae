"""The clause tree: headings and what stands under each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dsolutions_finance.contracts.structure.markers import Marker, find_markers
from dsolutions_finance.contracts.structure.paragraphs import Paragraph, paragraphs, without_contents
from dsolutions_finance.contracts.structure.sequence import CAPITALS, PREAMBLE, Lists
from dsolutions_finance.contracts.structure.titles import (
    Heading,
    begins_signatures,
    is_title,
    signs,
    title_length,
    unnumbered,
)

# A paragraph of this many characters is text: the contract proper has begun.
_PROSE = 150
# Below the name of who signs there is a line to sign on within so many paragraphs.
_SIGNATURE_BLOCK = 4
# The title of an attachment or article may stand in a line of its own below the number.
_LONGEST_TITLE_LINE = 100


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
    """A heading that was found, before it is known where it ends."""

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
    found = without_contents([*paragraphs(text)])
    begun = _begun(text, found)
    return [*_finished(text, found, begun)]


def _begun(text: str, found: Sequence[Paragraph]) -> list[_Begun]:
    headings = _headings(found)
    markers = [
        marker
        for index, paragraph in enumerate(found)
        if not (index in headings and headings[index].kind == "attachment" and not paragraph.collapsed)
        if not _is_stray(found, index)
        for marker in find_markers(paragraph, index)
    ]
    lists = Lists(text, markers, [h.start for h in headings.values() if h.kind == "attachment"])
    begun: list[_Begun] = []
    events: list[tuple[int, Heading | Marker]] = [(h.start, h) for h in headings.values()]
    events += [
        (m.start, m) for m in markers if not any(_covers(h, m) for h in (headings.get(m.paragraph),) if h)
    ]
    places = {heading.start: index for index, heading in headings.items()}
    for _, event in sorted(events, key=lambda pair: pair[0]):
        if isinstance(event, Heading):
            begun.append(_unnumbered(event, places[event.start], lists, len(begun)))
            continue
        place = lists.place_of(event)
        if place is None:
            continue
        parent = lists.put(place, event, len(begun))
        parts = _own_parts(event.number, begun[parent] if parent is not None else None)
        begun.append(_Begun(event.start, event.end, event.paragraph, event.number, parts, parent))
    return begun


def _is_stray(found: Sequence[Paragraph], index: int) -> bool:
    """Tell whether a paragraph is a number among numbers: the extraction parted them from their sections."""
    around = found[max(0, index - 1) : index + 2]
    return (
        bool(_NUMBER.fullmatch(found[index].text))
        and sum(bool(_NUMBER.fullmatch(p.text)) for p in around) > 1
    )


def _covers(heading: Heading | None, marker: Marker) -> bool:
    return heading is not None and heading.start <= marker.start < heading.end


def _unnumbered(heading: Heading, paragraph: int, lists: Lists, node: int) -> _Begun:
    parent = None
    if heading.kind == "attachment":
        lists.begin_attachment(node)
    elif heading.kind != "divider":
        parent = lists.begin_unnumbered(PREAMBLE if heading.kind == "preamble" else CAPITALS, node)
    parts = (heading.name,) if heading.name else ()
    return _Begun(heading.start, heading.end, paragraph, heading.name or None, parts, parent)


def _own_parts(number: str, parent: _Begun | None) -> tuple[str, ...]:
    """Return what a number adds to the path: of "4.1" under "4" or "IV" only the "1"."""
    *prefix, last = number.split(".")
    return (last,) if prefix and parent is not None and parent.number is not None else (number,)


def _headings(found: Sequence[Paragraph]) -> dict[int, Heading]:
    """Find the headings without numbers, by position of their paragraph."""
    headings: dict[int, Heading] = {}
    opening, signing, attached = True, False, False
    for index, (paragraph, following) in enumerate(pairwise([*found, None])):
        if paragraph is None:
            break
        heading = unnumbered(paragraph, following, opening=opening, attached=attached)
        if heading is not None and heading.kind == "attachment":
            signing, attached = False, True
        elif begins_signatures(paragraph):
            signing = True
        if heading is not None and signing and heading.kind == "capitals":
            signing = any(map(signs, found[index + 1 : index + 1 + _SIGNATURE_BLOCK]))
        if heading is not None and not (signing and heading.kind != "attachment"):
            headings[index] = heading
        opening = opening and len(paragraph.text) < _PROSE and heading is None
    return _without_titles(found, _without_lists(found, headings))


def _without_lists(found: Sequence[Paragraph], headings: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out attachments that are only listed, line by line."""
    listed = {
        index
        for index, heading in headings.items()
        if _is_entry(found[index], heading)
        and any(
            other in headings
            and _is_entry(found[other], headings[other])
            and found[other].text.split()[0].casefold() == found[index].text.split()[0].casefold()
            for other in (index - 1, index + 1)
        )
    }
    return {index: heading for index, heading in headings.items() if index not in listed}


def _is_entry(paragraph: Paragraph, heading: Heading) -> bool:
    return heading.kind == "attachment" and len(paragraph.text) <= _LONGEST_TITLE_LINE


def _without_titles(found: Sequence[Paragraph], headings: dict[int, Heading]) -> dict[int, Heading]:
    """Leave out capitals that are the title of the attachment or article right above them."""
    kept: dict[int, Heading] = {}
    for index, heading in headings.items():
        above = found[index - 1] if index else None
        titled = above is not None and (
            (index - 1 in kept and kept[index - 1].kind == "attachment" and _is_bare(above, kept[index - 1]))
            or _ALONE.fullmatch(above.text) is not None
        )
        named = heading.kind == "attachment" and heading.end == found[index].end
        if not (titled and (heading.kind == "capitals" or named)):
            kept[index] = heading
    return kept


def _is_bare(paragraph: Paragraph, heading: Heading) -> bool:
    return paragraph.end - heading.end <= 1


_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]?(?:\s\d{1,3}\.\d{1,3}\.?)?")
_ALONE = re.compile(r"(?:chapter|part|article|section)\s+[\w.]+|\(?\w{1,4}[.)]", re.IGNORECASE)


def _finished(text: str, found: Sequence[Paragraph], begun: Sequence[_Begun]) -> Iterator[Node]:
    ends = _ends(text, begun)
    levels: list[int] = []
    paths: list[tuple[str, ...]] = []
    for index, (one, end) in enumerate(zip(begun, ends, strict=True)):
        levels.append(0 if one.parent is None else levels[one.parent] + 1)
        paths.append((() if one.parent is None else paths[one.parent]) + one.parts)
        following = begun[index + 1].start if index + 1 < len(begun) else len(text)
        title_start, title_end = _title(text, found, one, following)
        yield Node(
            start=one.start,
            heading_end=max(one.end, title_end),
            end=end,
            number=one.number,
            path=paths[-1],
            title=text[title_start:title_end].replace("\n\n", " "),
            level=levels[-1],
            parent=one.parent,
        )


def _title(text: str, found: Sequence[Paragraph], one: _Begun, following: int) -> tuple[int, int]:
    """Return where the words of a heading are; an empty range where it has none."""
    paragraph = found[one.paragraph]
    if one.number is None:
        return one.start, one.end
    limit = min(paragraph.end, following)
    start = one.end
    while start < limit and not (text[start].isalnum() or text[start] in '"“('):
        start += 1
    if start < limit:
        return start, start + title_length(text[start:limit].rstrip())
    below = found[one.paragraph + 1] if one.paragraph + 1 < len(found) else None
    if below is not None and below.end <= following and below.end - below.start <= _LONGEST_TITLE_LINE:
        return (below.start, below.end) if is_title(below.text.rstrip(".:")) else (one.end, one.end)
    return one.end, one.end


def _ends(text: str, begun: Sequence[_Begun]) -> list[int]:
    """Return where each section ends: where the next one begins that is not under it."""
    ends = [len(text.rstrip())] * len(begun)
    open_ones: list[int] = []
    for index, one in enumerate(begun):
        while open_ones and open_ones[-1] != one.parent:
            ends[open_ones.pop()] = len(text[: one.start].rstrip())
        open_ones.append(index)
    return ends
