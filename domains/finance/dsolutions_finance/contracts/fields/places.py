"""States, provinces and countries by the names that contracts give them.

Written by hand, because country packages know neither adjectives ("English law") nor composites
("England and Wales").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# "This Agreement is in English" names no place, "the English courts" does.
_LANGUAGE = re.compile(
    r"(?:English|French|German|Spanish|Chinese|Japanese|Italian|Dutch|Portuguese)"
    r"(?!\s+(?:[\w-]+\s+)?(?:laws?|courts?|legislation)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names.

    Args:
        start: offset of its first character.
        end: offset after its last.
        name: its usual English name.
    """

    start: int
    end: int
    name: str


def places(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Yield the states, provinces and countries named in ``text[start:end]``.

    >>> [place.name for place in places("the laws of England & Wales, or PRC law, or the STATE OF NEW YORK")]
    ['England and Wales', 'China', 'New York']
    """
    pattern, names = _names()
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        if not _LANGUAGE.match(text, match.start()):
            yield Mention(match.start(), match.end(), names[_key(match[0])])


def place_named(name: str) -> str | None:
    """Return the usual name of a place; ``None`` if it is not known.

    >>> place_named("Hong Kong SAR"), place_named("Atlantis")
    ('Hong Kong', None)
    """
    return _names()[1].get(_key(name))


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Read the list once.

    The pattern wants capitals, so that "us" is no country, and bears the "ofTexas" of scans.
    """
    names: dict[str, str] = {}
    spellings: set[str] = set()
    with (files(__package__) / "places.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], *filter(None, row["aliases"].split("|"))):
                names.setdefault(_key(name), row["name"])
                spellings |= {name, name.upper()}
    ordered = sorted(spellings, key=len, reverse=True)
    any_of = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in ordered)
    return re.compile(rf"(?:(?<![\w.])|(?<=\bof))(?:{any_of})(?!\w)"), names


def _key(name: str) -> str:
    return " ".join(name.lower().split())
