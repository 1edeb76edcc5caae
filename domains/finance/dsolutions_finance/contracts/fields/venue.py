"""Whose courts, or where arbitrators, decide; which need not be where the governing law is from."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.fields.places import Mention, places
from dsolutions_finance.contracts.fields.wording import any_of
from dsolutions_finance.contracts.results import Place
from dsolutions_finance.contracts.text import ContractText

_FORUM = re.compile(
    r"\b(?:courts?|venue|jurisdiction|forum|arbitrat(?:ion|ed|ors?)|place of arbitration|litigated)\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    any_of(
        """exclusive; non-exclusive; submit; consents?; venue; brought; commenced; instituted; litigated
        resolved; settled; decided; determined; adjudicated; heard; held; conducted; take place; seat
        place of arbitration; located; sitting"""
    ),
    re.IGNORECASE,
)
_AHEAD = (
    160  # characters from "courts" to the place: "the state and federal courts sitting in the County of ..."
)
_OTHER = re.compile(r"\blaws?\b|\borgani[sz]ed\b|\brules of\b|[.;]\s", re.IGNORECASE)
_UNION = "United States"  # "a United States court in Texas" sits in Texas


def venue(text: ContractText) -> Place | None:
    """Find where disputes are decided.

    Args:
        text: the contract.

    Returns:
        State, province or country, and the sentence; the words in it may name a city. ``None`` where no forum
        is agreed.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "Governed by the laws of Ohio. The courts located in Utah shall have exclusive jurisdiction."
    >>> venue(ContractText.of(ContractDocument(id="1", text=said))).name
    'Utah'
    """
    whole = text.text
    for forum in _FORUM.finditer(whole):
        start, end = sentence_around(whole, forum.start(), forum.end())
        if _DECIDES.search(whole, start, end):
            place = _sits(whole, forum.end(), end) or _adjective(whole, start, forum.start())
            if place:
                return Place(name=place.name, evidence=text.span(start, end))
    return None


def _sits(whole: str, start: int, end: int) -> Mention | None:
    """Return the first place after a forum that is one of its kind, not one of a law or a founding."""
    for place in places(whole, start, min(end, start + _AHEAD)):
        if _OTHER.search(whole, start, place.start):
            return None
        if place.name != _UNION:
            return place
    return None


def _adjective(whole: str, start: int, end: int) -> Mention | None:
    """Return the place right before a forum: "the New York courts", "the English courts"."""
    before = [place for place in places(whole, start, end) if place.name != _UNION]
    if before and re.fullmatch(r"\s+(?:state\s+|federal\s+)?", whole[before[-1].end : end], re.IGNORECASE):
        return before[-1]
    return None
