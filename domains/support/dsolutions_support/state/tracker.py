"""The memory-augmented tracker: a state and a turn in, the next state out."""

from __future__ import annotations

from dsolutions_support.conversation import Turn, TurnSpan
from dsolutions_support.results import DialogueState, HeardTurn, SlotChange, SlotValue
from dsolutions_support.state import acts, agent_acts
from dsolutions_support.state.candidate import DONTCARE, Candidate
from dsolutions_support.state.candidates import CandidateFinder
from dsolutions_support.state.hearing import Heard, Listener
from dsolutions_support.state.judge import Judge
from dsolutions_support.state.mentions import Mention
from dsolutions_support.state.schema import Slot, StateSchema


class Tracker:
    """Keeps the dialogue state up to date, turn by turn.

    The memory is the state itself: the slots, and of the agent's last turn its words, offers and questions. A
    turn is read together with it and with nothing else, so a turn costs the same however long the
    conversation is, and a conversation resumes from its saved state.

    Args:
        schema: the slots of the business.
        judge: decides which updates hold; by hand unless one was learned.

    >>> from dsolutions_support.state import Slot
    >>> area = Slot(name="area", kind="categorical", cues=["area"], values={"north": [], "south": []})
    >>> tracker, state = Tracker(StateSchema(version="1", slots=[area])), DialogueState()
    >>> state = tracker.update(state, 0, Turn(speaker="agent", text="Which area?"))
    >>> state = tracker.update(state, 1, Turn(speaker="user", text="Not the north, the south"))
    >>> state.values(), state.slots["area"].evidence[0].quote
    ({'area': 'south'}, 'south')
    """

    def __init__(self, schema: StateSchema, judge: Judge | None = None) -> None:
        self.schema = schema
        self.judge = judge or Judge()
        self._listener = Listener(schema)
        self._finder = CandidateFinder(schema, wording=self.judge.wording)

    def update(self, state: DialogueState, turn_index: int, turn: Turn) -> DialogueState:
        """Return the state after a turn; ``state`` stays as it is.

        Args:
            state: before the turn; ``DialogueState()`` at the start.
            turn_index: position of the turn in its conversation, for the evidence.
            turn: what is said; its time is what "tomorrow" is relative to.
        """
        heard = self._hear(turn)
        if turn.speaker == "agent":
            return self._after_agent(state, turn_index, turn, heard)
        candidates = self._candidates(state, heard)
        held = [c for c in candidates if self.judge.score(c) > 0]
        slots, offers = dict(state.slots), dict(state.offers)
        answered = set()
        for candidate in self._best(held):
            name = candidate.slot.name
            slots[name] = self._updated(state, turn_index, turn, candidate)
            offers.pop(name, None)
            answered.add(name)
        for candidate in candidates:
            if "told: denied" in candidate.features:  # "Friday doesn't work" declines Friday
                offers.pop(candidate.slot.name, None)
        if acts.refuses(heard.low):
            offers.clear()
        requested = {candidate.slot.name for candidate in held if candidate.source == "requested"}
        return DialogueState(
            slots=self._in_order(slots),
            offers=offers,
            requested=tuple(slot.name for slot in self.schema.slots if slot.name in requested),
            asked=tuple(name for name in state.asked if name not in answered),
            topic=self._topic(state, heard, answered),
            heard=state.heard,
        )

    def candidates(self, state: DialogueState, turn: Turn) -> list[Candidate]:
        """List what a user's turn may do to the state, to learn from and to look into a decision."""
        return self._candidates(state, self._hear(turn))

    def _candidates(self, state: DialogueState, user: Heard) -> list[Candidate]:
        return self._finder.find(state, user, self._hear(state.heard) if state.heard else None)

    def _hear(self, turn: Turn) -> Heard:
        return self._listener.hear(turn.text, turn.time.date() if turn.time else None)

    def _best(self, held: list[Candidate]) -> list[Candidate]:
        """Of the updates of a slot the best one, the last said where two are equally good."""
        best: dict[str, Candidate] = {}
        for candidate in sorted(held, key=lambda c: (self.judge.score(c), c.start)):
            if candidate.source != "requested":
                best[candidate.slot.name] = candidate
        return list(best.values())

    def _updated(self, state: DialogueState, index: int, turn: Turn, update: Candidate) -> SlotValue:
        name = update.slot.name
        before, offer = state.slots.get(name), state.offers.get(name)
        if before and before.value == update.value:
            return before
        evidence = [_quote(index, turn.text, update.start, update.end)]
        change: SlotChange = "changed" if before and before.value is not None else "set"
        if update.value is None:
            change = "negated"
        elif offer and offer.value == update.value:
            change, evidence = "accepted", [*evidence, *offer.evidence]
        elif update.offer and state.heard:
            offered = _quote(state.heard.index, state.heard.text, update.offer.start, update.offer.end)
            change, evidence = "accepted", [*evidence, offered]
        elif update.source == "shared":
            evidence += next(
                state.slots[other].evidence
                for other in update.slot.shares
                if other in state.slots and state.slots[other].value == update.value
            )
        return SlotValue(slot=name, value=update.value, change=change, turn=index, evidence=tuple(evidence))

    def _after_agent(self, state: DialogueState, index: int, turn: Turn, heard: Heard) -> DialogueState:
        # Two agent's turns in a row count as one; an offer also outlives a question that the user asks back.
        same = state.heard is not None and state.heard.index == index - 1
        offers = dict(state.offers) if same or state.requested else {}
        asked = set(state.asked) if same else set()
        before: set[str] = set()  # slots that the last sentence has values of; those with a choice first
        settled = self._settled(state, heard)
        for start, end, sentence in heard.sentences:
            mentions = [m for m in settled if start <= m.start < end]
            valued = {m.slot.name for m in mentions}
            if agent_acts.offers(sentence):
                for mention in reversed(mentions):
                    if mention.value == DONTCARE or heard.lacks(mention):
                        continue
                    span = _quote(index, turn.text, mention.start, mention.end)
                    offers[mention.slot.name] = SlotValue(
                        slot=mention.slot.name,
                        value=mention.value,
                        change="offered",
                        turn=index,
                        evidence=(span,),
                    )
            if agent_acts.asks(sentence):
                named = {
                    found.item.name
                    for found in (*heard.cues, *heard.questions)
                    if start <= heard.span(found)[0] < end and self._fits(state, heard, found.item)
                }
                asked |= named or valued or before
            several = {
                m.slot.name for m in mentions for n in mentions if m.slot is n.slot and m.value != n.value
            }
            before = several or valued
        return DialogueState(
            slots=state.slots,
            offers=offers,
            asked=tuple(slot.name for slot in self.schema.slots if slot.name in asked),
            topic=self._topic(state, heard, set()),
            heard=HeardTurn(index=index, **turn.model_dump()),
        )

    def _settled(self, state: DialogueState, heard: Heard) -> list[Mention]:
        """Values of an agent's turn whose slot is clear: the only one to read them, named beside, or held."""
        fitting = [m for m in heard.mentions if self._fits(state, heard, m.slot)]
        settled = []
        for mention in fitting:
            rivals = [m.slot for m in fitting if m.start < mention.end and mention.start < m.end]
            sentence = heard.sentence_of(mention.start)
            named = {f.item.name for f in heard.cues if heard.sentence_of(heard.span(f)[0]) == sentence}
            clear = [slot for slot in rivals if slot.name in named] or (
                [] if mention.bare else [slot for slot in rivals if slot.name in state.slots] or rivals
            )
            if any(slot.kind == "date" for slot in clear):
                past = acts.is_past(heard.sentences[sentence][2])
                clear = [slot for slot in clear if slot.past == past] or clear
            if len(clear) == 1 and clear[0] is mention.slot:
                settled.append(mention)
        return settled

    def _fits(self, state: DialogueState, heard: Heard, slot: Slot) -> bool:
        """Whether a slot belongs to what the agent speaks of."""
        topics: set[str | None] = {found.item for found in heard.topics}
        topics = topics or {state.topic}
        return slot.topic is None or topics == {None} or slot.topic in topics

    def _topic(self, state: DialogueState, heard: Heard, answered: set[str]) -> str | None:
        """What was brought up last; the topic of what was just settled where nothing was brought up."""
        if heard.topics:
            return heard.topics[-1].item
        settled = {self.schema.slot(name).topic for name in answered} - {None}
        return settled.pop() if len(settled) == 1 else state.topic

    def _in_order(self, slots: dict[str, SlotValue]) -> dict[str, SlotValue]:
        return {slot.name: slots[slot.name] for slot in self.schema.slots if slot.name in slots}


def _quote(index: int, text: str, start: int, end: int) -> TurnSpan:
    return TurnSpan(turn=index, start=start, end=end, quote=text[start:end])
