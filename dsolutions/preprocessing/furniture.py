"""What stands on every page and is no part of the text: running headers and footers, page numbers."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Lines this close to a page's edge can be furniture: two lines of a header or footer and a page number.
_EDGE = 3
# Longer lines are text: a running header names a document or a confidentiality note.
_LONGEST = 160
# Line breaks in a row that part pages in texts without form feeds; between paragraphs there are two or three.
_PAGE_GAP = 4
# Page numbers closer together than this many characters count something else, such as the rows of a table.
_SHORTEST_PAGE = 400
# A line that occurs this often, never twice within this many characters, stands on every page, even where
# nothing else tells where pages end.
_OFTEN, _FAR = 4, 1000
# On how many pages a line has to stand; on fewer, where the text has no more.
_PAGES = 3

# Headings repeat, digits aside: "Article 5" at the head of one page, "Article 9" at the head of another.
_HEADING = re.compile(
    r"(?:article|section|chapter|clause|exhibit|schedule|annex|appendix|part|item)\b", re.IGNORECASE
)

_LABELLED_NUMBER = re.compile(
    r"[-–—\s]*page\s*[-–—]?\s*[\divxl]{1,5}(?:\s*(?:of|/)\s*\d+)?[-–—.\s]*", re.IGNORECASE
)
_BARE_NUMBER = re.compile(r"[-–—\s]*(?:[A-Z]{1,2}-)?(\d{1,3}|[ivxl]{1,6})[-–—\s]*")
# What EDGAR's page view prints below each page of a filing: "Source: ACME CORP, 10-K, 3/31/2009".
_FILING = re.compile(r"source:\s.{2,80},\s+[\w/ -]{1,12},\s+\d{1,2}/\d{1,2}/\d{4}", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A line that is not blank.

    Args:
        start: offset of its first visible character.
        end: offset after its last visible character.
        text: what is between them.
        breaks: how many line breaks stand between it and the line before.
        page: number of the page that it is on, from 0; 0 where pages are not known.
    """

    start: int
    end: int
    text: str
    breaks: int
    page: int = 0


def find_furniture(lines: Sequence[Line]) -> set[int]:
    """Tell which lines are running headers or footers or page numbers.

    A line is one if it stands at the edge of a page, nothing but furniture between it and the edge, and
    either is a page number or stands at the same edge of other pages too, digits aside.

    Args:
        lines: all lines of a text, in order.

    Returns:
        Positions in ``lines``.

    >>> pages = [("ACME CORP", "The fee is", "1"), ("ACME CORP", "ten dollars.", "2")]
    >>> lines = [Line(0, 0, text, 1, page) for page, texts in enumerate(pages) for text in texts]
    >>> sorted(find_furniture(lines))
    [0, 2, 3, 5]
    """
    numbers = _page_numbers(lines)
    firsts = _page_firsts(lines, numbers)
    edges = [*zip([0, *firsts], [*firsts, len(lines)], strict=True)]
    heads = [[*range(first, min(first + _EDGE, last))] for first, last in edges]
    feet = [[*range(last - 1, max(first, last - 1 - _EDGE), -1)] for first, last in edges]
    found: set[int] = set()
    for side in (heads, feet):
        seen = Counter(key for edge in side for key in {_key(lines[i].text) for i in edge} if key)
        for edge in side:
            for index in edge:
                repeated = seen[_key(lines[index].text)] >= max(2, min(_PAGES, len(edges)))
                if not (repeated or index in numbers or index in found):
                    break
                found.add(index)
    return found


def _key(text: str) -> str:
    """Return what is the same of a line on every page; ``""`` for what is no header or footer."""
    if len(text) > _LONGEST or _HEADING.match(text) or not any(map(str.isalpha, text)):
        return ""
    return re.sub(r"\d+", "#", re.sub(r"[\W_]+", " ", text)).strip().casefold()


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    """Find lines that are page numbers or footers, whatever is around them."""
    found = {
        index
        for index, line in enumerate(lines)
        if len(line.text) <= _LONGEST
        and (_LABELLED_NUMBER.fullmatch(line.text) or _FILING.fullmatch(line.text))
    }
    found |= _everywhere(lines)
    bare = {i: match[1] for i, line in enumerate(lines) if (match := _BARE_NUMBER.fullmatch(line.text))}
    places: dict[int, list[int]] = defaultdict(list)
    for index, number in bare.items():
        if number.isdigit():
            places[int(number)].append(lines[index].start)
    for index, number in bare.items():
        if _at_page_edge(lines, index) or (
            _counts_on(places, int(number), lines[index].start)
            if number.isdigit()
            else "-" in lines[index].text  # "-ii-": the front matter of a long contract
        ):
            found.add(index)
    return found


def _everywhere(lines: Sequence[Line]) -> set[int]:
    """Find lines that occur again and again, always far apart."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if " " in (key := _key(line.text)):  # one word may head many parts: "Purpose"
            places[key].append(index)
    return {
        index
        for found in places.values()
        if len(found) >= _OFTEN and all(lines[b].start - lines[a].start >= _FAR for a, b in pairwise(found))
        for index in found
    }


def _at_page_edge(lines: Sequence[Line], index: int) -> bool:
    """Tell whether a line is the first or last of its page, where pages are known."""
    page = lines[index].page
    first = index == 0 or lines[index - 1].page < page
    last = index == len(lines) - 1 or lines[index + 1].page > page
    return lines[-1].page > 0 and (first or last)


def _counts_on(places: Mapping[int, Sequence[int]], number: int, start: int) -> bool:
    """Tell whether the nearest such lines with the next number or the one before are a page away."""
    after, before = places.get(number + 1, ()), places.get(number - 1, ())
    next_one, last_one = bisect(after, start), bisect(before, start) - 1
    return (next_one < len(after) and after[next_one] - start >= _SHORTEST_PAGE) or (
        last_one >= 0 and start - before[last_one] >= _SHORTEST_PAGE
    )


def _page_firsts(lines: Sequence[Line], numbers: set[int]) -> list[int]:
    """Find the first line of each page but the first.

    A file's pages may hold several of the text's own, as printed views of a filing do. Their numbers may
    stand above or below other furniture, or alone: where several lines of it follow one another, a page ends
    with the last.
    """
    paged = bool(lines) and lines[-1].page > 0
    return [
        i
        for i in range(1, len(lines))
        if lines[i - 1].page < lines[i].page
        or (not paged and lines[i].breaks >= _PAGE_GAP)
        or (i - 1 in numbers and i not in numbers)
    ]
