"""A user's turn beside what it answers: the state before it, the agent's last turn, and who claims what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from dsolutions_support.results import DialogueState
from dsolutions_support.state import acts
from dsolutions_support.state.candidate import DONTCARE
from dsolutions_support.state.hearing import Heard
from dsolutions_support.state.mentions import Mention, bare_text
from dsolutions_support.state.schema import Slot, StateSchema

# A cue further from a value than this many words is seldom about it.
NEAR = 5
# How strongly words claim a value for a slot; only their order matters.
LEAD, CUE, ASKED, TOPIC = 4.0, 3.0, 2.0, 0.5


class Exchange:
    """What the agent said and what the user says to it.

    Args:
        schema: the slots.
        state: before the user's turn.
        user: the user's turn.
        agent: the agent's last turn, where there was one.
    """

    def __init__(self, schema: StateSchema, state: DialogueState, user: Heard, agent: Heard | None) -> None:
        self.schema, self.state, self.user, self.agent = schema, state, user, agent
        self.yes, self.no = acts.agreement(user.low), acts.refusal(user.low)
        self.corrects = acts.corrects(user.low)
        self.cue_places = [(found, *user.span(found)) for found in user.cues]
        mentioned = list(user.mentions)
        for name in state.asked:  # the answer to a question for a free text, or with a bare yes or no
            slot = schema.slot(name)
            free = (
                slot.kind == "text" and slot.informable and "?" not in user.text and not (self.yes or self.no)
            )
            if free and not any(m.slot is slot for m in mentioned):
                mentioned += bare_text(slot, user.text, user.words)
        self.mentions = [*mentioned, *self._booleans()]
        self.available = (
            [m for m in agent.mentions if m.value != DONTCARE and not agent.lacks(m)] if agent else []
        )

    def _booleans(self) -> Iterator[Mention]:
        for found, start, end in self.cue_places:
            slot = found.item
            if slot.kind == "boolean" and slot.informable:
                yield Mention(slot, "no" if acts.denied(self.user.low, start, end) else "yes", start, end)
        first = self.user.words[0] if self.user.words else None
        for name in self.state.asked:
            slot = self.schema.slot(name)
            if first and slot.kind == "boolean" and (self.yes or self.no):
                yield Mention(slot, "no" if self.no else "yes", first.start, first.end)

    def topic_fits(self, slot: Slot, place: int) -> float:
        """Above 0 where the talk is of the slot's topic, below 0 where it is of another."""
        if slot.topic is None:
            return 0.0
        topic = self.user.topic_at(place) or self.state.topic
        return TOPIC if topic == slot.topic else -TOPIC if topic else 0.0

    def gap(self, slot: Slot, start: int, end: int, *, same_thought: bool = False) -> int | None:
        """Words between a place and the slot's nearest cue in the same sentence.

        Args:
            slot: whose cues count.
            start: where the place begins.
            end: where it ends.
            same_thought: leave out cues after it that follow a comma or a "but".
        """
        first, last = self.user.position(start), self.user.position(end - 1)
        sentence = self.user.sentence_of(start)
        gaps = [
            max(found.first - last - 1, first - found.last, 0)
            for found, place, _ in self.cue_places
            if found.item is slot
            and self.user.sentence_of(place) == sentence
            and not (same_thought and acts.turns_away(self.user.low[end:place]))
        ]
        return min(gaps, default=None)

    def claim(self, mention: Mention) -> float:
        """How strongly words claim a value for its slot, against other slots that can read it."""
        slot, first = mention.slot, self.user.position(mention.start)
        strength = TOPIC * 2 if not slot.topic else 0.0
        if any(lead.item is slot and 0 <= first - lead.last <= 2 for lead in self.user.leads):
            strength = LEAD
        elif (gap := self.gap(slot, mention.start, mention.end)) is not None and gap <= NEAR:
            strength = CUE - gap / 10
        elif slot.name in self.state.asked:
            strength = ASKED
        if self.tense_fits(mention) and (strength >= ASKED or self.arranges(mention)):
            strength += TOPIC
        return strength + self.topic_fits(slot, mention.start)

    def sentence_at(self, place: int) -> tuple[int, int, str]:
        """Start, end and lower-case text of the user's sentence at a place."""
        return self.user.sentences[self.user.sentence_of(place)]

    def asks_which(self, mention: Mention) -> bool:
        """Whether the sentence asks for the slot, so that a value in it is something else."""
        begin, _, sentence = self.sentence_at(mention.start)
        return any(
            begin <= start < mention.start and acts.asks_which(sentence, start - begin, end - begin)
            for found, start, end in self.cue_places
            if found.item is mention.slot
        )

    def in_name(self, mention: Mention) -> bool:
        """Whether the value is a word of a name, such as "Pizza" in "Pizza Corner", in either turn."""
        agent = self.agent
        return self.user.in_name(mention) or (
            agent is not None
            and any(
                m.slot is mention.slot and m.value == mention.value and agent.in_name(m)
                for m in agent.mentions
            )
        )

    def has_choices(self, slot: Slot) -> bool:
        """Whether the agent said several values for a slot."""
        return len({m.value for m in self.available if m.slot is slot}) > 1

    def lacks(self, slot: Slot, value: str | None) -> bool:
        """Whether the agent said that a value is not to be had."""
        agent = self.agent
        return agent is not None and any(
            m.slot is slot and m.value == value and agent.lacks(m) for m in agent.mentions
        )

    @property
    def echoes(self) -> bool:
        """Whether the user only repeats the agent's words."""
        return self.agent is not None and self.user.low.strip() == self.agent.low.strip()

    @property
    def goes_along(self) -> bool:
        """Whether the user agrees or asks more about what the agent said."""
        return not self.no and bool(self.yes or self.asks_more)

    @cached_property
    def asks_more(self) -> bool:
        """Whether the user asks for what can only be asked for, such as an address."""
        return any(not found.item.informable for found in (*self.user.cues, *self.user.questions))

    def tense_fits(self, mention: Mention) -> bool:
        """Whether a date lies where the sentence does: ahead, or behind."""
        sentence = self.sentence_at(mention.start)[2]
        return mention.slot.kind != "date" or acts.is_past(sentence) == mention.slot.past

    def arranges(self, mention: Mention) -> bool:
        """Whether a day that nobody asked for is to be arranged; one gone by may be that of anything."""
        sentence = self.sentence_at(mention.start)[2]
        return not mention.slot.past and "?" not in sentence and not acts.negates(sentence)
