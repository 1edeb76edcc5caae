"""Postal addresses: a street or a box, and what is written with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.recognisers.street_forms import (
    CORNER,
    LOCATED,
    NUMBER,
    NUMBERED,
    RESIDENCE,
    STREET,
    UNIT,
)
from dsolutions.safety.guards.personal.word_lists import CAPITALISED, COUNTRY

_HINT = re.compile(r"\d|(?:Street|Road|Rd|Avenue|Lane|Drive|Boulevard|Crescent|Blvd)\b|[Cc]orner of")

_BEFORE = re.compile(
    rf"(?:{UNIT},?\s|(?<![\w.,/\-]){NUMBER}[ ,]{{1,2}}){{1,2}}$|\b(?i:apt|apartment|suite|unit|flat)\.?\s$"
)
_UNIT_AFTER = re.compile(rf"(?:,?\s{{1,2}}|\s?\n[ >]{{0,8}}){UNIT}")

_TOWN = r"[^\W\d_](?:[^\W\d_]|[.'’\-/()]|\ (?=[^\W\d_(])){1,40}"
_CODE_FORMS = (
    r"(?:[A-Z]{1,2}-)?\d{3,6}(?:[\-\ ]\d{2,4})?|[A-Z]{1,2}\d[A-Z\d]?\ \d[A-Z]{2}|[A-Z]\d[A-Z]\ \d[A-Z]\d"
)
_LAND = rf"(?:{COUNTRY})(?:[ ]\([^\n)]{{1,20}}\))?"
_STATE = r"(?:[A-Z]{2}|nan|\d{1,3})"  # "nan" is how tables print a state that is missing

# On the same line: ", 3704 Eastmoor", ", Eastmoor, CO 80014", ", Eastmoor, Norway 3704"
_SAME_LINE = re.compile(
    rf"""  ,\s(?:{_CODE_FORMS})\s{_TOWN}(?:,\s{_LAND})?
        | ,\s{_TOWN}(?:,?\s[A-Z]{{2}})?,?\s(?:{_LAND},?\s)?(?:{_CODE_FORMS})(?!\w)
        | ,\s{_TOWN}(?:,\s{_TOWN})?,\s{_LAND}(?!\w)(?:,?\s(?:{_CODE_FORMS})(?!\w))?""",
    re.VERBOSE,
)
# Over lines, as on an envelope: town, state, country and code.
_OVER_LINES = re.compile(
    rf"""  \s?\n[ >]{{0,8}}{_TOWN}(?:\s?\n?,\s?(?:{_STATE}|{_TOWN}))?(?:\s?\n[ >]{{0,8}}{_LAND})?
           [ \n]{{0,2}}(?:{_CODE_FORMS})?(?!\w)
        | \s?\n,\ {_STATE}\s?\n[ >]{{0,8}}(?:{_LAND})?[ ]?(?:{_CODE_FORMS})(?!\w)""",
    re.VERBOSE,
)
_OF = r"(?:(?:de|la|del|di|da|do|l['’]|am|an)[ ]?){0,2}"
_TOWN_ONLY = re.compile(
    rf",\s(?P<value>{CAPITALISED}(?:[ ]{_OF}{CAPITALISED}){{0,2}})"
    r"(?=[.!?]?\s?$|[.!?\n])"
)
_CODE_ONLY = re.compile(
    rf"(?:\s?\n[ >]{{0,8}}{_TOWN})?\s?\n[ >]{{0,8}}{_LAND}[ ](?P<value>\d{{3,6}}(?:[\- ]\d{{3,4}})?)(?!\w)"
)

_MONTHS = re.compile(
    r"\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b"
)
_UNIT_NEAR = re.compile(rf",?\s{{1,3}}{UNIT}|\n, ")
_INDENT = 40  # characters; a line that begins later is not looked for, so that long lines cost no more
_PART = "part of a postal address"


class AddressRecogniser:
    """Finds postal addresses.

    Where an address stands within a sentence or on one line it is one finding, town and code included. Where
    it has lines of its own, each part that is written apart is a finding, so that towns keep their own kind.

    >>> text = "Ship it to 12 Alder Lane, Apt. 4, Eastmoor, CO 80014 please"
    >>> [text[found.start : found.end] for found in AddressRecogniser().find(text, ())]
    ['12 Alder Lane, Apt. 4, Eastmoor, CO 80014']
    """

    kinds = ("STREET_ADDRESS", "GPE")

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield addresses."""
        if not _HINT.search(text):
            return
        for match in CORNER.finditer(text):
            yield Candidate("STREET_ADDRESS", *match.span(), 0.98, "the corner of two streets")
        for match in STREET.finditer(text):
            score = 0.94 if any(map(str.isdigit, match[0])) else 0.85
            yield from _whole(text, *match.span(), score, "a street or a box")
        for match in RESIDENCE.finditer(text):
            yield from _whole(text, *match.span("value"), 0.88, "it is told where somebody lives")
        for match in NUMBERED.finditer(text):
            if _MONTHS.search(match[0]):
                continue
            own_line = _starts_line(text, match.start())
            told = LOCATED.search(text, max(0, match.start() - 80), match.start())
            if (
                own_line
                or told
                or _UNIT_NEAR.match(text, match.end())
                or _BEFORE.search(text, max(0, match.start() - 40), match.start())
            ):
                yield from _whole(
                    text, *match.span(), 0.9, "a name between two numbers, where an address stands"
                )


def _whole(text: str, start: int, end: int, score: float, reason: str) -> Iterator[Candidate]:
    """Take in what belongs to a street: numbers and units on both sides, the town, the code."""
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before:
        start = before.start()
    own_line = _starts_line(text, start)
    end = _end_of_units(text, end, lines=not own_line)
    town = _SAME_LINE.match(text, end)
    if not town and not own_line:
        town = _OVER_LINES.match(text, end)
    if town:
        end = start + len(text[start : town.end()].rstrip(" .\n"))
    yield Candidate("STREET_ADDRESS", start, end, score + 0.03 * bool(town), reason)
    if not town and (town := _TOWN_ONLY.match(text, end)):
        yield Candidate("GPE", *town.span("value"), 0.85, "the town after a street")
    if own_line and not town:
        while unit := _UNIT_AFTER.match(text, end):
            end = unit.end()
            begin = unit.start() + len(unit[0]) - len(unit[0].lstrip(" ,\n>"))
            yield Candidate("STREET_ADDRESS", begin, end, 0.93, _PART)
        code = _CODE_ONLY.match(text, end)
        if code:
            yield Candidate("STREET_ADDRESS", *code.span("value"), 0.9, _PART)


def _end_of_units(text: str, end: int, lines: bool) -> int:
    while (unit := _UNIT_AFTER.match(text, end)) and (lines or "\n" not in unit[0]):
        end = unit.end()
    return end


def _starts_line(text: str, start: int) -> bool:
    begins = max(0, start - _INDENT)
    line = text.rfind("\n", begins, start)
    return (line >= 0 or begins == 0) and not text[max(line + 1, begins) : start].strip(" >\t")
