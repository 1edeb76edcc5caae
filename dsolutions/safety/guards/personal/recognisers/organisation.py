"""Organisations: what spaCy takes for one, and what a legal form or the words around a name give away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.word_lists import (
    CAPITALISED,
    any_of,
    given_names,
    groups,
    places,
    words,
)

_FORM = rf"(?:{any_of(words('organisation_endings'))})"
_NAME = rf"{CAPITALISED}(?:(?:[ ]|[ ]?&[ ]?|,[ ]|[ ]and[ ]){CAPITALISED}){{0,5}}"
_FORMED = re.compile(
    rf"""(?<![\w.])(?P<value>
        (?:\d[ ])?{CAPITALISED}(?:[ ](?:(?:&|and)[ ])?{CAPITALISED}){{0,4}}?,?[ ]{_FORM}(?:[ ]{_FORM}){{0,2}}
      | (?:University|Bank|Institute|Ministry|College|Department|Museum)[ ]of[ ](?:the[ ])?
        {CAPITALISED}(?:[ ]{CAPITALISED}){{0,2}}
        )(?!\w)""",
    re.VERBOSE,
)
_PARTNERS = re.compile(
    rf"""(?<![\w.])(?<![,:]\ )(?P<value>
        {CAPITALISED},[ ]{CAPITALISED}[ ](?:and|&)[ ]{CAPITALISED}(?!\w)
      | {CAPITALISED}(?:[ ](?:and|&)[ ]|-)(?:Sons|Co|Partners|Daughters)(?!\w)
      | {CAPITALISED}[ ]&[ ]{CAPITALISED}(?!\w)
      | {CAPITALISED}-{CAPITALISED}(?='s\s{CAPITALISED})
        )""",
    re.VERBOSE,
)
# On a card or below a letter: the line after the person's name, before the street or the name again.
_SIGNATURE = re.compile(
    rf"""(?m)^[> ]{{0,8}}(?P<name>{CAPITALISED}(?:[ ](?:{CAPITALISED}|[A-Z]\.?)){{1,3}})[ ]?\n
         [> ]{{0,8}}(?P<value>[A-Z0-9][\w&.'’\-]*(?:[ ][\w&.,'’\-]+){{0,4}})[ ]?\n
         [> ]{{0,8}}
         (?=(?P=name)|\d|(?:PSC|Unit|USS|USN[SV]|P\.?O\.?)\b|[^\n]{{3,30}}\s\d{{1,4}}\s?(?:\n|$))""",
    re.VERBOSE,
)
_PEOPLE_OF = re.compile(
    rf"{CAPITALISED}[ ](?:of|from|is[ ]from|at)[ ](?P<value>{_NAME})(?='s|[ ](?:is|was)[ ](?:the|a)\b|,|\.?$)"
)
_ABOUT = re.compile(
    rf"""\b(?:work(?:s|ed|ing)?\s(?:for|at)|employed\s(?:by|at)|employee\sof|hired\sby|job\s(?:at|with)|interns?\sat|
          founded|founder\sof|C[EF]O\sof|(?:chairman|president|head|manager|director)\s(?:of|at)|customer\sof|
          client\sof|shares\s(?:of|in)|owned\sby|acquired\sby|subsidiary\sof|bought\sfrom|invoice\sfrom|
          offices?\sof|headquarters\sof|address\sof|company\s(?:called|named)|account\s(?:at|with))\s
        (?:the\s)?(?P<value>{_NAME})""",
    re.VERBOSE,
)
_IS_ONE = re.compile(
    rf"""(?<![\w.])(?P<value>{_NAME})(?=,?\s(?:is|was|are|were|has\sbeen)\s(?:an?|the)\s(?:[\w\-]+\s){{0,5}}
         (?:company|corporation|bank|firm|manufacturer|brainchild|organi[sz]ation|startup|subsidiary|retailer|
         provider|agency|charity|airline|insurer)\b)""",
    re.VERBOSE,
)

# What stands at the start of a sentence with a capital and is no part of a name.
_NO_NAMES = frozenset(words("no_names"))
# What spaCy often takes for one.
_ABBREVIATIONS = frozenset(words("abbreviations"))


class OrganisationRecogniser:
    """Finds names of organisations.

    >>> text = "She works for Norvik Tidal Systems Ltd and for Brandt, Keller and Osei"
    >>> sorted({text[found.start : found.end] for found in OrganisationRecogniser().find(text, ())})
    ['Brandt, Keller and Osei', 'Norvik Tidal Systems Ltd']
    """

    kinds = ("ORGANIZATION",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield candidates; the same one may come up for several reasons."""
        for pattern, score, reason in (
            (_FORMED, 0.92, "a legal form, or another word that ends names of organisations"),
            (_PARTNERS, 0.85, "names of partners"),
            (_ABOUT, 0.85, "words around the name that organisations have around them"),
            (_IS_ONE, 0.85, "the text says that it is one"),
            (_SIGNATURE, 0.83, "the line below a name in a signature"),
            (_PEOPLE_OF, 0.65, "somebody is of it"),
        ):
            for match in pattern.finditer(text):
                start, end = match.span("value")
                while (first := text[start:end].partition(" "))[0] in _NO_NAMES and first[2]:
                    start += len(first[0]) + 1
                value = text[start:end]
                if value not in _NO_NAMES and value not in places() and value not in groups():
                    yield Candidate("ORGANIZATION", start, end, score, reason)
        for label, start, end in names:
            if label == "ORG":
                value = text[start:end].removesuffix("'s").removesuffix("’s")
                if _plausible(value):
                    yield Candidate("ORGANIZATION", start, start + len(value), 0.6, "spaCy takes it for one")


def _plausible(value: str) -> bool:
    """Turn down what spaCy often takes for an organisation: abbreviations, people, places."""
    if not any(character.isupper() for character in value) or "\n" in value or any(map(str.isdigit, value)):
        return False
    if value in _ABBREVIATIONS:
        return False
    return value.split()[0] not in given_names() and value not in places() and value not in groups()
