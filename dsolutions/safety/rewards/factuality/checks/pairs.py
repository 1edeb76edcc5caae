"""Pairs of opposites, read from ``opposites.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from dsolutions.safety.rewards.factuality.words import stem

_PAIRS = Path(__file__).parent / "opposites.toml"

Side = tuple[int, int]  # number of a pair, and which side of it


@cache
def sides() -> Mapping[str, tuple[Side, ...]]:
    """Return stem to the sides of pairs that it is on."""
    found: dict[str, tuple[Side, ...]] = {}
    for number, pair in enumerate(tomllib.loads(_PAIRS.read_text(encoding="utf-8"))["pairs"]):
        for side, words in enumerate(pair):
            for word in words.split():
                found[stem(word)] = (*found.get(stem(word), ()), (number, side))
    return found


def opposed(stems: Collection[str], others: Collection[str]) -> bool:
    """Tell whether a word of one collection is the opposite of a word of another.

    >>> opposed({stem("approved")}, {stem("rejects")}), opposed({stem("approved")}, {stem("approve")})
    (True, False)
    """
    against = {(number, 1 - side) for word in stems for number, side in sides().get(word, ())}
    return any(not against.isdisjoint(sides().get(word, ())) for word in others)
