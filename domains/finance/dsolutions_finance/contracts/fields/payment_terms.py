"""How long the payer has."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.durations import durations
from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.results import PaymentTerm
from dsolutions_finance.contracts.text import ContractText

_PAID = re.compile(r"\b(?:pa(?:y|ys|id|yable|yments?)|remit\w*|due|invoices?|settle\w*)\b", re.IGNORECASE)
_WITHIN = re.compile(
    r"\b(?:within|in|net|no\s+later\s+than|not\s+later\s+than|due|of)\s+(?:a\s+period\s+of\s+)?\Z",
    re.IGNORECASE,
)
# From what the days are counted.
_FROM = re.compile(
    r"\s*(?:\w+\s+){0,3}?(?:of|after|from|following)\s+(?:[\w'’]+\s+){0,8}?"
    r"(?:invoices?|receipt|statement|bill(?:ing)?|delivery|shipment|end\s+of|close\s+of|month|quarter|"
    r"date)\b",
    re.IGNORECASE,
)
_NET = re.compile(r"\bnet\s+\Z", re.IGNORECASE)
# Such a sentence says what follows if somebody does not pay, or speaks of notices and audits.
_OTHER = re.compile(
    r"\b(?:terminat\w+|breach|default|cure[ds]?|fail\w*|notice|dispute\w*|audit\w*|reject\w*|refund\w*|"
    r"objec\w+|late)\b",
    re.IGNORECASE,
)
_LONGEST = 366  # days; a longer one is no payment term
_VERB_REACH = 200  # characters between "pay" and its term


def payment_terms(text: ContractText) -> tuple[PaymentTerm, ...]:
    """Find the payment terms, in text order.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "Buyer shall pay each invoice within thirty (30) days of receipt."
    >>> [term.within.value for term in payment_terms(ContractText.of(ContractDocument(id="1", text=said)))]
    ['P30D']
    """
    whole, found = text.text, []
    for length in durations(whole):
        if length.days > _LONGEST or not _WITHIN.search(whole, max(0, length.start - 40), length.start):
            continue
        net = _NET.search(whole, max(0, length.start - 8), length.start)
        if not net and not _FROM.match(whole, length.end, length.end + 140):
            continue
        start, end = sentence_around(whole, length.start, length.end)
        before = max(start, length.start - _VERB_REACH)
        if _PAID.search(whole, before, length.start) and not _OTHER.search(whole, before, length.end + 20):
            found.append(PaymentTerm(within=length.quoted(text), evidence=text.span(start, end)))
    return tuple(found)
