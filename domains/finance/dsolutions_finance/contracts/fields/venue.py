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
        """exclusive; non-exclusive; submit(?:ted)?; referred; consents?; venue; brought; commenced
        instituted; litigated; resolved; settled; decided; determined; adjudicated; heard; held; conducted
        take place; seat; place of arbitration; located; sitting"""
    ),
    re.IGNORECASE,
)
# Cities that are named alone, where courts and arbitrators often sit.
_SEATS = {
    "London": "England", "Paris": "France", "Geneva": "Switzerland", "Zurich": "Switzerland",
    "Zürich": "Switzerland", "Zug": "Switzerland", "Basel": "Switzerland", "Stockholm": "Sweden",
    "Helsinki": "Finland", "Oslo": "Norway", "Copenhagen": "Denmark", "Vienna": "Austria",
    "Amsterdam": "Netherlands", "Rotterdam": "Netherlands", "The Hague": "Netherlands", "Brussels": "Belgium",
    "Frankfurt": "Germany", "Munich": "Germany", "Berlin": "Germany", "Hamburg": "Germany",
    "Düsseldorf": "Germany", "Cologne": "Germany", "Stuttgart": "Germany", "Milan": "Italy", "Rome": "Italy",
    "Madrid": "Spain", "Barcelona": "Spain", "Lisbon": "Portugal", "Dublin": "Ireland",
    "Edinburgh": "Scotland", "Warsaw": "Poland", "Prague": "Czech Republic", "Budapest": "Hungary",
    "Istanbul": "Turkey", "Tel Aviv": "Israel", "Tel-Aviv": "Israel", "Dubai": "United Arab Emirates",
    "Mumbai": "India", "Delhi": "India", "Bangalore": "India", "Bengaluru": "India", "Chennai": "India",
    "Hyderabad": "India", "Kolkata": "India", "Pune": "India", "Beijing": "China", "Shanghai": "China",
    "Shenzhen": "China", "Guangzhou": "China", "Tokyo": "Japan", "Osaka": "Japan", "Seoul": "South Korea",
    "Taipei": "Taiwan", "Kuala Lumpur": "Malaysia", "Jakarta": "Indonesia", "Bangkok": "Thailand",
    "Manila": "Philippines", "Sydney": "New South Wales", "Melbourne": "Victoria", "Brisbane": "Queensland",
    "Auckland": "New Zealand", "Toronto": "Ontario", "Vancouver": "British Columbia", "Montreal": "Quebec",
    "Calgary": "Alberta", "São Paulo": "Brazil", "Sao Paulo": "Brazil", "Mexico City": "Mexico",
    "Buenos Aires": "Argentina", "Johannesburg": "South Africa", "Lagos": "Nigeria", "Nairobi": "Kenya",
    "Cairo": "Egypt",
}  # fmt: skip
_SEAT = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _SEATS))})(?!\w)")
_AHEAD = 160  # characters from "courts" to the place: "the state courts sitting in the County of ..."
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
    """Return the first place after a forum that is one of its kind, not one of a law or a founding.

    A state or country is preferred to a city: the courts of "Paris, Texas" are in Texas.
    """
    end = min(end, start + _AHEAD)
    cities = (Mention(*match.span(), _SEATS[match[0]]) for match in _SEAT.finditer(whole, start, end))
    for place in (*places(whole, start, end), *cities):
        if place.name != _UNION and not _OTHER.search(whole, start, place.start):
            return place
    return None


def _adjective(whole: str, start: int, end: int) -> Mention | None:
    """Return the place right before a forum: "the New York courts", "the English courts"."""
    before = [place for place in places(whole, start, end) if place.name != _UNION]
    if before and re.fullmatch(r"\s+(?:state\s+|federal\s+)?", whole[before[-1].end : end], re.IGNORECASE):
        return before[-1]
    return None
