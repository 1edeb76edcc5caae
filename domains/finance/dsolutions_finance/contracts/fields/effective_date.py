"""The day on which a contract takes effect."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dsolutions_finance.contracts.fields.days import days
from dsolutions_finance.contracts.results import ContractDate
from dsolutions_finance.contracts.text import ContractText

_TERM = r"(?:Effective|Commencement|Start)\s+Date"
_AHEAD = 90  # characters between a definition and its date

# May 5, 2020 (the "Effective Date")
_DEFINED_AFTER = re.compile(
    rf"\W{{0,12}}\((?:[^()]{{0,60}}\s)?[\"']?(?:the\s+)?[\"']?{_TERM}[\"']?[^()]{{0,60}}\)", re.IGNORECASE
)
# "Effective Date" means May 5, 2020; Effective Date: May 5, 2020
_DEFINED_BEFORE = re.compile(
    rf"\b{_TERM}[\"']?\s*(?:\)?\s*(?:of\s+this\s+[\w\s]{{0,30}}?)?(?:shall\s+mean|means|is|shall\s+be|"
    rf"will\s+be)\b:?|,\s+being\b|:|\s(?=[A-Z]))",
    re.IGNORECASE,
)
_BEGINS = (
    r"\b(?:effective|effect|force|commenc(?:e|es|ing)|beg(?:in|ins|inning)|start(?:s|ing)?|"
    r"Effective\s+Date[\"']?\s+"
    r"(?:of\s+this\s+\w+\s+)?(?:shall\s+be|is|means|shall\s+mean))\b"
)
_AS_OF = re.compile(
    rf"{_BEGINS}\s+(?:(?:and\s+\w+\s+)?(?:as\s+of|on|from|upon)\s+)?(?:this\s+|the\s+)?\Z", re.IGNORECASE
)
# Or on the day when it was made, in other words.
_OF_AGREEMENT = (
    r"(?:date(?:\s+and\s+year)?\s+(?:first\s+)?(?:above\s+written|set\s+forth\s+above|written\s+above|"
    r"stated\s+above|hereof)|"
    r"date\s+of\s+(?:this\s+agreement|(?:its\s+|the\s+)?(?:last\s+)?(?:execution|signature|signing))|"
    r"signing\s+date|"
    r"first\s+(?:written|set\s+forth|stated|listed)\s+above|(?:is|are)\s+(?:fully\s+)?(?:signed|executed)\b)"
)
_AS_OF_AGREEMENT = re.compile(rf"{_BEGINS}[^.;]{{0,60}}?\b{_OF_AGREEMENT}", re.IGNORECASE)
_DEFINED_SO = re.compile(rf"\b{_OF_AGREEMENT}", re.IGNORECASE)
_ELSEWHERE = 12_000  # characters in which "effective as of" speaks of the whole contract


def effective_date(text: ContractText, agreement_date: ContractDate | None) -> ContractDate | None:
    """Find the date on which a contract takes effect.

    Args:
        text: the contract.
        agreement_date: the day it was made, which "the date first written above" refers to.

    Returns:
        The date that is defined as effective; ``None`` where the contract names none.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = 'This Agreement, effective as of May 1, 2020 (the "Effective Date"), was signed later.'
    >>> effective_date(ContractText.of(ContractDocument(id="1", text=said)), None).value
    '2020-05-01'
    """
    whole = text.text
    for day in days(whole):
        if _DEFINED_AFTER.match(whole, day.end):
            return _stated(text, day.start, day.end, day.value)
    for term in _DEFINED_BEFORE.finditer(whole):
        means = next(days(whole, term.end(), term.end() + _AHEAD), None)
        if means and not re.search(r"[.;]\s", whole[term.end() : means.start]):
            return _stated(text, term.start(), means.end, means.value)
    for day in days(whole, 0, _ELSEWHERE):
        if _AS_OF.search(whole, max(0, day.start - 60), day.start):
            return _stated(text, day.start, day.end, day.value)
    same = next(_as_of_agreement(whole), None)
    if same is None or agreement_date is None:
        return None
    evidence = (text.span(*same), *agreement_date.evidence)
    return agreement_date.model_copy(update={"basis": "computed", "evidence": evidence})


def _as_of_agreement(whole: str) -> Iterator[tuple[int, int]]:
    """Yield where the contract says that it takes effect on the day when it was made."""
    yield from (
        found.span() for found in _DEFINED_SO.finditer(whole) if _DEFINED_AFTER.match(whole, found.end())
    )
    yield from (found.span() for found in _AS_OF_AGREEMENT.finditer(whole))


def _stated(text: ContractText, start: int, end: int, day: date | None) -> ContractDate:
    return ContractDate(value=day.isoformat() if day else None, evidence=(text.span(start, end),))
