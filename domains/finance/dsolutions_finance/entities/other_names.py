"""Names that are no actors: people, places and products that a recogniser takes for organisations."""

from __future__ import annotations

import re

from spacy.tokens import Span

from dsolutions_finance.entities.wording import FIRM_WORDS, PLACES, SITES

_OWNERS = frozenset({"its", "their", "his", "her", "our", "my"})
_INITIALS = re.compile(r"(?:[A-Z]\.?\s){2,3}[A-Z][a-z]+")


def is_owned(span: Span) -> bool:
    """Tell whether a name is that of a thing: "its Borealis electric van"."""
    return span.start > 0 and span.doc[span.start - 1].lower_ in _OWNERS


def is_place(span: Span) -> bool:
    """Tell whether a name stands where a place does: "court of Averton", "Averton mine"."""
    doc = span.doc
    of = span.start > 1 and doc[span.start - 1].lower_ == "of" and doc[span.start - 2].lower_ in PLACES
    return of or (span.end < len(doc) and doc[span.end].text in SITES)


def is_person(span: Span) -> bool:
    """Tell whether a name is a person's: "J R Roe", or the analyst whom a headline quotes.

    "...: Jane Roe" and "...: Jane Roe, Northgate Securities" end with one; lists of companies are longer.
    """
    if any(token.lower_ in FIRM_WORDS for token in span):
        return False
    doc = span.doc
    quoted = span.start > 0 and doc[span.start - 1].text == ":"
    at_end = sum(token.text == "," for token in doc[span.end :]) <= 1
    personal = len(span) in (2, 3) and all(token.text.istitle() and token.is_alpha for token in span)
    return (quoted and at_end and personal) or _INITIALS.fullmatch(span.text) is not None
