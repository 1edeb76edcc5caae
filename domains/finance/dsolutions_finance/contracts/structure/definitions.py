"""Terms that a contract defines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Terms are short; the longest quoted passages are notices.
_TERM = r"[^\"\n]{1,80}"
_VERB = (
    r"(?:(?:shall|will|as used [^\"\n]{0,60}|,?\s*when used [^\"\n]{0,60})\s+)?"
    r"(?:means?|(?:has|have|having) the (?:respective )?meanings?|(?:is|are|be) defined|refers? to|includes?|"
    r"denotes?)\b"
)

# "Fees" means ...; "Fees" and "Charges" shall mean ...
_MEANS = re.compile(
    rf"(?P<terms>\"{_TERM}\"(?:\s*(?:,|or|and)\s*(?:the\s+)?\"{_TERM}\")*)\s*(?:\([^()\n]{{1,60}}\)\s*)?,?\s*{_VERB}"
)
# (the "Fees"), (hereinafter referred to as "Fees"), (each a "Party" and together the "Parties")
_PARENTHESIS = re.compile(r"\((?P<inside>[^()\n]{0,120}?\"[^()\n]{1,160}?\"[^()\"\n]{0,240})\)")
# hereinafter referred to as "Fees", and in brackets without quotation marks: (the Fees)
_HEREINAFTER = re.compile(
    rf"\bherein\s?after\s+(?:referred\s+to\s+as|called|known\s+as)?\s*(?:the\s+)?\"(?:the\s+)?(?P<term>{_TERM}?),?\"",
    re.IGNORECASE,
)
_BARE = re.compile(r"\(the (?P<term>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3})\)")
# Words that may stand around a term in parentheses; with others it is a remark that quotes something.
_INTRODUCING = frozenset(
    re.findall(
        r"\w+",
        """herein hereinafter hereafter collectively individually together each such all and or also sometimes
        jointly the this that these a an its as to referred called known defined being in of either any both
        with from individual agreement time be is are may will shall for purposes short""",
    )
)
_QUOTED = re.compile(rf"\"(?:the\s+)?(?P<term>{_TERM}?),?\"")
# A list of definitions without quotation marks: FIRST LEVEL means ..., Effective Date: the date ...
_LISTED = re.compile(
    r"(?:^|\n\n)(?:\(?\w{1,4}[.)]\s+|\d+(?:\.\d+)+\s+)?(?P<term>[A-Z][\w'&/-]*(?:\s+(?:of|and|the|or|for|[A-Z][\w'&/-]*)){0,5})"
    r"\s+(?:shall\s+)?(?:means?)\b"
)
# Where the words that a parenthesis names begin, at the latest.
_CLAUSE_START = re.compile(
    r"[;:.]\s|\n\n|\),?\s+(?:and\s+)?|,\s+(?:and\s+)?(?=(?:by|between|with|to|dated)\b)|\b(?:between|by)\s"
)
_LONGEST_BEFORE = 300
# A meaning that has no end by then has lost its paragraphs; the longest lists that define one term fit.
_LONGEST_AFTER = 4000
_SENTENCE_END = re.compile(r"[.;](?=\s+\"|\s*\n\n|\s*$)|\n\n")


@dataclass(frozen=True)
class Defined:
    """A defined term, in offsets of the working text.

    Args:
        term: without quotation marks.
        start: where the term is introduced.
        end: where it ends.
        meaning: start and end of the words that define it.
    """

    term: str
    start: int
    end: int
    meaning: tuple[int, int]


def find_definitions(text: str) -> list[Defined]:
    """Find the terms that a working text defines.

    A term followed by "means" is defined by what comes after it, up to the end of the paragraph or list item
    or the next term in quotation marks; a term in parentheses by the words before them.

    Args:
        text: paragraphs parted by blank lines, with straight quotation marks.

    Returns:
        The definitions in text order.

    >>> found = find_definitions('Acme Inc. (the "Licensor") is paid. "Fee" means ten dollars.')
    >>> [d.term for d in found]
    ['Licensor', 'Fee']
    """
    found = {one.start: one for finder in (_listed, _meant, _marked, _named) for one in finder(text)}
    return [found[start] for start in sorted(found)]


def _meant(text: str) -> Iterator[Defined]:
    for match in _MEANS.finditer(text):
        meaning = _after(text, match.end())
        for quoted in _QUOTED.finditer(text, match.start("terms"), match.end("terms")):
            yield Defined(quoted["term"].strip(" ,."), quoted.start("term"), quoted.end("term"), meaning)


def _listed(text: str) -> Iterator[Defined]:
    for match in _LISTED.finditer(text):
        yield Defined(match["term"], match.start("term"), match.end("term"), _after(text, match.end()))


def _marked(text: str) -> Iterator[Defined]:
    """Yield terms after "hereinafter"; and those in brackets alone that the text goes on to use."""
    for match in _HEREINAFTER.finditer(text):
        yield Defined(match["term"].strip(" ,."), *match.span("term"), _before(text, match.start()))
    for match in _BARE.finditer(text):
        if re.search(rf"\b{re.escape(match['term'])}\b", text[match.end() :]):
            yield Defined(match["term"], *match.span("term"), _before(text, match.start()))


def _named(text: str) -> Iterator[Defined]:
    for match in _PARENTHESIS.finditer(text):
        position = match.start("inside")
        for quoted in _QUOTED.finditer(text, position, match.end("inside")):
            if not _INTRODUCING.issuperset(re.findall(r"\w+", text[position : quoted.start()].casefold())):
                break
            position = quoted.end()
            meaning = _before(text, match.start())
            yield Defined(quoted["term"].strip(" ,."), quoted.start("term"), quoted.end("term"), meaning)


def _after(text: str, start: int) -> tuple[int, int]:
    while start < len(text) and text[start] in " :,":
        start += 1
    limit = min(len(text), start + _LONGEST_AFTER)
    stop = _SENTENCE_END.search(text, start, limit)
    return start, max(start, stop.start() if stop else limit)


def _before(text: str, end: int) -> tuple[int, int]:
    end = len(text[:end].rstrip(" \n\t,–-"))
    first = max(0, end - _LONGEST_BEFORE)
    start = max((match.end() for match in _CLAUSE_START.finditer(text, first, end)), default=first)
    while start < end and text[start].isspace():
        start += 1
    return min(start, end), end
