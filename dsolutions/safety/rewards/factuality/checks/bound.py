"""Numbers and dates with what stands beside them in their clause."""

from __future__ import annotations

from dataclasses import dataclass

from dsolutions.safety.rewards.factuality.facts import Fact
from dsolutions.safety.rewards.factuality.reading import Sentence

_KINDS = frozenset({"number", "money", "percent", "quantity", "duration", "frequency", "date", "time"})
_ENDS = ("from", "to")  # prepositions that tell the two ends of a change apart


@dataclass(frozen=True)
class Bound:
    """A fact with what stands beside it in its clause.

    Args:
        fact: the fact.
        sentence: where it stands.
        clause: number of the clause.
        words: stems of the telling words of the clause.
        facts: the other facts of the clause.
        head: the last telling word before it, up to another fact; empty where there is none.
        end: ``"from"`` or ``"to"`` where one goes before it.
    """

    fact: Fact
    sentence: Sentence
    clause: int
    words: frozenset[str]
    facts: tuple[Fact, ...]
    head: str
    end: str

    @property
    def quote(self) -> str:
        """Its words."""
        return self.sentence.whole[self.fact.start : self.fact.end]


def bounds(sentence: Sentence) -> list[Bound]:
    """Return the numbers and dates of a sentence with what stands beside them.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> [said] = read("Revenue was $5 million and costs were $3 million.").sentences
    >>> [(bound.quote, bound.head) for bound in bounds(said)]
    [('$5 million', 'revenu'), ('$3 million', 'cost')]
    """
    found = [fact for fact in sentence.facts if fact.kind in _KINDS and not fact.weak]
    return [_bound(fact, found, sentence) for fact in found]


def same(one: Fact, other: Fact) -> bool:
    """Tell whether a fact states another one, however both are written."""
    return not {one.key, *one.also}.isdisjoint((other.key, *other.also, *other.implies))


def comparable(one: Fact, other: Fact) -> bool:
    """Tell whether one could stand in the other's place: the same kind, and the same unit."""
    if one.kind != other.kind:
        return False
    return one.kind not in ("quantity", "duration") or one.key.split(" ", 1)[1] == other.key.split(" ", 1)[1]


def _bound(fact: Fact, found: list[Fact], sentence: Sentence) -> Bound:
    clause = sentence.clause(fact)
    inside = [other for other in found if other is not fact and sentence.clause(other) == clause]
    free = [
        word
        for word in sentence.words
        if word.clause == clause and word.telling and not any(f.start <= word.start < f.end for f in found)
    ]
    reach = max((other.end for other in inside if other.end <= fact.start), default=sentence.start)
    heads = [word.stem for word in free if reach <= word.start < fact.start]
    before = [word.text for word in sentence.words if word.end <= fact.start][-1:]
    return Bound(
        fact=fact,
        sentence=sentence,
        clause=clause,
        words=frozenset(word.stem for word in free),
        facts=tuple(inside),
        head=heads[-1] if heads else "",
        end=before[0] if before and before[0] in _ENDS else "",
    )
