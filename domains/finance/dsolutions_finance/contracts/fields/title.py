"""What a contract calls itself."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.party_names import LEGAL_FORM
from dsolutions_finance.contracts.results import PageSpan
from dsolutions_finance.contracts.text import ContractText

_KIND = (
    r"(?:AGREEMENT|CONTRACT|LEASE|LICEN[SC]E|AMENDMENT|ADDENDUM|MEMORANDUM\s+OF\s+\w+|SUPPLEMENT|CHARTER|"
    r"GUARANTY|DEED|"
    r"TERMS\s+OF\s+\w+)"
)
_WORD = r"(?:[A-Z0-9][\w&'/-]*(?:\.(?=[A-Z\d]))?|&|,|of|and|to|for|the|[-–])"
# "This Content License Agreement (", the surest sign.
_OWN = re.compile(
    rf"\b(?:This|THIS|The following)\s+((?:{_WORD}\s+){{1,9}}?(?i:{_KIND})(?:\s+(?i:{_KIND}))*)\b"
    r"(?=\s*[\"']?\s*(?:\(|,|is\b|made|dated|entered|between|by\b|sets))"
)
# A heading in capitals, such as SECOND AMENDMENT TO SUPPLY AGREEMENT.
_HEADING = re.compile(
    rf"(?:\b(?!THIS\b|EXHIBIT\b)[A-Z][A-Z0-9&'/-]*,?\s+|[&–-]\s+){{0,10}}?{_KIND}(?:\s+(?:AND\s+)?{_KIND})*\b"
    rf"(?:\s+NO\.\s*\d+)?(?:\s+(?:TO|FOR)\s+(?:[A-Z0-9&'/-]+\s+){{1,6}}?{_KIND}(?:[ ]{_KIND})*\b)?"
)
# A line of its own at the beginning, such as Acme Cloud Terms of Service.
_IN_LINE = r"(?:[A-Z][\w&'’-]*,?|and|&|of|for|the)"
_LINE = re.compile(
    rf"(?:\A|\n)[ ]*(?:{_IN_LINE}(?:[ ]{_IN_LINE}){{0,9}}?[ ])?"
    rf"(?i:{_KIND}|TERMS\s+(?:AND|&)\s+CONDITIONS)(?=[ ]*(?:\n|\Z))"
)
_LEADING = re.compile(
    r"(?:(?:EXECUTION\s+(?:COPY|VERSION)|VERSION|COPY|CONFIDENTIAL|FORM\s+OF|DRAFT|FINAL|\d+)\s+|[-–]\s+)+"
)
_BEGINNING = 600  # characters
_SEARCHED = 6_000  # characters: what stands later is the name of another document


def title(text: ContractText) -> PageSpan | None:
    """Find the title: what the first sentence calls the document, or else a heading in capitals.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = 'Exhibit 10.1 SUPPLY AGREEMENT This Supply Agreement (the "Agreement") is made'
    >>> title(ContractText.of(ContractDocument(id="1", text=said))).quote
    'Supply Agreement'
    """
    whole = text.text
    if own := _OWN.search(whole, 0, _SEARCHED):
        return text.span(own.start(1), own.end(1))
    for heading in _HEADING.finditer(whole, 0, _SEARCHED):
        start = _begin(whole, *heading.span())
        if len(whole[start : heading.end()].split()) > 1:
            return text.span(start, heading.end())
    line = _LINE.search(whole, 0, _BEGINNING)
    return text.span(line.end() - len(line[0].lstrip()), line.end()) if line else None


def _begin(whole: str, start: int, end: int) -> int:
    """Return where a heading begins: after what marks a copy, and after the name of a party above it."""
    leading = _LEADING.match(whole, start, end)
    start = leading.end() if leading else start
    above = whole.rfind("\n\n", start, end)
    return above + 2 if above > 0 and LEGAL_FORM.search(whole, start, above) else start
