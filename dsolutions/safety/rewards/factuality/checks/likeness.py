"""Which sentences are about the same, and whether words stand where the source puts them."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from dsolutions.safety.rewards.factuality.checks.pairs import sides
from dsolutions.safety.rewards.factuality.reading import Sentence

# Half of the shorter one's words. A sentence that shares less is about something else, and denies nothing.
_SHARED = 0.5
# A sentence that shares nearly as many words as the best one may be meant as well.
_NEARLY = 0.75
# Of an output's words. Where the source has fewer of them, the output sums up and a rule settles nothing.
_RESTATED = 0.5


def likeness(one: Sentence, other: Sentence) -> float:
    """Return which share of the words of the shorter sentence both have, without names and opposites.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> [one, other] = read("Costs of labour rose. A labour shortage hit May.").sentences
    >>> likeness(one, other)
    0.5
    """
    first, second = _matters(one, other)
    shortest = min(len(first), len(second))
    return len(first & second) / shortest if shortest else 0.0


def alike(sentence: Sentence, nearest: Sequence[Sentence]) -> list[Sentence]:
    """Return those of the nearest sentences that are about the same; none where even the best is not."""
    close = [other for other in nearest if likeness(sentence, other) >= _SHARED]
    shared = []
    for other in close:
        first, second = _matters(sentence, other)
        shared.append(len(first & second))
    return [other for other, count in zip(close, shared, strict=True) if count >= _NEARLY * max(shared)]


def restates(sentence: Sentence, sources: Sequence[Sentence], share: float = _RESTATED) -> bool:
    """Tell whether an output's sentence repeats words of source sentences, rather than sums them up.

    Args:
        sentence: the output's.
        sources: sentences of the source.
        share: of its words that must be there.
    """
    known = frozenset[str]().union(*(source.stems for source in sources))
    matter = sentence.stems - sentence.names - frozenset(sides())
    return bool(sources) and len(matter & known) >= floor(share * len(matter))


def belongs_elsewhere(
    beside: frozenset[str], own: frozenset[str], rival: frozenset[str], carried: frozenset[str]
) -> str:
    """Return the word that ties something to the place of its rival in the source, or nothing.

    Args:
        beside: words beside it in the output.
        own: words beside it in the source.
        rival: words beside its rival in the source.
        carried: words that may count for the rival, too, since they need not be said again there.
    """
    for_rival, for_own = beside & rival - own, beside & own - rival - carried
    return min(for_rival) if len(for_rival) > len(for_own) * 2 else ""


def carried(sentence: Sentence, clause: int, rival: frozenset[str], said: Sentence) -> frozenset[str]:
    """Return the words that a clause of a source leaves out because they were said before it.

    Args:
        sentence: of the source.
        clause: number of the clause in it.
        rival: words of that clause.
        said: the output's sentence; where the clause has no name, its names may all be meant.
    """
    before = frozenset(word.stem for word in sentence.words if word.clause < clause)
    return before if rival & sentence.names else before | said.names


def _matters(one: Sentence, other: Sentence) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of what two sentences are about; names and opposites only for want of others."""
    opposites = frozenset(sides())
    for left_out in (opposites | one.names | other.names, opposites):
        if one.stems - left_out and other.stems - left_out:
            return one.stems - left_out, other.stems - left_out
    return one.stems, other.stems
