"""The word lists beside this package, and patterns for names in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# A word that begins with a capital: "O'Neill", "Jean-Luc", "MacLeod". Its length is bounded to keep searches linear.
CAPITALISED = r"(?:[^\W\d_a-zà-öø-ÿß][\w'’\-]{0,30}(?<!['’\-])(?<!['’]s))"
INITIAL = r"(?:[^\W\d_a-zà-öø-ÿß]\.(?:-?[^\W\d_a-zà-öø-ÿß]\.)*)"
PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|zu|zum|bin|ibn|al|el|af|av|y|e|st\.)"
GENERATION = r"(?:Jr\.?|Sr\.?|II|III|IV)"

# Up to five words in one line, such as "Ana M. de la Cruz Jr."
FULL_NAME = rf"{CAPITALISED}(?:[ ]{{1,2}}(?:{INITIAL}|(?:{PARTICLE}[ ]){{0,3}}{CAPITALISED})){{0,4}}(?:,?[ ]{GENERATION}(?!\w))?"


@cache
def countries() -> dict[str, tuple[str, ...]]:
    """Read the names of countries, each with what people from there are called."""
    found = {}
    for line in _lines("countries.tsv"):
        names, _, people = line.partition("\t")
        for name in names.split("|"):
            found[name] = tuple(filter(None, people.split("|")))
    return found


@cache
def places() -> frozenset[str]:
    """Read the names of countries, regions and large towns."""
    return frozenset(countries()) | frozenset(_lines("places.txt"))


@cache
def groups() -> frozenset[str]:
    """Read what people are called by country, religion, people or party; adjectives and nouns in the singular."""
    nationalities = {name for names in countries().values() for name in names}
    return frozenset(nationalities) | frozenset(_lines("groups.txt"))


@cache
def given_names() -> frozenset[str]:
    """Read given names of many languages; none is a common word of English."""
    return frozenset(name for line in _lines("given_names.txt") for name in line.split())


def any_of(words: Iterable[str]) -> str:
    """Write a pattern that matches one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _lines(name: str) -> list[str]:
    text = files("dsolutions.safety.guards.personal").joinpath("data", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
