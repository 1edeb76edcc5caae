"""Numbers that a source has, but of something else: swapped amounts, doses of the other drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions.safety.rewards.factuality.checks.bound import Bound, bounds, comparable, same
from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.likeness import alike, belongs_elsewhere, carried, restates
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

# Share of an output's words that the sentences of the fact and its rival must have. In summaries of
# SummEdits, whose sentences join several of the source, this check is as often wrong as right even so.
_RESTATED = 1.0
_APART = "respectively"  # what belongs together does not stand together


def check_binding(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield facts that stand beside words, or beside other facts, that the source puts beside another fact.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("Revenue was $5 million and costs were $3 million.")
    >>> [said] = read("Costs were $5 million.").sentences
    >>> [conflict.reason for conflict in check_binding(said, source, source.sentences)]
    ["'$5 million' stands beside 'cost', which the source says of '$3 million'"]
    """
    if not sentence.facts or _APART in sentence.text:
        return
    close = alike(sentence, nearest)
    known = [bound for where in nearest if _APART not in where.text for bound in bounds(where)]
    for said in bounds(sentence):
        rivals = [one for one in known if comparable(said.fact, one.fact) and not same(said.fact, one.fact)]
        own = _own(said, source) if rivals else []
        for rival in rivals if own else ():
            if where := _elsewhere(said, own, rival, close):
                certain = restates(sentence, [rival.sentence, *(one.sentence for one in own)], _RESTATED)
                yield Conflict("binding", said.fact.start, said.fact.end, f"{said.quote!r} {where}", certain)
                break


def _own(said: Bound, source: Reading) -> list[Bound]:
    """Return all places where the source states the same fact."""
    keys = (said.fact.key, *said.fact.also)
    places = {id(where): where for key in keys for where in source.stated.get(key, ())}
    return [one for where in places.values() for one in bounds(where) if same(said.fact, one.fact)]


def _elsewhere(said: Bound, own: Sequence[Bound], rival: Bound, close: Sequence[Sentence]) -> str:
    """Say why a fact stands where the source has its rival, or nothing."""
    if beside := _other_fact(said, own, rival) or _word(said, own, rival):
        return f"stands beside {beside!r}, which the source says of {rival.quote!r}"
    topic = said.sentence.stems - said.sentence.names or said.sentence.stems
    if rival.sentence in close and not any(one.sentence.stems & topic for one in own):
        return f"stands elsewhere in the source, where this is said of {rival.quote!r}"
    return ""


def _other_fact(said: Bound, own: Sequence[Bound], rival: Bound) -> str:
    """Return a fact beside it that the source has beside its rival, and another of the kind beside itself."""
    for fact in said.facts:
        if any(same(fact, other) for other in rival.facts):
            others = [[other for other in one.facts if comparable(fact, other)] for one in own]
            if all(found and not any(same(fact, other) for other in found) for found in others):
                return said.sentence.whole[fact.start : fact.end]
    return ""


def _word(said: Bound, own: Sequence[Bound], rival: Bound) -> str:
    """Return a word beside it that ties it to its rival's place in the source, and not to its own."""
    words = frozenset[str]().union(*(one.words for one in own))
    left_out = carried(rival.sentence, rival.clause, rival.words, said.sentence)
    if beside := belongs_elsewhere(said.words, words, rival.words, left_out):
        return beside
    if said.words & words - rival.words:
        return ""
    # where the same words stand beside both, the one just before it tells them apart
    if said.head and said.head == rival.head and all(one.head not in ("", said.head) for one in own):
        return said.head
    if said.end and said.end == rival.end and all(one.end not in ("", said.end) for one in own):
        return said.end
    return ""
