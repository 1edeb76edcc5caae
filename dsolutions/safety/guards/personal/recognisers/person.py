"""Names of people: what spaCy takes for one, given names of many languages, words beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.recognisers.person_contexts import (
    CONTEXTS,
    ENUMERATION,
    HONORIFIC,
    MANY,
)
from dsolutions.safety.guards.personal.recognisers.person_small_letters import names_in_small_letters
from dsolutions.safety.guards.personal.word_lists import (
    CAPITALISED,
    FULL_NAME,
    given_names,
    groups,
    places,
    words,
)

_FULL = re.compile(FULL_NAME)
_CAPITALISED = re.compile(rf"(?<![\w.'’\-]){CAPITALISED}")
_IN_ROW = re.compile(rf"{CAPITALISED}(?:[ ]{CAPITALISED})?")
_ADDRESS = re.compile(r"\s(?:Apt|Suite|Unit|Flat|Street|St|Road|Rd|Avenue|Ave|PO|Box|\d).*", re.DOTALL)
_HONORIFIC = re.compile(rf"(?:{HONORIFIC}\s{{1,2}}){{1,3}}")

# Words with a capital that are no name of a person, though they stand where one may stand.
_NO_NAMES = frozenset(words("no_names"))

# Labels that spaCy gives people with foreign names; a given name in front tells them from what they say.
_MISTAKEN = {"ORG", "GPE", "NORP", "FAC", "PRODUCT", "WORK_OF_ART", "LOC", "EVENT", "LAW", "LANGUAGE"}

_SHORT = 4  # given names below this length are too often the start of something else to stand alone


class PersonRecogniser:
    """Finds names of people.

    >>> text = "Dear Zsuzsanna, Dr. Okonkwo will see you; Okonkwo is at home"
    >>> sorted({text[found.start : found.end] for found in PersonRecogniser().find(text, ())})
    ['Okonkwo', 'Zsuzsanna']
    """

    kinds = ("PERSON",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield candidates; parts of a name that were found once are found wherever they stand."""
        found = [
            *_from_contexts(text),
            *_from_rows(text),
            *_from_spacy(text, names),
            *_from_given_names(text),
            *names_in_small_letters(text),
        ]
        yield from found
        yield from _again(text, found)


def _from_contexts(text: str) -> Iterator[Candidate]:
    for context in CONTEXTS:
        for match in context.pattern.finditer(text):
            start, end = _trimmed(text, *match.span("value"))
            if start < end and _may_be_one(text[start:end]):
                yield Candidate("PERSON", start, end, context.score, context.reason)


def _from_rows(text: str) -> Iterator[Candidate]:
    for match in ENUMERATION.finditer(text):
        row = list(_IN_ROW.finditer(match["names"]))
        given = sum(name[0].split()[0] in given_names() for name in row)
        if match["before"] or len(row) >= MANY or given * 2 > len(row):
            offset = match.start("names")
            for name in row:
                if _may_be_one(name[0]):
                    yield Candidate(
                        "PERSON", offset + name.start(), offset + name.end(), 0.88, "names in a row"
                    )


def _from_spacy(text: str, names: tuple[Name, ...]) -> Iterator[Candidate]:
    for label, start, end in names:
        if label != "PERSON" and label not in _MISTAKEN:
            continue
        start, end = _trimmed(text, start, end)
        value = text[start:end]
        if not value or not _may_be_one(value):
            continue
        first = value.split()[0]
        if label == "PERSON":
            yield Candidate("PERSON", start, end, 0.8, "spaCy takes it for one")
        elif first in given_names() and " " in value and value not in places():
            yield Candidate("PERSON", start, end, 0.82, "a given name and what follows it")


def _from_given_names(text: str) -> Iterator[Candidate]:
    known = given_names()
    after = 0
    for match in _CAPITALISED.finditer(text):
        start = match.start()
        if start < after or match[0] not in known:
            continue
        full = _FULL.match(text, start)
        start, end = _trimmed(text, start, full.end() if full else match.end())
        after = end
        value = text[start:end]
        if " " in value and value not in places() and _may_be_one(value):
            yield Candidate("PERSON", start, end, 0.84, "a given name and what follows it")
        elif (
            " " not in value
            and len(value) >= _SHORT
            and value not in places()
            and not _is_word(text, start, value)
        ):
            yield Candidate("PERSON", start, end, 0.78, "a given name")


def _is_word(text: str, start: int, value: str) -> bool:
    """Tell whether it may be a word with the capital of a sentence's start."""
    return value.lower() in words("names_that_are_words") and text[max(0, start - 4) : start].rstrip(
        " \"'“("
    )[-1:] in ("", *".!?:\n")


def _again(text: str, found: list[Candidate]) -> Iterator[Candidate]:
    """Find the parts of names of several words where they stand alone."""
    parts = {
        part: candidate.score
        for candidate in found
        if candidate.score >= 0.8
        for part in text[candidate.start : candidate.end].split()
        if len(part) >= _SHORT
        and part[0].isupper()
        and part not in _NO_NAMES
        and part not in places()
        and part not in groups()
    }
    if parts:
        for match in _CAPITALISED.finditer(text):
            if match[0] in parts:
                yield Candidate("PERSON", *match.span(), 0.79, "part of a name in the same text")


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut off forms of address, what follows the line, possessive endings and words that are no names."""
    value = text[start:end]
    line = _ADDRESS.sub("", value.partition("\n")[0]).rstrip(" ,;:\"'’-(")
    for ending in ("'s", "’s"):
        line = line.removesuffix(ending)
    end = start + len(line)
    while start < end:
        skipped = _HONORIFIC.match(text, start, end)
        word = text[start:end].split(" ", 1)
        if skipped:
            start = skipped.end()
        elif word[0] in _NO_NAMES and len(word) > 1:
            start += len(word[0]) + 1
        else:
            break
    return start, end


def _may_be_one(value: str) -> bool:
    words = value.split()
    return (
        any(character.isupper() for character in value)
        and not any(character.isdigit() or character in "@/<>{}=_\\" for character in value)
        and len(words) <= 7
        and not all(word in _NO_NAMES for word in words)
        and value not in groups()
        and value not in places()
    )
