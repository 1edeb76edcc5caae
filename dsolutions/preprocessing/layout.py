"""Text as a page sets it made into running text: wrapped lines joined, hyphens mended, furniture removed."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dsolutions.preprocessing.aligned import AlignedText
from dsolutions.preprocessing.furniture import Line, find_furniture
from dsolutions.preprocessing.hyphens import Hyphens

# A line shorter than this share of the usual one ends a paragraph, if it ends like one.
_SHORT = 0.75
_NARROW = 60  # characters; where only titles and addresses are set line by line, the usual one is no measure
# A line of at least this many characters may go on after a blank line or a page break; a heading may not.
_LONG = 40

_VISIBLE = re.compile(r"\S(?:[^\n\f\r\v\x85\u2028\u2029]*\S)?")
# A rule across the page that an earlier extraction set on the line below it.
_RULE = re.compile(r"(?P<rule>[-=*]{8,})\s+(?=\S)")
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\x85\u2028]")

# Wider than what justified lines have between their words.
_GAP = re.compile(r" {4,}")
# Shorter pieces of a line are a number before its title, or cells of a table.
_SHORTEST = 30

# How a paragraph of its own begins: a number with something after it, or a bullet.
_BEGINS = re.compile(
    r"""(?: \(?(?:\d{1,2}|[a-zA-Z]{1,2}|[ivxIVX]{1,5})[.)]     # 1.  (a)  iv)
          | \d{1,2}(?:\.\d{1,2}){1,4}\.?                       # 4.1
          | (?:Article|ARTICLE|Section|SECTION|§)\s+[\dIVX.]+
          | (?:Exhibit|EXHIBIT|Schedule|SCHEDULE|Annex|ANNEX|Appendix|APPENDIX)\s+[A-Z\d][\w.-]*
          | [•·▪◦●■\u2013\u2014*]
        )(?=[\s"“(])\s*(?P<next>\S?)""",
    re.VERBOSE,
)
# A heading after its number, whose words but small ones have capitals, and a line of a form: "Address: ...".
_TITLE = re.compile(r"[\s.:–—-]*[A-Z][\w’'&/-]*,?(?: (?:[A-Z&][\w’'&/-]*,?|[a-z]{1,4}))*")
_LABEL = re.compile(r"[A-Z][\w/-]*(?: [\w/-]+){0,3}:\s")
_ENDS = re.compile(r"[.:;!?]['\"”’)]*$|(?:^|\s)(?:and|or)$")
_GOES_ON = re.compile(r"[a-z,-]$")  # no sentence ends with a lower-case word or a comma
# The number on the next line is what this refers to.
_REFERS = re.compile(
    r"\b(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|of|to|in|under|with|by)$|§$",
    re.IGNORECASE,
)
# A page number that was set before the text of its page: "13 4.3 Transfers. ..."
_STRAY_NUMBER = re.compile(
    r"\d{1,3}\s+(?=\([a-zA-Z0-9]{1,4}\)\s|(?i:article|section|exhibit|schedule|annex|appendix)\s|\d+\.\d+\s)"
)


def repair_layout(source: str, page_starts: Sequence[int] = ()) -> AlignedText:
    r"""Undo what setting a text on pages did to it.

    Running headers and footers and page numbers are removed, words that a line end parted are put together,
    wrapped lines are joined by a space and paragraphs parted by a blank line.

    Args:
        source: a text with the line breaks of its pages.
        page_starts: offset of each page's first character; without, pages are told by large gaps and by the
            numbers at their edges.

    Returns:
        The running text, aligned with ``source``. Takes time in proportion to the length.

    >>> repair_layout("1. Fees. The licen-\nsee pays ten\ndollars.\n2. Term. One year.").text
    '1. Fees. The licensee pays ten\ndollars.\n\n2. Term. One year.'
    """
    lines = [*_lines(source, page_starts)]
    furniture = find_furniture(lines)
    kept = [(index, line) for index, line in enumerate(lines) if index not in furniture]
    if not kept:
        return AlignedText("", [], [], source)
    width, hyphens = _usual_width(lines), Hyphens(source)
    edits = [(0, kept[0][1].start, ""), (kept[-1][1].end, len(source), "")]
    for (above, first), (below, second) in pairwise(kept):
        apart = below - above > 1 or second.page > first.page
        if _parted(first, second, apart, width):
            stray = _STRAY_NUMBER.match(second.text)
            edits.append((first.end, second.start + (stray.end() if stray else 0), "\n\n"))
        elif (cut := hyphens.cut(first.text, second.text)) is not None:
            edits.append((first.end - cut, second.start, ""))
        else:
            edits.append((first.end, second.start, "\n"))
    edits += hyphens.inside(line for _, line in kept)
    edits += (edit for _, line in kept for edit in _breaks_inside(line))
    return AlignedText.edited(source, edits)


def _lines(source: str, page_starts: Sequence[int]) -> Iterator[Line]:
    end = 0
    for match in _VISIBLE.finditer(source):
        breaks = len(_LINE_BREAK.findall(source, end, match.start()))
        page = bisect(page_starts, match.start()) - 1 if page_starts else 0
        start = match.start()
        if rule := _RULE.match(match.group()):
            yield Line(start, start + rule.end("rule"), rule["rule"], breaks, page)
            start, breaks = start + rule.end(), 2
        yield Line(start, match.end(), source[start : match.end()], breaks, page)
        end = match.end()


def _usual_width(lines: Sequence[Line]) -> int:
    """Return how many characters a wrapped line has; 0 where lines are not wrapped."""
    widths = sorted(len(line.text) for line, below in pairwise(lines) if below.breaks == 1)
    return widths[len(widths) * 3 // 4] if widths else 0


def _parted(first: Line, second: Line, apart: bool, width: int) -> bool:
    """Tell whether a paragraph ends between two lines; ``apart``: a page or furniture does."""
    begins = _BEGINS.match(second.text)
    if apart or second.breaks > 1:
        # A sentence may go on over a page; over a blank line only where its next word is a small one.
        full = len(first.text) >= (max(_LONG, _SHORT * width) if apart else _LONG)
        goes_on = _GOES_ON.search(first.text) and not _ENDS.search(first.text)
        head = begins or second.text.isupper()
        return not (goes_on and not head and full and (apart or second.text[0].islower()))
    if _REFERS.search(first.text):
        return False
    ends = _ENDS.search(first.text) is not None
    short = len(first.text) < _SHORT * width
    if begins and not begins["next"].islower():
        return True
    if begins and second.text.startswith("("):
        return ends or short
    if _LABEL.match(second.text):
        return ends or short
    if _heads(first.text) and second.text[0].isupper() and len(first.text) < _SHORT * max(width, _NARROW):
        return True
    return short and (ends or first.text.isupper() or second.text.isupper())


def _heads(text: str) -> bool:
    """Tell whether a line is a number and a title: "Article 2 - Term"."""
    begins = _BEGINS.match(text)
    return begins is not None and _TITLE.fullmatch(text, begins.end() - len(begins["next"])) is not None


def _breaks_inside(line: Line) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that part paragraphs which an earlier extraction set on one line."""
    begun = 0
    for gap in _GAP.finditer(line.text):
        rest = line.text[gap.end() : gap.end() + 40]
        ended = line.text[gap.start() - 1] in ".;" and (rest[0].isupper() or rest[0] in '"“(')
        if gap.start() - begun >= _SHORTEST and (ended or _BEGINS.match(rest)):
            yield line.start + gap.start(), line.start + gap.end(), "\n\n"
            begun = gap.end()
