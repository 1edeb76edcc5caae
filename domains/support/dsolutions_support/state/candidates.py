"""What a user's turn may do to the state: each possible update with what speaks for and against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dsolutions_support.results import DialogueState
from dsolutions_support.state import acts
from dsolutions_support.state.candidate import Candidate, Source, wording
from dsolutions_support.state.hearing import Heard
from dsolutions_support.state.mentions import Mention, bare_text
from dsolutions_support.state.schema import Slot, StateSchema

DONTCARE = "dontcare"

# A cue further from a value than this many words is seldom about it.
NEAR = 5
# How strongly words claim a value for a slot; only their order matters.
LEAD, CUE, ASKED, TOPIC = 4.0, 3.0, 2.0, 0.5


class CandidateFinder:
    """Lists what a user's turn may do to the state.

    Args:
        schema: the slots.
        wording: whether the words around a candidate are features, too.
    """

    def __init__(self, schema: StateSchema, *, wording: bool = False) -> None:
        self._schema = schema
        self._wording = wording

    def find(self, state: DialogueState, user: Heard, agent: Heard | None) -> list[Candidate]:
        """List the candidates for a turn, given the state before it and the agent's last turn."""
        found = self._find(state, user, agent)
        if self._wording:
            found = [replace(c, features=(*c.features, *wording(c, user, agent))) for c in found]
        return found

    def _find(self, state: DialogueState, user: Heard, agent: Heard | None) -> list[Candidate]:
        turn = _Turn(self._schema, state, user, agent)
        told = list(turn.told())
        left_open = list(turn.left_open())
        return [
            *told,
            *left_open,
            *turn.offered({c.slot.name for c in told}),
            *turn.shared(),
            *turn.retracted(told),
            *turn.requested([*told, *left_open]),
        ]


class _Turn:
    """One user turn with everything that its candidates are judged by."""

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
        if slot.topic is None:
            return 0.0
        topic = self.user.topic_at(place) or self.state.topic
        return TOPIC if topic == slot.topic else -TOPIC if topic else 0.0

    def gap(self, slot: Slot, start: int, end: int) -> int | None:
        """Words between a place and the slot's nearest cue in the same sentence."""
        first, last, sentence = (
            self.user.position(start),
            self.user.position(end - 1),
            self.user.sentence_of(start),
        )
        gaps = [
            max(found.first - last - 1, first - found.last, 0)
            for found, place, _ in self.cue_places
            if found.item is slot and self.user.sentence_of(place) == sentence
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

    def tense_fits(self, mention: Mention) -> bool:
        """Whether a date lies where the sentence does: ahead, or behind."""
        sentence = self.user.sentences[self.user.sentence_of(mention.start)][2]
        return mention.slot.kind != "date" or acts.is_past(sentence) == mention.slot.past

    def arranges(self, mention: Mention) -> bool:
        """Whether a day that nobody asked for is to be arranged; one gone by may be that of anything."""
        sentence = self.user.sentences[self.user.sentence_of(mention.start)][2]
        return not mention.slot.past and "?" not in sentence and not acts.negates(sentence)

    def told(self) -> Iterator[Candidate]:
        low, claims = self.user.low, [self.claim(mention) for mention in self.mentions]
        for mention, claim in zip(self.mentions, claims, strict=True):
            slot, held = mention.slot, self.state.slots.get(mention.slot.name)
            features = [f"kind {slot.kind}"]
            rivals = [
                (other, rival)
                for other, rival in zip(self.mentions, claims, strict=True)
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
            if slot.name in self.state.asked:
                features.append("asked")
            elif self.state.asked:
                features.append("something else asked")
            if (fit := self.topic_fits(slot, mention.start)) != 0:
                features.append("topic fits" if fit > 0 else "other topic")
            if slot.kind != "boolean" and acts.denied(self.user.low, mention.start, mention.end):
                features.append("denied")
            if not self.tense_fits(mention):
                features.append("other tense")
            if mention.bare:
                features.append("bare number")
            if not mention.exact:
                features.append("misspelt")
            if held and held.value == mention.value:
                features.append("held already")
            elif held:
                features.append("other value held")
            if self.agent and any(m.slot is slot and m.value == mention.value for m in self.agent.mentions):
                features.append("agent said it")
                if acts.wonders(self.user.sentences[self.user.sentence_of(mention.start)][2]):
                    features.append("wonders about it")
            others = [m for m in self.mentions if m.slot is slot and m.value != mention.value]
            if any(m.end <= mention.start and acts.second_choice(low, m.end, mention.start) for m in others):
                features.append("second choice")
            if any(m.start > mention.start for m in others):
                features.append("another follows")
            yield self._candidate(slot, mention.value, "told", mention.start, mention.end, features)

    def left_open(self) -> Iterator[Candidate]:
        for start, end, weak in acts.open_places(self.user.low):
            nearest = {
                found.item.name: gap
                for found, _, _ in self.cue_places
                if (gap := self.gap(found.item, start, end)) is not None and found.item.informable
            }
            least = min(nearest.values(), default=None)
            for slot in self.schema.slots:
                if not slot.informable or slot.kind in ("id", "text"):
                    continue
                if slot.kind == "boolean" and slot.name not in self.state.asked:
                    continue
                gap, asked = nearest.get(slot.name), slot.name in self.state.asked
                features = ["needs a slot"] if weak else []
                if gap is not None and gap <= (2 if weak else 8):
                    features.append("named")
                    if least is not None and gap > least:
                        features.append("another is nearer")
                elif least is not None and least <= (2 if weak else 8):
                    features.append("another named")
                if asked:
                    features.append("asked")
                if self.topic_fits(slot, start) < 0:
                    features.append("other topic")
                if slot.name in self.state.slots:
                    features.append("held")
                if features:
                    yield self._candidate(slot, DONTCARE, "open", start, end, features)
        if self.no and self.agent and acts.waives(self.user.low, self.agent.low):
            for name in self.state.asked:
                slot = self.schema.slot(name)
                if slot.informable and slot.kind not in ("boolean", "id", "text"):
                    yield self._candidate(slot, DONTCARE, "open", *self.no.span(), ["no preference"])

    def offered(self, told: set[str]) -> Iterator[Candidate]:
        """Values that the agent mentioned, or offered before, and the user did not repeat."""
        mentions = self.agent.mentions if self.agent else []
        mentioned = {mention.slot.name for mention in mentions}
        heard: list[tuple[Slot, str | None, Mention | None]] = [(m.slot, m.value, m) for m in mentions]
        heard += [
            (self.schema.slot(name), offer.value, None)
            for name, offer in self.state.offers.items()
            if name not in mentioned
        ]
        start, end = self.yes.span() if self.yes else (0, len(self.user.text))
        for slot, value, mention in heard:
            features = ["offered" if slot.name in self.state.offers else "only mentioned"]
            if len({m.value for m in mentions if m.slot is slot}) > 1:
                features.append("one of several")
            if self.agent and acts.offers_information(self.agent.low):
                features.append("more information offered")
            if self.yes:
                features.append("user agrees")
            if self.no:
                features.append("user refuses")
            if slot.name in told:
                features.append("user tells another")
            held = self.state.slots.get(slot.name)
            if held:
                features.append("held already" if held.value == value else "other value held")
            yield self._candidate(slot, value, "offered", start, end, features, mention)

    def shared(self) -> Iterator[Candidate]:
        """Values of other slots that the user may point to by their topic, or by "the same"."""
        words = self.user.words
        same = [n for n, word in enumerate(words) if word.text == "same"]
        for slot in self.schema.slots:
            spoken_of = any(found.item == slot.topic for found in self.user.topics)
            named = [found.first for found, _, _ in self.cue_places if found.item is slot]
            as_before = next((n for n in same if any(0 < cue - n <= 3 for cue in named)), None)
            for name in slot.shares:
                held, other = self.state.slots.get(name), self.schema.slot(name)
                if not held or held.value in (None, DONTCARE):
                    continue
                # The words for it: "same", a topic ("the restaurant"), or with neither the whole turn.
                pointed = [(n, ["the same"]) for n in same if n == as_before]
                pointed += [(f.first, ["pointed at"]) for f in self.user.topics if f.item == other.topic]
                if not pointed and spoken_of and words and slot.name not in self.state.slots:
                    pointed = [(0, ["not pointed at"])]
                for place, features in pointed:
                    if any(lead.item is slot and 0 <= place - lead.last <= 2 for lead in self.user.leads):
                        features.append("led")
                    if slot.name in self.state.asked:
                        features.append("asked")
                    if spoken_of or self.state.topic == slot.topic:
                        features.append("topic fits")
                    if slot.name in self.state.slots:
                        features.append("held")
                    if not any(
                        self.state.slots[o].turn > held.turn for o in slot.shares if o in self.state.slots
                    ):
                        features.append("the latest")
                    yield self._candidate(
                        slot, held.value, "shared", words[place].start, words[place].end, features
                    )

    def retracted(self, told: list[Candidate]) -> Iterator[Candidate]:
        """Held values that the user denies, or wants "the other" of."""
        for candidate in told:
            if "told: denied" in candidate.features and "told: held already" in candidate.features:
                yield self._candidate(
                    candidate.slot, None, "retracted", candidate.start, candidate.end, ["denied"]
                )
        other = acts.the_other(self.user.low)
        if not other or not self.corrects:
            return
        held = [
            self.schema.slot(name)
            for name in self.state.slots
            if self.schema.slot(name).kind == "categorical"
        ]
        named = [
            slot
            for slot in held
            if any(
                found.item is slot and other.start() <= place < other.end()
                for found, place, _ in self.cue_places
            )
        ]
        for slot in named or sorted(held, key=lambda s: self.state.slots[s.name].turn)[-1:]:
            rest = [value for value in slot.values if value != self.state.slots[slot.name].value]
            value = rest[0] if len(rest) == 1 else None
            yield self._candidate(slot, value, "retracted", *other.span(), ["the other"])

    def requested(self, claimed: list[Candidate]) -> Iterator[Candidate]:
        user, seen = self.user, set()
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
            if slot.name in self.state.asked:
                features.append("asked")
            if (fit := self.topic_fits(slot, start)) != 0:
                features.append("topic fits" if fit > 0 else "other topic")
            yield self._candidate(slot, None, "requested", start, end, features)
            seen.add(slot.name)
        for name in self.state.asked:
            slot = self.schema.slot(name)
            if not slot.informable and name not in seen and self.yes:
                yield self._candidate(slot, None, "requested", *self.yes.span(), ["user agrees to hear it"])

    def _candidate(
        self,
        slot: Slot,
        value: str | None,
        source: Source,
        start: int,
        end: int,
        features: list[str],
        offer: Mention | None = None,
    ) -> Candidate:
        marked = (source, *(f"{source}: {feature}" for feature in features))
        return Candidate(slot, value, source, start, end, marked, offer)
