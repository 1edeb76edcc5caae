"""The word lists beside this package, and patterns for names in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# ``re`` has no class for capitals, so small letters are what is left out: Latin, Greek, Cyrillic.
_SMALL = "a-zß-öø-ÿāăąćĉċčďđēĕėęěĝğġģĥħĩīĭįıĵķĺļľŀłńņňŋōŏőœŕŗřśŝşšţťŧũūŭůűųŵŷźżžșțΐά-ώа-џ"
CAPITAL = rf"[^\W\d_{_SMALL}]"
# A word that begins with a capital: "O'Neill", "Jean-Luc", "MacLeod", but not the end of "Ana's". It is
# bounded and atomic, so that nothing is tried twice.
CAPITALISED = rf"(?>{CAPITAL}\w{{0,30}}(?:[-'’](?!s\b)\w{{1,30}}){{0,3}})"
INITIAL = rf"(?:{CAPITAL}\.(?:-?{CAPITAL}\.){{0,2}})"
PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ten|ter|zu|zum|bin|ibn|al|el|af|av|y|e|st\.)"
GENERATION = r"(?:Jr\.?|Sr\.?|II|III|IV)"

# Up to five words in one line, such as "Ana M. de la Cruz Jr."
FULL_NAME = (
    rf"{CAPITALISED}(?:[ ]{{1,2}}(?:{INITIAL}|(?:{PARTICLE}[ ]){{0,3}}{CAPITALISED})){{0,4}}"
    rf"(?:,?[ ]{GENERATION}(?!\w))?"
)


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
    """Read what people are called by country, religion, people or party, in the singular."""
    nationalities = {name for names in countries().values() for name in names}
    return frozenset(nationalities) | frozenset(_lines("groups.txt"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Read a list of single words, ``data/<name>.txt``."""
    return tuple(word for line in _lines(f"{name}.txt") for word in line.split())


@cache
def given_names() -> frozenset[str]:
    """Read given names of many languages; none is a common word of English."""
    return frozenset(words("given_names"))


def any_of(words: Iterable[str]) -> str:
    """Write a pattern that matches one of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _lines(name: str) -> list[str]:
    folder = files("dsolutions.safety.guards.personal") / "data"
    text = (folder / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


# A country, but not "US" or "UK", which are words in capitals too.
COUNTRY = any_of(name for name in countries() if len(name) > 2)
