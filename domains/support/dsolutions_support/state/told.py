"""Values that the user says."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.exchange import CUE, LEAD, NEAR, TOPIC, Exchange
from dsolutions_support.state.mentions import Mention


def told(exchange: Exchange) -> Iterator[Candidate]:
    """Every value in the turn, with how well its slot is named and what takes it back."""
    claims = [exchange.claim(mention) for mention in exchange.mentions]
    for mention, claim in zip(exchange.mentions, claims, strict=True):
        rivals = [
            (other, rival)
            for other, rival in zip(exchange.mentions, claims, strict=True)
            if other.slot is not mention.slot and other.start < mention.end and mention.start < other.end
        ]
        features = [
            f"kind {mention.slot.kind}",
            *_belongs(exchange, mention, claim, rivals),
            *_is_said(exchange, mention),
            *_is_known(exchange, mention),
            *_has_others_beside_it(exchange, mention),
        ]
        span = (mention.start, mention.end)
        yield Candidate.of(mention.slot, mention.value, "told", span, features)


def _belongs(
    exchange: Exchange, mention: Mention, claim: float, rivals: list[tuple[Mention, float]]
) -> Iterator[str]:
    """How sure it is that the value is one of this slot."""
    slot, asked = mention.slot, exchange.state.asked
    if any(rival > claim for _, rival in rivals):
        yield "outclaimed"
    elif any(rival == claim for _, rival in rivals):
        yield "tied"
    if any(other.end - other.start > mention.end - mention.start for other, _ in rivals):
        yield "inside a longer value"
    if claim >= LEAD - TOPIC:
        yield "led"
    elif claim >= CUE - TOPIC - NEAR / 10:
        yield "named"
    if slot.name in asked:
        yield "asked"
    elif asked:
        yield "something else asked"
    if (fit := exchange.topic_fits(slot, mention.start)) != 0:
        yield "topic fits" if fit > 0 else "other topic"
    if not exchange.tense_fits(mention):
        yield "other tense"


def _is_said(exchange: Exchange, mention: Mention) -> Iterator[str]:
    """How it is said: denied, asked about, misspelt."""
    begin, _, sentence = exchange.sentence_at(mention.start)
    if mention.slot.kind != "boolean" and acts.denied(exchange.user.low, mention.start, mention.end):
        yield "denied"
    if acts.asks_about(sentence, mention.start - begin, mention.end - begin) or exchange.asks_which(mention):
        yield "asked about"
    if exchange.in_name(mention):
        yield "part of a name"
    if mention.bare:
        yield "bare number"
    if not mention.exact:
        yield "misspelt"


def _is_known(exchange: Exchange, mention: Mention) -> Iterator[str]:
    """What was heard of the value before."""
    held = exchange.state.slots.get(mention.slot.name)
    if held:
        yield "held already" if held.value == mention.value else "other value held"
    said = exchange.agent.mentions if exchange.agent else ()
    if any(m.slot is mention.slot and m.value == mention.value for m in said):
        yield "agent said it"
        if acts.wonders(exchange.sentence_at(mention.start)[2]):
            yield "wonders about it"


def _has_others_beside_it(exchange: Exchange, mention: Mention) -> Iterator[str]:
    """Which of several values for the slot it is."""
    low = exchange.user.low
    others = [m for m in exchange.mentions if m.slot is mention.slot and m.value != mention.value]
    before = [m for m in others if m.end <= mention.start]
    after = [m for m in others if m.start >= mention.end]
    if any(acts.second_choice(low, m.end, mention.start, mention.end) for m in before):
        yield "second choice"
    if any(acts.alternative(low, m.end, mention.start) for m in before):
        yield "alternative"
    if any(acts.second_choice(low, mention.end, m.start, m.end) for m in after):
        yield "first choice"
    elif after:
        yield "another follows"
