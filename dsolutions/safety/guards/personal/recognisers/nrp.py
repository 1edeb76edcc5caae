"""Nationalities, religions, peoples, political groups: ``data/countries.tsv`` and ``data/groups.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dsolutions.safety.guards.personal.recogniser import Candidate, Name
from dsolutions.safety.guards.personal.word_lists import groups

# In small letters these are other words, or parts of names of dishes and things.
_OTHER_WORDS = {
    "pole",
    "dane",
    "finn",
    "turk",
    "polish",
    "swede",
    "lao",
    "thai",
    "kiwi",
    "brit",
    "scot",
    "jain",
    "roma",
    "democrat",
    "republican",
}

_LONGEST = 30  # characters of a group of several words

# One scan over words, then a look into a set: an alternation of 400 words would be tried at every character.
_WORDS = re.compile(r"[^\W\d_]+(?:[-'’ʼ][^\W\d_]+)*")
_LANGUAGE = re.compile(
    r"\b(?:stud(?:y|ies|ied|ying)|speaks?|spoken|speaking|spoke|learn(?:s|ed|ing)?|taught|teach(?:es|ing)?|in|into)\s$",
    re.I,
)


class GroupRecogniser:
    """Finds words for a nationality, a religion, a people or a party, also in the plural.

    >>> text = "Two Finns and a Catholic priest"
    >>> [text[found.start : found.end] for found in GroupRecogniser().find(text, ())]
    ['Finns', 'Catholic']
    """

    kinds = ("NRP",)

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield the longest words of the list."""
        one, several = _words()
        after = 0
        for match in _WORDS.finditer(text):
            start, end = match.span()
            if start < after:
                continue
            key = match[0].casefold()
            following = text[start : start + _LONGEST].casefold()
            for words in several.get(key, ()):
                if following.startswith(words) and not following[len(words) : len(words) + 1].isalpha():
                    key, end = words, start + len(words)
                    break
            if key not in one and key not in several.get(match[0].casefold(), ()):
                continue
            after = end
            if _LANGUAGE.search(text, max(0, start - 25), start):
                continue
            if match[0][0].isupper() or key.removesuffix("s") not in _OTHER_WORDS:
                yield Candidate("NRP", start, end, 0.86, "a nationality, a religion, a people or a party")


@cache
def _words() -> tuple[frozenset[str], dict[str, tuple[str, ...]]]:
    """Return the single words, plurals among them, and the groups of several words by their first."""
    single = {name.casefold() for name in groups() if " " not in name}
    several: dict[str, tuple[str, ...]] = {}
    for name in sorted((name.casefold() for name in groups() if " " in name), key=len, reverse=True):
        first = name.split()[0]
        several[first] = (*several.get(first, ()), f"{name}s", name)
    plural = {f"{name}s" for name in single if not name.endswith(("s", "sh", "ch", "ese"))}
    return frozenset(single | plural), several
