"""Values that the user points to without saying them: another slot's, or the other one than held."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions_support.state import acts
from dsolutions_support.state.candidate import DONTCARE, Candidate
from dsolutions_support.state.exchange import Exchange


def shared(exchange: Exchange) -> Iterator[Candidate]:
    """Values of other slots that the user may point to by their topic, or by "the same"."""
    words = exchange.user.words
    same = [n for n, word in enumerate(words) if word.text == "same"]
    for slot in exchange.schema.slots:
        spoken_of = any(found.item == slot.topic for found in exchange.user.topics)
        named = [found.first for found, _, _ in exchange.cue_places if found.item is slot]
        as_before = next((n for n in same if any(0 < cue - n <= 3 for cue in named)), None)
        for name in slot.shares:
            held, other = exchange.state.slots.get(name), exchange.schema.slot(name)
            if not held or held.value in (None, DONTCARE):
                continue
            # The words for it: "same", a topic ("the restaurant"), or with neither the whole turn.
            pointed = [(n, ["the same"]) for n in same if n == as_before]
            pointed += [(f.first, ["pointed at"]) for f in exchange.user.topics if f.item == other.topic]
            if not pointed and spoken_of and words and slot.name not in exchange.state.slots:
                pointed = [(0, ["not pointed at"])]
            for place, features in pointed:
                if any(lead.item is slot and 0 <= place - lead.last <= 2 for lead in exchange.user.leads):
                    features.append("led")
                if slot.name in exchange.state.asked:
                    features.append("asked")
                if spoken_of or exchange.state.topic == slot.topic:
                    features.append("topic fits")
                if slot.name in exchange.state.slots:
                    features.append("held")
                if not any(
                    exchange.state.slots[o].turn > held.turn for o in slot.shares if o in exchange.state.slots
                ):
                    features.append("the latest")
                yield Candidate.of(
                    slot, held.value, "shared", (words[place].start, words[place].end), features
                )


def retracted(exchange: Exchange, told: list[Candidate]) -> Iterator[Candidate]:
    """Held values that the user denies, or wants "the other" of."""
    for candidate in told:
        if "told: denied" in candidate.features and "told: held already" in candidate.features:
            yield Candidate.of(
                candidate.slot, None, "retracted", (candidate.start, candidate.end), ["denied"]
            )
    other = acts.the_other(exchange.user.low)
    if not other or not exchange.corrects:
        return
    held = [
        exchange.schema.slot(name)
        for name in exchange.state.slots
        if exchange.schema.slot(name).kind == "categorical"
    ]
    named = [
        slot
        for slot in held
        if any(
            found.item is slot and other.start() <= place < other.end()
            for found, place, _ in exchange.cue_places
        )
    ]
    for slot in named or sorted(held, key=lambda s: exchange.state.slots[s.name].turn)[-1:]:
        rest = [value for value in slot.values if value != exchange.state.slots[slot.name].value]
        value = rest[0] if len(rest) == 1 else None
        yield Candidate.of(slot, value, "retracted", other.span(), ["the other"])
