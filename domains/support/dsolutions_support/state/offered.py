"""Values that the agent says and the user may go along with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions_support.state import acts, agent_acts
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.exchange import Exchange
from dsolutions_support.state.mentions import Mention
from dsolutions_support.state.schema import Slot


def offered(exchange: Exchange, told: Sequence[Candidate]) -> Iterator[Candidate]:
    """Values that the agent said are to be had, or offered before.

    Args:
        exchange: the user's turn beside what it answers.
        told: the values in the user's turn.
    """
    available = exchange.available
    mentioned = {mention.slot.name for mention in available}
    heard: list[tuple[Slot, str | None, Mention | None]] = [(m.slot, m.value, m) for m in available]
    heard += [
        (exchange.schema.slot(name), offer.value, None)
        for name, offer in exchange.state.offers.items()
        if name not in mentioned
    ]
    span = exchange.yes.span() if exchange.yes else (0, len(exchange.user.text))
    reaction = list(_reaction(exchange, told))
    for slot, value, mention in heard:
        features = ["offered" if slot.name in exchange.state.offers else "only mentioned"]
        if exchange.has_choices(slot):
            features.append("one of several")
        if told_another := any(c.slot is slot for c in told):
            features.append("user tells another")
        if held := exchange.state.slots.get(slot.name):
            features.append("held already" if held.value == value else "other value held")
            if held.value != value and exchange.lacks(slot, held.value):
                sure = exchange.goes_along and not told_another and not exchange.has_choices(slot)
                features.append("taken up instead" if sure else "held one lacks")
        if exchange.agent and mention and mention.start > exchange.agent.sentences[-1][0]:
            features.append("in the last sentence")
        yield Candidate.of(slot, value, "offered", span, [*features, *reaction], mention)


def _reaction(exchange: Exchange, told: Sequence[Candidate]) -> Iterator[str]:
    """What the user makes of what the agent said."""
    if exchange.agent and agent_acts.offers_information(exchange.agent.low):
        yield "more information offered"
    if exchange.yes:
        yield "user agrees"
    if exchange.no:
        yield "user refuses"
    if exchange.asks_more:
        yield "user asks more"
    if acts.thanks(exchange.user.low):
        yield "user thanks"
    if told:
        yield "user tells something"
