"""Values that the agent says and the user may go along with."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.exchange import Exchange
from dsolutions_support.state.mentions import Mention
from dsolutions_support.state.schema import Slot


def offered(exchange: Exchange, told: set[str]) -> Iterator[Candidate]:
    """Values that the agent mentioned, or offered before, and the user did not repeat."""
    mentions = exchange.agent.mentions if exchange.agent else []
    mentioned = {mention.slot.name for mention in mentions}
    heard: list[tuple[Slot, str | None, Mention | None]] = [(m.slot, m.value, m) for m in mentions]
    heard += [
        (exchange.schema.slot(name), offer.value, None)
        for name, offer in exchange.state.offers.items()
        if name not in mentioned
    ]
    start, end = exchange.yes.span() if exchange.yes else (0, len(exchange.user.text))
    for slot, value, mention in heard:
        features = ["offered" if slot.name in exchange.state.offers else "only mentioned"]
        if len({m.value for m in mentions if m.slot is slot}) > 1:
            features.append("one of several")
        if exchange.agent and acts.offers_information(exchange.agent.low):
            features.append("more information offered")
        if exchange.yes:
            features.append("user agrees")
        if exchange.no:
            features.append("user refuses")
        if slot.name in told:
            features.append("user tells another")
        held = exchange.state.slots.get(slot.name)
        if held:
            features.append("held already" if held.value == value else "other value held")
        yield Candidate.of(slot, value, "offered", (start, end), features, mention)
