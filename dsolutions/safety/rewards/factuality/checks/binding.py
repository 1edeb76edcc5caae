"""Numbers that a source has, but of something else: swapped amounts, doses of the other drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.likeness import alike, belongs_elsewhere, carried, restates
from dsolutions.safety.rewards.factuality.facts import Fact
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

_KINDS = frozenset({"number", "money", "percent", "quantity", "duration", "frequency", "date", "time"})
# Of the words of an output, in the sentences of the fact and its rival. Stricter than for words: of what this
# check finds in summaries of SummEdits, whose sentences join several of the source, half is right.
_RESTATED = 0.8


@dataclass(frozen=True)
class _Bound:
    """A fact with what stands beside it in its clause.

    Args:
        fact: the fact.
        sentence: where it stands.
        words: stems of the words of its clause.
        facts: the other facts of its clause.
        head: the last telling word before it in the clause; empty where there is none.
        end: ``"from"`` or ``"to"`` where one goes before it; these tell two ends apart.
        clause: number of the clause.
    """

    fact: Fact
    sentence: Sentence
    words: frozenset[str]
    facts: tuple[Fact, ...]
    head: str
    end: str
    clause: int

    @property
    def quote(self) -> str:
        return self.sentence.whole[self.fact.start : self.fact.end]


def check_binding(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield facts that stand beside words, or beside other facts, that the source puts beside another fact.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("Revenue was $5 million and costs were $3 million.")
    >>> [said] = read("Costs were $5 million.").sentences
    >>> [conflict.reason for conflict in check_binding(said, source, source.sentences)]
    ["'$5 million' stands beside 'cost', which the source says of '$3 million'"]
    """
    if "respectively" in sentence.text or not sentence.facts:
        return  # what belongs together stands apart
    close = alike(sentence, nearest)
    topic = sentence.stems - sentence.names or sentence.stems
    rivals = [bound for where in nearest for bound in _bounds(where) if "respectively" not in where.text]
    for said in _bounds(sentence):
        others = [r for r in rivals if _comparable(said.fact, r.fact) and not _same(said.fact, r.fact)]
        places = {id(s): s for key in (said.fact.key, *said.fact.also) for s in source.stated.get(key, ())}
        own = (
            [b for where in places.values() for b in _bounds(where) if _same(said.fact, b.fact)]
            if others
            else []
        )
        for rival in others if own else ():
            where = ""
            if beside := _given_away(said, own, rival):
                where = f"stands beside {beside!r}, which the source says of {rival.quote!r}"
            elif rival.sentence in close and not any(b.sentence.stems & topic for b in own):
                where = f"stands elsewhere in the source, where this is said of {rival.quote!r}"
            if where:
                certain = restates(sentence, [rival.sentence, *(b.sentence for b in own)], _RESTATED)
                yield Conflict("binding", said.fact.start, said.fact.end, f"{said.quote!r} {where}", certain)
                break


def _given_away(said: _Bound, own: Sequence[_Bound], rival: _Bound) -> str:
    """Return what ties a fact to its rival's place in the source and not to its own, or nothing."""
    for fact in said.facts:
        if any(_same(fact, other) for other in rival.facts):
            # the source says this other fact of the rival, and has another of its kind for this one
            others = [[f for f in bound.facts if _comparable(fact, f)] for bound in own]
            if all(found and not any(_same(fact, f) for f in found) for found in others):
                return said.sentence.whole[fact.start : fact.end]
    own_words = frozenset[str]().union(*(bound.words for bound in own))
    left_out = carried(rival.sentence, rival.clause, rival.words, said.sentence)
    if beside := belongs_elsewhere(said.words, own_words, rival.words, left_out):
        return beside
    if said.words & own_words - rival.words:
        return ""
    for place in ("head", "end"):
        word = getattr(said, place)
        if word and word == getattr(rival, place) and all(getattr(b, place) not in ("", word) for b in own):
            return str(word)
    return ""


def _bounds(sentence: Sentence) -> list[_Bound]:
    """Return the facts of a sentence that can be bound."""
    found = [fact for fact in sentence.facts if fact.kind in _KINDS and not fact.weak]
    clauses = [sentence.clause(fact) for fact in found]
    bounds = []
    for fact, clause in zip(found, clauses, strict=True):
        free = [
            word
            for word in sentence.words
            if word.clause == clause
            and word.telling
            and not any(f.start <= word.start < f.end for f in found)
        ]
        inside = tuple(f for f, c in zip(found, clauses, strict=True) if c == clause and f is not fact)
        reach = max((f.end for f in inside if f.end <= fact.start), default=sentence.start)
        before = [word.text for word in sentence.words if word.end <= fact.start][-1:]
        heads = [word.stem for word in free if reach <= word.start < fact.start]
        words = frozenset(word.stem for word in free)
        head, end = heads[-1] if heads else "", before[0] if before and before[0] in ("from", "to") else ""
        bounds.append(_Bound(fact, sentence, words, inside, head, end, clause))
    return bounds


def _same(one: Fact, other: Fact) -> bool:
    return not {one.key, *one.also}.isdisjoint((other.key, *other.also, *other.implies))


def _comparable(one: Fact, other: Fact) -> bool:
    """Tell whether one could stand in the other's place: the same kind, and the same unit."""
    if one.kind != other.kind:
        return False
    return one.kind not in ("quantity", "duration") or one.key.split(" ", 1)[1] == other.key.split(" ", 1)[1]
