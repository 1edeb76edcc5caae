"""Values that the user says."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.exchange import CUE, LEAD, NEAR, TOPIC, Exchange


def told(exchange: Exchange) -> Iterator[Candidate]:
    """Every value in the turn, with how well its slot is named and what takes it back."""
    low, claims = exchange.user.low, [exchange.claim(mention) for mention in exchange.mentions]
    for mention, claim in zip(exchange.mentions, claims, strict=True):
        slot, held = mention.slot, exchange.state.slots.get(mention.slot.name)
        features = [f"kind {slot.kind}"]
        rivals = [
            (other, rival)
            for other, rival in zip(exchange.mentions, claims, strict=True)
            if other.slot is not slot and other.start < mention.end and mention.start < other.end
        ]
        if any(rival > claim for _, rival in rivals):
            features.append("outclaimed")
        elif any(rival == claim for _, rival in rivals):
            features.append("tied")
        if any(other.end - other.start > mention.end - mention.start for other, _ in rivals):
            features.append("inside a longer value")
        if claim >= LEAD - TOPIC:
            features.append("led")
        elif claim >= CUE - TOPIC - NEAR / 10:
            features.append("named")
        if slot.name in exchange.state.asked:
            features.append("asked")
        elif exchange.state.asked:
            features.append("something else asked")
        if (fit := exchange.topic_fits(slot, mention.start)) != 0:
            features.append("topic fits" if fit > 0 else "other topic")
        if slot.kind != "boolean" and acts.denied(exchange.user.low, mention.start, mention.end):
            features.append("denied")
        if not exchange.tense_fits(mention):
            features.append("other tense")
        if mention.bare:
            features.append("bare number")
        if not mention.exact:
            features.append("misspelt")
        if held and held.value == mention.value:
            features.append("held already")
        elif held:
            features.append("other value held")
        if exchange.agent and any(
            m.slot is slot and m.value == mention.value for m in exchange.agent.mentions
        ):
            features.append("agent said it")
            if acts.wonders(exchange.user.sentences[exchange.user.sentence_of(mention.start)][2]):
                features.append("wonders about it")
        others = [m for m in exchange.mentions if m.slot is slot and m.value != mention.value]
        if any(m.end <= mention.start and acts.second_choice(low, m.end, mention.start) for m in others):
            features.append("second choice")
        if any(m.start > mention.start for m in others):
            features.append("another follows")
        yield Candidate.of(slot, mention.value, "told", (mention.start, mention.end), features)
