"""Which paragraphs of two texts belong together: the same by their hash, the changed by their rare words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from heapq import nlargest

from dsolutions_finance.contracts.comparison.words import tokens

# Share of common words from which two paragraphs are one that was changed; below it one was taken out and
# another put in. With half of the words new, a word-level difference is no longer readable.
ALIKE = 0.5
_CANDIDATES = (
    8  # old paragraphs that share the rarest words with a new one; the likeness of these is measured
)
_COMMON = 40  # a word in more old paragraphs than this tells nothing about which of them it is
_NUMBER = re.compile(
    r"^\W*(?:section|article|clause)?\s*(?:\d+(?:\.\d+)*[.)]?|(?:[ivxlc]+|[a-z])[.)])\s+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Pair:
    """What belongs together: positions of an old and a new paragraph, one of which may be missing."""

    old: int | None
    new: int | None


def likeness(first: Sequence[str], second: Sequence[str]) -> float:
    """Return the share of words that two texts have in common, in [0, 1] (Dice coefficient).

    >>> likeness(["pay", "in", "30", "days"], ["pay", "in", "90", "days"])
    0.75
    """
    common = sum((Counter(first) & Counter(second)).values())
    return 2 * common / (len(first) + len(second)) if first or second else 1.0


def without_number(paragraph: str) -> str:
    """Leave out the number of a section in front of its words.

    >>> without_number("12.3 Invoices are due.")
    'Invoices are due.'
    """
    return _NUMBER.sub("", paragraph)


def same_words(paragraph: str) -> str:
    """Return what two paragraphs must share to be the same: their words, not number, case or spaces."""
    return " ".join(tokens(without_number(paragraph))).lower()


def align(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pair the paragraphs of two versions.

    Args:
        old: paragraphs of the old version.
        new: paragraphs of the new one.

    Returns:
        Each paragraph once. Takes time in proportion to the length where most paragraphs are the same.

    >>> align(["1. Fees.", "2. Term.", "3. Law."], ["1. Fees.", "2. Law.", "3. Term."])[:2]
    [Pair(old=0, new=0), Pair(old=2, new=1)]
    """
    old_keys, new_keys = [same_words(text) for text in old], [same_words(text) for text in new]
    pairs: dict[int, int] = {}  # new to old
    for block in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks():
        pairs.update((block.b + step, block.a + step) for step in range(block.size))
    _pair_moved(old_keys, new_keys, pairs)
    _pair_changed(old_keys, new_keys, pairs)
    taken = set(pairs.values())
    return [
        *(Pair(pairs.get(position), position) for position in range(len(new))),
        *(Pair(position, None) for position in range(len(old)) if position not in taken),
    ]


def _pair_moved(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair what is the same but elsewhere."""
    free = defaultdict(list)
    taken = set(pairs.values())
    for position, key in enumerate(old):
        if position not in taken:
            free[key].append(position)
    for position, key in enumerate(new):
        if position not in pairs and free[key]:
            pairs[position] = free[key].pop(0)


def _pair_changed(old: Sequence[str], new: Sequence[str], pairs: dict[int, int]) -> None:
    """Pair what is alike, the most alike first."""
    taken = set(pairs.values())
    words = {position: key.split() for position, key in enumerate(old) if position not in taken}
    places = defaultdict(list)
    for position, own in words.items():
        for word in set(own):
            places[word].append(position)
    scored = [
        (likeness(words[candidate], new[position].split()), -abs(candidate - position), position, candidate)
        for position in range(len(new))
        if position not in pairs
        for candidate in _candidates(new[position].split(), places)
    ]
    for score, _, position, candidate in sorted(scored, reverse=True):
        if score >= ALIKE and position not in pairs and candidate not in taken:
            pairs[position] = candidate
            taken.add(candidate)


def _candidates(words: Sequence[str], places: dict[str, list[int]]) -> Iterator[int]:
    votes: dict[int, float] = defaultdict(float)
    for word in set(words):
        found = places.get(word, ())
        if 0 < len(found) <= _COMMON:
            for position in found:
                votes[position] += 1 / len(found)
    yield from nlargest(_CANDIDATES, votes, key=votes.__getitem__)
