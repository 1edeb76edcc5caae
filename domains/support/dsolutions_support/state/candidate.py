"""A possible update of the state, and the words around it as features."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, Self

from dsolutions_support.state.hearing import Heard
from dsolutions_support.state.mentions import Mention
from dsolutions_support.state.schema import Slot

DONTCARE = "dontcare"  # the value of a slot that the user leaves to the agent

Source = Literal["told", "open", "offered", "shared", "retracted", "requested"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible update.

    Args:
        slot: what it is about.
        value: what it would become; ``None`` for taking a value back, and for requests.
        source: whether the user told it, left it open, was offered it, pointed to another slot's value,
            took it back or asks for it.
        start: where in the user's turn the words for it begin.
        end: where they end.
        features: what speaks for and against it, each a key of ``Judge.weights``.
        offer: the offered value in the agent's turn.
    """

    slot: Slot
    value: str | None
    source: Source
    start: int
    end: int
    features: tuple[str, ...]
    offer: Mention | None = None

    @classmethod
    def of(
        cls,
        slot: Slot,
        value: str | None,
        source: Source,
        span: tuple[int, int],
        features: Iterable[str],
        offer: Mention | None = None,
    ) -> Self:
        """Make a candidate; its features get the source as prefix, as weights differ between sources."""
        marked = (source, *(f"{source}: {feature}" for feature in features))
        return cls(slot, value, source, *span, marked, offer)


def wording(candidate: Candidate, user: Heard, agent: Heard | None) -> Iterator[str]:
    """Name the words around a candidate, the slot and the value, and what is true together."""
    source, slot = candidate.source, f"{candidate.source} {candidate.slot.name}"
    yield slot
    yield f"{slot} = {candidate.value}"
    for feature in candidate.features[1:]:
        yield f"{slot} {feature}"
    for one, other in combinations(sorted(candidate.features[1:]), 2):
        yield f"{one} + {other}"
    first, last = user.position(candidate.start), user.position(max(candidate.end - 1, 0)) + 1
    around = [word.text for word in user.words]
    if source in ("told", "shared", "requested"):
        for offset in (-3, -2, -1, 0, 1, 2):
            place = first + offset if offset < 0 else last + offset
            word = around[place] if 0 <= place < len(around) else "edge"
            yield f"{source} {offset} {word}"
            yield f"{slot} {offset} {word}"
            if offset in (-2, 0):
                after = around[place + 1] if 0 <= place + 1 < len(around) else "edge"
                yield f"{slot} {offset} {word} {after}"
    for word in set(around):
        yield f"{slot} has {word}"
    if agent:
        for word in {word.text for word in agent.words}:
            yield f"{slot} agent has {word}"
        if candidate.offer:
            place = agent.position(candidate.offer.start)
            for before in agent.words[max(0, place - 3) : place]:
                yield f"{slot} agent before {before.text}"
