"""Slots that the user leaves to the agent."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import DONTCARE, Candidate
from dsolutions_support.state.exchange import Exchange


def left_open(exchange: Exchange) -> Iterator[Candidate]:
    """Slots of which the user says that any value will do, or has no wish when asked for one."""
    for start, end, weak in acts.open_places(exchange.user.low):
        nearest = {
            found.item.name: gap
            for found, _, _ in exchange.cue_places
            if (gap := exchange.gap(found.item, start, end)) is not None and found.item.informable
        }
        least = min(nearest.values(), default=None)
        for slot in exchange.schema.slots:
            if not slot.informable or slot.kind in ("id", "text"):
                continue
            if slot.kind == "boolean" and slot.name not in exchange.state.asked:
                continue
            gap, asked = nearest.get(slot.name), slot.name in exchange.state.asked
            features = ["needs a slot"] if weak else []
            if gap is not None and gap <= (2 if weak else 8):
                features.append("named")
                if least is not None and gap > least:
                    features.append("another is nearer")
            elif least is not None and least <= (2 if weak else 8):
                features.append("another named")
            if asked:
                features.append("asked")
            if exchange.topic_fits(slot, start) < 0:
                features.append("other topic")
            if slot.name in exchange.state.slots:
                features.append("held")
            if features:
                yield Candidate.of(slot, DONTCARE, "open", (start, end), features)
    if exchange.no and exchange.agent and acts.waives(exchange.user.low, exchange.agent.low):
        for name in exchange.state.asked:
            slot = exchange.schema.slot(name)
            if slot.informable and slot.kind not in ("boolean", "id", "text"):
                yield Candidate.of(slot, DONTCARE, "open", exchange.no.span(), ["no preference"])
