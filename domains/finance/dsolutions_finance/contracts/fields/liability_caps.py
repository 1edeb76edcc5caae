"""Limits on what one side can owe: a sum, or what it is measured by."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.money import amounts
from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.results import LiabilityCap
from dsolutions_finance.contracts.text import ContractText

_LIABILITY = re.compile(r"\b(?:liabilit(?:y|ies)|liable)\b", re.IGNORECASE)
_LIMIT = re.compile(
    r"\b(?:(?:shall|will|may|can|does)\s+not(?:\s+in\s+(?:any|the)\s+\w+)?\s+exceed|not\s+to\s+exceed|"
    r"exceed(?:s|ing)?|in\s+excess\s+of|"
    r"(?:is|be)\s+limited\s+to|limited\s+(?:in\s+\w+\s+)?to|up\s+to\s+(?:a\s+)?(?:maximum|amount)|"
    r"greater\s+than|more\s+than)\b",
    re.IGNORECASE,
)
# "including but not limited to" limits nothing; "excess of the policy" belongs to an insurance clause.
_NO_LIMIT = re.compile(r"\b(?:not|without)\s+(?:be\s+)?\Z", re.IGNORECASE)
_INSURANCE = re.compile(r"\b(?:insurance|insured|coverage|policy|policies|occurrence)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:aggregate|total|maximum|entire|cumulative|liability|liable)\b", re.IGNORECASE)
_BASIS_END = re.compile(
    r"[.;]\s|[.;]?\Z|\bprovided\b|\bexcept\b|\bregardless\b|\bwhether\b|,\s+(?:and|even)\b", re.IGNORECASE
)
_LONGEST_BASIS = 240  # characters; a basis that is longer is quoted from its beginning


def liability_caps(text: ContractText) -> tuple[LiabilityCap, ...]:
    """Find the limits of liability.

    Args:
        text: the contract.

    Returns:
        One per sentence that sets a limit, in text order. A sentence that only excludes kinds of damages,
        such as consequential ones, sets none.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "The total liability of Acme shall not exceed the fees paid in the preceding year."
    >>> liability_caps(ContractText.of(ContractDocument(id="1", text=said)))[0].basis
    'the fees paid in the preceding year'
    """
    whole, caps, done = text.text, [], 0
    for limit in _LIMIT.finditer(whole):
        if limit.start() < done or _NO_LIMIT.search(whole, max(0, limit.start() - 12), limit.start()):
            continue
        start, end = sentence_around(whole, limit.start(), limit.end())
        # What is limited stands before: "liability of Acme shall not exceed".
        if not _LIABILITY.search(whole, start, limit.start()) or not _TOTAL.search(
            whole, start, limit.start()
        ):
            continue
        if _INSURANCE.search(whole, start, end):
            continue
        done = end
        close = _BASIS_END.search(whole, limit.end(), end)
        stop = min(close.start() if close else end, limit.end() + _LONGEST_BASIS)
        caps.append(
            LiabilityCap(
                amount=next(amounts(text, limit.end(), end), None),
                basis=whole[limit.end() : stop].strip(" ,:"),
                evidence=text.span(start, end),
            )
        )
    return tuple(caps)
