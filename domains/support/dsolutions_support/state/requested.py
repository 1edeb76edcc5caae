"""Slots whose values the user asks for."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import Candidate
from dsolutions_support.state.exchange import Exchange


def requested(exchange: Exchange, claimed: list[Candidate]) -> Iterator[Candidate]:
    """Slots whose words stand in a question, or that the agent proposed to tell."""
    user, seen = exchange.user, set()
    for found in (*user.cues, *user.questions):
        slot, (start, end) = found.item, user.span(found)
        begin, _, sentence = user.sentences[user.sentence_of(start)]
        features = ["phrased as question" if found in user.questions else "named"]
        if acts.asks(sentence):
            features.append("sentence asks")
        if acts.asks_for(user.low[begin:start]):
            features.append("asks for it")
        if not slot.informable:
            features.append("can only be asked for")
        near = [c for c in claimed if c.slot is slot and not {"open: another named"} & set(c.features)]
        if any(-12 <= c.start - end <= 12 or -12 <= start - c.end <= 12 for c in near):
            features.append("value beside it")
        if slot.name in exchange.state.asked:
            features.append("asked")
        if (fit := exchange.topic_fits(slot, start)) != 0:
            features.append("topic fits" if fit > 0 else "other topic")
        yield Candidate.of(slot, None, "requested", (start, end), features)
        seen.add(slot.name)
    for name in exchange.state.asked:
        slot = exchange.schema.slot(name)
        if not slot.informable and name not in seen and exchange.yes:
            yield Candidate.of(slot, None, "requested", exchange.yes.span(), ["user agrees to hear it"])
