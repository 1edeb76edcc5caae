"""Whether and for how long a contract is renewed, and how early somebody must object."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dsolutions_finance.contracts.fields.durations import WrittenDuration, durations
from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.fields.wording import any_of
from dsolutions_finance.contracts.results import Duration
from dsolutions_finance.contracts.text import ContractText

_RENEWS = re.compile(
    r"\b(?:renew(?:s|ed|al|able)?|(?:be|is|are|automatically)\s+(?:\w+\s+)?extended|"
    r"extend\s+(?:automatically|the|this|for)|automatically\s+extend|automatic\s+\S+\s+\S+\s+"
    r"(?:term\s+)?extensions?|month[\s-]+to[\s-]+month|year[\s-]+to[\s-]+year|(?:continue|"
    r"remain)[^.;]{0,40}\b(?:additional|successive))\b",
    re.IGNORECASE,
)
_OF_TERM = re.compile(r"\b(?:term|agreement|contract|period|lease|appointment)s?\b", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"\bautomatic(?:ally)?\b|\b(?:shall|will)\s+(?:\w+\s+)?(?:be\s+)?(?:renew|extended)|\brenews\b|"
    r"\bevergreen\b|\bunless\b[^.;]{0,200}\bnot\s+"
    r"(?:to\s+)?renew|(?:month[\s-]+to[\s-]+month|year[\s-]+to[\s-]+year)",
    re.IGNORECASE,
)
_BY_CHOICE = re.compile(
    r"\b(?:may|option|right)\b[^.;]{0,80}\b(?:renew|extend)|\b(?:mutual|"
    r"written)\s+(?:written\s+)?(?:agreement|consent)[^.;]{0,60}\b(?:renew|exten)|"
    r"\b(?:renew|exten)\w*[^.;]{0,80}\b(?:by|upon)\s+(?:the\s+)?(?:mutual|written)",
    re.IGNORECASE,
)
# Words for the length of a renewal that name no number.
_RHYTHMS = (
    (
        re.compile(
            r"\bmonth[\s-]+(?:to|by)[\s-]+month\b|\bmonthly\s+(?:basis|periods?|terms?)", re.IGNORECASE
        ),
        1,
        "M",
    ),
    (
        re.compile(
            r"\byear[\s-]+(?:to|by)[\s-]+year\b|\b(?:yearly|annual)\s+(?:basis|periods?|terms?)|\bannually\b",
            re.IGNORECASE,
        ),
        1,
        "Y",
    ),
)
_NOTICE = re.compile(
    any_of(
        r"""notice; notif\w+; advis\w+; inform\w*; cancel\w*; elect\w*; intention; intent; desire
        non-?(?: )?renew\w*; not to renew; terminat\w+"""
    ),
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"['’]?\s*(?:or\s+more\s+)?(?:\w+\s+)?(?:prior|before|in\s+advance|advance|preceding|written|notice|"
    r"of\s+the\s+(?:end|expir))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:least|than|within|upon|notice\s+of|given|not\s+less|prior)\s+(?:\w+\s+)?\Z", re.IGNORECASE
)
_NEXT_SENTENCE = 260  # "Such notice must be given ninety (90) days prior to expiration."


@dataclass(frozen=True, slots=True)
class Renewal:
    """How a contract goes on after its term.

    Args:
        term: how long it is renewed for.
        automatic: whether it renews unless somebody objects.
        notice: how long before the end notice must be given against it.
    """

    term: Duration | None = None
    automatic: bool | None = None
    notice: Duration | None = None


def renewal(text: ContractText) -> Renewal:
    """Find how a contract is renewed; all fields are ``None`` where it says nothing about it.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = (
    ...     "This Agreement shall automatically renew for successive one (1) year terms unless either party "
    ...     "gives notice at least sixty (60) days prior to the end of the term."
    ... )
    >>> found = renewal(ContractText.of(ContractDocument(id="1", text=said)))
    >>> found.term.value, found.automatic, found.notice.value
    ('P1Y', True, 'P60D')
    """
    whole = text.text
    best = Renewal()
    for start, renews, end in _sentences(whole):
        lengths = list(durations(whole, start, min(len(whole), end + _NEXT_SENTENCE)))
        notice = next((d for d in lengths if _is_notice(whole, d, start, end)), None)
        term = next(
            (
                d
                for d in lengths
                if renews <= d.start < end and d is not notice and not _is_notice(whole, d, start, end)
            ),
            None,
        )
        term = term or _rhythm(whole, start, end)
        chosen = _BY_CHOICE.search(whole, start, end) and not re.search(
            r"automatic", whole[start:end], re.IGNORECASE
        )
        automatic = (
            None
            if term is None and notice is None
            else bool(_AUTOMATIC.search(whole, start, end) and not chosen)
        )
        found = Renewal(
            term.quoted(text) if term else None,
            automatic,
            notice.quoted(text) if notice and (automatic or term) else None,
        )
        best = max(best, found, key=_completeness)
    return best


def _completeness(found: Renewal) -> tuple[bool, bool, bool]:
    """Order readings: that of the clause that renews by itself, with its length, counts most."""
    return bool(found.automatic), found.term is not None, found.notice is not None


def _sentences(whole: str) -> Iterator[tuple[int, int, int]]:
    """Yield the start of each sentence about renewal, where it says so, and its end."""
    done = 0
    for word in _RENEWS.finditer(whole):
        if word.start() < done:
            continue
        start, end = sentence_around(whole, word.start(), word.end())
        if _OF_TERM.search(whole, start, end):
            done = end
            yield start, word.start(), end


def _is_notice(whole: str, length: WrittenDuration, start: int, end: int) -> bool:
    """Tell whether a length is that of a notice: "at least 30 days prior to", "90 days' written notice"."""
    after = _AHEAD.match(whole, length.end, length.end + 50)
    before = _BEHIND.search(whole, max(start, length.start - 30), length.start)
    near = _NOTICE.search(whole, max(start, length.start - 160), min(len(whole), length.end + 160))
    return length.days <= 730 and near is not None and (after is not None or before is not None)


def _rhythm(whole: str, start: int, end: int) -> WrittenDuration | None:
    for pattern, count, unit in _RHYTHMS:
        if found := pattern.search(whole, start, end):
            return WrittenDuration(found.start(), found.end(), count, unit)
    return None
