"""Slots that the user leaves to the agent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions_support.state import acts, agent_acts
from dsolutions_support.state.candidate import DONTCARE, Candidate
from dsolutions_support.state.exchange import Exchange
from dsolutions_support.state.schema import Slot

# How many words may lie between what leaves something open and the word for it: of "any" few, as it stands
# beside what it is about; of "it doesn't matter" more.
NEAR_ANY, NEAR_CLEAR = 2, 8


def left_open(exchange: Exchange, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """Slots of which the user says that any value will do, or has no wish when asked for one.

    Args:
        exchange: the user's turn beside what it answers.
        told: the values in the turn; who names one does not leave the slot open.
    """
    told_of = {c.slot.name for c in told if c.value != DONTCARE and "told: denied" not in c.features}
    named: set[str] = set()
    for start, end, weak in acts.open_places(exchange.user.low):
        near = NEAR_ANY if weak else NEAR_CLEAR
        gaps = {
            slot.name: gap
            for slot in exchange.schema.slots
            if slot.informable and (gap := exchange.gap(slot, start, end, same_thought=True)) is not None
        }
        named |= {name for name, gap in gaps.items() if gap <= near}
        least = min(gaps.values(), default=None)
        for slot in _open_slots(exchange):
            gap = gaps.get(slot.name)
            if weak and gap is None and gaps:  # "any" is about what it stands beside
                continue
            features = ["needs a slot"] if weak else []
            if gap is not None and gap <= near:
                features.append("named")
                if least is not None and gap > least:
                    features.append("another is nearer")
            elif least is not None and least <= near:
                features.append("another named")
            features += _circumstances(exchange, slot, told_of)
            if exchange.topic_fits(slot, start) < 0:
                features.append("other topic")
            if features:
                yield Candidate.of(slot, DONTCARE, "open", (start, end), features)
    yield from _waived(exchange, told_of, named)


def _waived(exchange: Exchange, told_of: set[str], left_open: set[str]) -> Iterator[Candidate]:
    """Slots that the agent asked a preference for and the user says no."""
    no, agent = exchange.no, exchange.agent
    if not no or not agent or not agent_acts.invites(agent.low) or not acts.waives(exchange.user.low):
        return
    for slot in _open_slots(exchange):
        if slot.name in exchange.state.asked and slot.kind != "boolean":
            features = ["no preference", *_circumstances(exchange, slot, told_of)]
            if len(exchange.state.asked) == 1:
                features.append("asked alone")
            if left_open - {slot.name}:
                features.append("another left open")
            if acts.merely_refuses(exchange.user.low):
                features.append("mere no")
            yield Candidate.of(slot, DONTCARE, "open", no.span(), features)


def _open_slots(exchange: Exchange) -> Iterator[Slot]:
    """Slots that can be left open; of those with a yes or no the ones that were asked for."""
    for slot in exchange.schema.slots:
        asked = slot.name in exchange.state.asked
        if slot.informable and slot.kind not in ("id", "text") and (slot.kind != "boolean" or asked):
            yield slot


def _circumstances(exchange: Exchange, slot: Slot, told_of: set[str]) -> Iterator[str]:
    """What the agent said of a slot, what is held, and what else the user says of it."""
    if slot.name in exchange.state.asked:
        yield "asked"
    if exchange.has_choices(slot):
        yield "choices given"
    if slot.name in exchange.state.slots:
        yield "held"
    if slot.name in told_of:
        yield "value told"
