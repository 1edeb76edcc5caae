"""A text as checks see it: its sentences with their words and facts."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from dsolutions.safety.rewards.factuality.facts import Fact, facts
from dsolutions.safety.rewards.factuality.sentences import sentences
from dsolutions.safety.rewards.factuality.words import Word, words

_JOINT = re.compile(r"['’.]")


class Sentence:
    """One sentence of a text; offsets of all that is in it count from the start of the text.

    Args:
        whole: the text.
        start: offset of its first character.
        end: offset after its last.
        facts: those that stand in it.
    """

    def __init__(self, whole: str, start: int, end: int, facts: Sequence[Fact]) -> None:
        self.whole, self.start, self.end, self.facts = whole, start, end, tuple(facts)

    @property
    def text(self) -> str:
        """Its characters."""
        return self.whole[self.start : self.end]

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, in order."""
        return tuple(words(self.whole, self.start, self.end))

    @cached_property
    def names(self) -> frozenset[str]:
        """Stems of the words that are names; a word that opens a sentence may be none."""
        spans = [(fact.start, fact.end) for fact in self.facts if fact.kind == "name" and not fact.opens]
        rest = self.words[1:]  # "Sales of Merrow Bank" begins with a capital letter, too
        return frozenset(w.stem for w in rest if any(a <= w.start < b for a, b in spans))

    def counted(self, word: Word) -> bool:
        """Tell whether a word is part of a number, a unit or a date."""
        return word.text[0].isdigit() or any(
            fact.start <= word.start < fact.end for fact in self.facts if fact.kind != "name"
        )

    def clause(self, fact: Fact) -> int:
        """Return the number of the clause that a fact stands in."""
        place = bisect_right([word.start for word in self.words], fact.start)
        inside = self.words[place - 1 : place] if place and self.words[place - 1].end > fact.start else ()
        after = inside or self.words[place : place + 1] or self.words[-1:]
        return after[0].clause if after else 0

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words that say what it is about, without numbers, units and dates."""
        return frozenset(word.stem for word in self.words if word.telling and not self.counted(word))


@dataclass(frozen=True)
class Reading:
    """A text that was read.

    Args:
        text: the text.
        sentences: in order.
    """

    text: str
    sentences: tuple[Sentence, ...]

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in text order."""
        return tuple(fact for sentence in self.sentences for fact in sentence.facts)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all sentences."""
        return frozenset[str]().union(*(sentence.stems for sentence in self.sentences))

    @cached_property
    def known(self) -> frozenset[str]:
        """Keys of all that the text states, implies or may mean, and bare numbers of what has a unit."""
        keys = {key for fact in self.facts for key in (fact.key, *fact.also, *fact.implies)}
        return frozenset(keys.union(f"number {fact.number}" for fact in self.facts if fact.number))

    @cached_property
    def stated(self) -> Mapping[str, Sequence[Sentence]]:
        """Key of a fact to the sentences that state it, in whatever reading."""
        found: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in self.sentences:
            for key in dict.fromkeys(
                k for fact in sentence.facts for k in (fact.key, *fact.also, *fact.implies)
            ):
                found[key].append(sentence)
        return found

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(word.text for sentence in self.sentences for word in sentence.words)

    @cached_property
    def joined(self) -> frozenset[str]:
        """What the words are joined of: "L'Oréal" has "oréal"."""
        return frozenset(part for word in self.vocabulary for part in _JOINT.split(word))

    @cached_property
    def initials(self) -> frozenset[str]:
        """First letters of runs of two to five words, which abbreviations are made of."""
        found = set()
        for sentence in self.sentences:
            letters = "".join(word.text[0] for word in sentence.words)
            found |= {letters[n : n + size] for size in range(2, 6) for n in range(len(letters) - size + 1)}
        return frozenset(found)

    @cached_property
    def places(self) -> Mapping[str, Sequence[int]]:
        """Stem to the numbers of the sentences that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self.sentences):
            for stem in sentence.stems:
                found[stem].append(number)
        return found

    def nearest(self, sentence: Sentence, count: int) -> list[Sentence]:
        """Return the sentences that share the most words with one of another text, the likeliest first.

        A word counts the more, the fewer sentences have it. Only sentences that share a word are touched.
        """
        scores: dict[int, float] = defaultdict(float)
        total = len(self.sentences)
        for stem in sentence.stems:
            found = self.places.get(stem, ())
            for number in found:
                scores[number] += math.log(1 + total / len(found))
        ranked = sorted(scores, key=lambda number: (-scores[number], number))
        return [self.sentences[number] for number in ranked[:count]]


@lru_cache(maxsize=64)  # the outputs of one document are judged one after the other, against the same sources
def read(text: str) -> Reading:
    """Read a text, in time linear in its length.

    >>> [[fact.key for fact in sentence.facts] for sentence in read("It fell 5%. It rose 3%.").sentences]
    [['5 %'], ['3 %']]
    """
    found, place = facts(text), 0
    read_sentences = []
    for start, end in sentences(text):
        first = place
        while place < len(found) and found[place].start < end:
            place += 1
        read_sentences.append(Sentence(text, start, end, found[first:place]))
    return Reading(text, tuple(read_sentences))
