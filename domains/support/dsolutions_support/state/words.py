"""Words of a turn with their offsets, and an index that finds many phrases in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

# Letters with inner apostrophes, digits, or one mark. "'s" on its own is a word that means nothing.
_WORD = re.compile(r"'?[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w\s]")

# Misspelt words are only looked up from this length on: below it too many words are one letter apart
# ("east" and "least", "thai" and "that").
MIN_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case, its stem (without a plural's s), and where it stands."""

    text: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A phrase in a turn: positions of its first word and after its last, and what it stands for."""

    first: int
    last: int
    item: T
    exact: bool = True


def lowered(text: str) -> str:
    """Lower the case and straighten apostrophes, character by character, so that offsets stay."""
    return "".join(low if len(low := c.lower()) == 1 else c for c in text).replace("’", "'")


def words(text: str) -> list[Word]:
    """Split into words.

    >>> [word.text for word in words("Don't, the North's!")]
    ["don't", ',', 'the', 'north', '!']
    """
    found = []
    for match in _WORD.finditer(lowered(text)):
        word = match.group().removesuffix("'s")
        if word:
            found.append(Word(word, _stem(word), match.start(), match.start() + len(word)))
    return found


def any_of(*phrases: str) -> str:
    """Regular expression of whole words of which any may stand there.

    "N'T" in a phrase is "not" in every spelling, tokenised ones included.

    >>> bool(re.search(any_of("isN'T"), "it is not")), bool(re.search(any_of("no"), "north"))
    (True, False)
    """
    return rf"\b(?:{'|'.join(phrases)})\b".replace("N'T", r"(?: ?n'?t| not)")


class PhraseIndex(Generic[T]):
    """Finds phrases in a turn; what is looked up does not slow down with the number of phrases.

    Args:
        entries: phrases with what they stand for.
        known: words that are right as they are, and so no misspelling of another.

    >>> index = PhraseIndex([("part of town", "area"), ("town", "city")])
    >>> [found.item for found in index.find(words("Which part of town?"))]
    ['area']
    """

    def __init__(self, entries: Iterable[tuple[str, T]], known: Iterable[str] = ()) -> None:
        self._known = {word.stem for phrase in known for word in words(phrase)}
        self._phrases: dict[tuple[str, ...], list[T]] = {}
        self._misspelt: dict[str, list[tuple[str, T]]] = {}
        for phrase, item in entries:
            key = tuple(word.stem for word in words(phrase) if word.text != "-")
            if not key or item in self._phrases.setdefault(key, []):
                continue
            self._phrases[key].append(item)
            if len(key) == 1 and len(key[0]) >= MIN_MISSPELT:
                for variant in _one_letter_less(key[0]):
                    self._misspelt.setdefault(variant, []).append((key[0], item))
        self._longest: dict[str, int] = {}  # by first word
        for key in self._phrases:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def find(self, text: Sequence[Word]) -> list[Found[T]]:
        """Find the longest phrase at each place; one phrase may stand for several things."""
        places = [(n, word.stem) for n, word in enumerate(text) if word.text != "-"]
        found: list[Found[T]] = []
        at = 0
        while at < len(places):
            step, longest = 1, self._longest.get(places[at][1], 0)
            for length in range(min(longest, len(places) - at), 0, -1):
                here = places[at : at + length]
                items = self._phrases.get(tuple(stem for _, stem in here))
                if items:
                    found += [Found(here[0][0], here[-1][0] + 1, item) for item in items]
                    step = length
                    break
            else:
                place, stem = places[at]
                found += [Found(place, place + 1, item, exact=False) for item in self._nearly(stem)]
            at += step
        return found

    def _nearly(self, word: str) -> list[T]:
        """What is one letter away: one more, one less, another one, or two swapped."""
        if len(word) < MIN_MISSPELT - 1 or word in self._known:
            return []
        near = {
            id(item): item
            for variant in _one_letter_less(word)
            for known, item in self._misspelt.get(variant, ())
            if known[0] == word[0] and _one_apart(known, word)
        }
        return list(near.values())


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _one_letter_less(word: str) -> set[str]:
    return {word, *(word[:n] + word[n + 1 :] for n in range(len(word)))}


def _one_apart(word: str, other: str) -> bool:
    """Whether one letter more, less or other, or two swapped, turn one word into the other."""
    shorter = min(len(word), len(other))
    start = next((n for n in range(shorter) if word[n] != other[n]), shorter)
    end = next((n for n in range(shorter - start) if word[-1 - n] != other[-1 - n]), shorter - start)
    one, two = word[start : len(word) - end], other[start : len(other) - end]
    return max(len(one), len(two)) <= 1 or (len(one) == 2 and one == two[::-1])
