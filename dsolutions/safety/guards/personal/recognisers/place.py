"""Countries, regions and towns: the lists in ``data``, spaCy, and words that places stand after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.word_lists import (
    CAPITALISED,
    COUNTRY,
    given_names,
    groups,
    places,
    words,
)

# Also names of people, of animals or of things.
_AMBIGUOUS = frozenset(words("ambiguous_places"))

_PARTICLE = "de|la|del|di|da|do|dos|sur|am|an|der|den|upon|en|le|les|el"
_PLACE = rf"{CAPITALISED}(?:[ ](?:(?:{_PARTICLE})[ ]){{0,2}}{CAPITALISED}){{0,3}}"
_AFTER = re.compile(
    rf"""\b(?:(?i:city|town|village|state|province|county|university|municipality|capital|mayor|district|republic)\sof
          |(?i:liv(?:e|es|ed|ing)|born|based|resid(?:e|es|ed|ing)|located|raised|headquartered|grew\sup|
               stay(?:s|ed|ing)?|situated)\sin
          |(?i:mov(?:e|es|ed|ing)|travel(?:s|l?ed|l?ing)?|fl(?:y|ies|ew|ying|ights?)|went|go(?:es|ing)?|
               return(?:s|ed|ing)?|trip|came|drove|relocat(?:e|ed|ing))\s(?:back\s)?(?:to|from)
          |(?i:home\scity|hometown|visit(?:s|ed|ing)?))\s
        (?P<value>{_PLACE})""",
    re.VERBOSE,
)
_CITIZENS = re.compile(
    rf"\b(?i:citizens?|government|prime minister|population|coast|streets) of (?P<value>{_PLACE})"
)
# On an envelope: a line of letters above a line that begins with a country.
_ENVELOPE = re.compile(
    rf"(?m)^[> ]{{0,8}}(?P<value>[^\W\d_](?:[^\W\d_]|[.'’\-/() ]){{1,40}}[^\W\d_)])[ ]?\n"
    rf"[> ]{{0,8}}(?:{COUNTRY})(?: \([^\n)]{{1,20}}\))?[ \d\-]{{0,12}}$"
)
_NO_PLACES = frozenset(words("no_names"))
_GOES_ON = re.compile(rf"[ ]{CAPITALISED}")  # "Porto Alegre" is not in Porto
_WORDS = re.compile(r"[^\W\d_][\w.'’\-]*")


class PlaceRecogniser:
    """Finds places that have a government: presidio-research's and spaCy's GPE.

    >>> text = "Born in Eastmoor, she moved to Norway"
    >>> sorted({text[found.start : found.end] for found in PlaceRecogniser().find(text, ())})
    ['Eastmoor', 'Norway']
    """

    kinds = ("GPE",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield candidates; the same one may come up for several reasons."""
        yield from _listed(text)
        for pattern in (_AFTER, _CITIZENS):
            for match in pattern.finditer(text):
                value = match["value"]
                if (
                    value.split()[0] not in _NO_PLACES
                    and value.split()[0] not in given_names()
                    and value not in groups()
                ):
                    yield Candidate("GPE", *match.span("value"), 0.8, "it stands where places stand")
        for match in _ENVELOPE.finditer(text):
            yield Candidate("GPE", *match.span("value"), 0.86, "the line above a country")
        for label, start, end in names:
            if label in ("GPE", "LOC"):
                value = text[start:end].removesuffix("'s").removesuffix("’s")
                if "\n" not in value and value not in groups() and any(map(str.isupper, value)):
                    score = 0.7 if label == "GPE" else 0.4
                    yield Candidate("GPE", start, start + len(value), score, "spaCy takes it for one")


def _listed(text: str) -> Iterator[Candidate]:
    by_first = _by_first_word()
    after = 0
    for match in _WORDS.finditer(text):
        start = match.start()
        if start < after:
            continue
        for name in by_first.get(match[0].rstrip(".").removesuffix("'s").removesuffix("’s"), ()):
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                after = end
                yield Candidate(
                    "GPE", start, end, _listed_score(text, name, end), "it is in the list of places"
                )
                break


def _listed_score(text: str, name: str, end: int) -> float:
    if name in _AMBIGUOUS:
        return 0.55
    if " " in name:
        return 0.93
    return 0.65 if _GOES_ON.match(text, end) else 0.87


@cache
def _by_first_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name in sorted(places(), key=len, reverse=True):
        first = _WORDS.match(name)
        if first:
            key = first[0].rstrip(".")
            found[key] = (*found.get(key, ()), name)
    return found
