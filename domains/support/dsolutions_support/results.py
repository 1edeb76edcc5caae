"""What the support pipeline answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import Field, PrivateAttr

from dsolutions.types import Result, UtcTime, Value
from dsolutions_support.conversation import Speaker, Turn, TurnSpan

Feeling = Literal["calm", "confused", "frustrated", "angry", "anxious", "grateful", "satisfied"]
FEELINGS: tuple[Feeling, ...] = (
    "calm",
    "confused",
    "frustrated",
    "angry",
    "anxious",
    "grateful",
    "satisfied",
)


class Intent(Value):
    """What a user wants.

    Args:
        label: the most probable intent; ``None`` where the turn is out of scope.
        probability: calibrated probability of the most probable intent, in [0, 1].
        in_scope: whether the turn is about any of the known intents, decided at the operating point.
        candidates: the most probable intents with their probabilities, best first, in scope or not.
        clear: whether the turn looks more like the examples than most of the examples do.
        carried: whether the turn goes on with the conversation's topic; label and probability are then those
            of the turn that brought it up, and the candidates say what this turn looks like on its own.
    """

    label: str | None
    probability: float
    in_scope: bool
    candidates: Mapping[str, float]
    clear: bool = False
    carried: bool = False


class Emotion(Value):
    """How a user feels.

    Args:
        feeling: the support-facing view of the labels.
        feelings: feeling to its share; they sum to 1.
        labels: GoEmotions labels (Demszky et al. 2020) at or above their thresholds, strongest first.
        scores: GoEmotions label to probability, each in [0, 1] on its own.
        evidence: the words that the model attended to most.
    """

    feeling: Feeling
    feelings: Mapping[Feeling, float]
    labels: tuple[str, ...]
    scores: Mapping[str, float]
    evidence: tuple[TurnSpan, ...] = ()

    def in_turn(self, turn: int) -> Emotion:
        """Return the same with its evidence in another turn: where the turn stands is known later."""
        evidence = tuple(span.model_copy(update={"turn": turn}) for span in self.evidence)
        return self.model_copy(update={"evidence": evidence})


SlotChange = Literal["set", "changed", "negated", "offered", "accepted"]


class SlotValue(Value):
    """The value of one slot, and how it came about.

    Args:
        slot: name of the slot in the schema.
        value: canonical value (ISO 8601 date, decimal amount with ISO 4217 code, the schema's own spelling);
            ``None`` where the user took it back, ``"dontcare"`` where any value will do.
        change: what last happened to it; an ``"offered"`` value counts only once it is accepted.
        turn: position of the turn where that happened.
        evidence: the words that did it; for an accepted value those of the offer, too.
    """

    slot: str
    value: str | None
    change: SlotChange
    turn: int
    evidence: tuple[TurnSpan, ...]


class HeardTurn(Turn):
    """The agent's last turn, which the user's next one answers.

    Args:
        index: position of the turn in its conversation.
    """

    index: int = Field(ge=0)


class DialogueState(Value):
    """What is settled so far: bounded by the schema, whatever the length of the conversation.

    Args:
        slots: slot name to its value, in the order of the schema; slots never spoken of are absent.
        offers: values that the agent offered and the user has not answered.
        requested: slots that the user asks for in this turn.
        asked: slots that the agent asked for last.
        topic: what is being talked about, where the schema has topics.
        heard: the agent's last turn.
    """

    slots: Mapping[str, SlotValue] = Field(default_factory=dict)
    offers: Mapping[str, SlotValue] = Field(default_factory=dict)
    requested: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    topic: str | None = None
    heard: HeardTurn | None = None

    def values(self) -> dict[str, str]:
        """Return the slots that hold a value."""
        return {slot: held.value for slot, held in self.slots.items() if held.value is not None}


class Escalation(Value):
    """A reason to call in a person.

    Args:
        signal: what was noticed, such as ``"asks_for_human"`` or ``"rising_anger"``.
        level: how soon to react.
        reason: why, in one sentence.
        turn: where it was noticed.
        evidence: the words, of this turn or earlier ones.
    """

    signal: str
    level: Literal["watch", "urgent"]
    reason: str
    turn: int
    evidence: tuple[TurnSpan, ...]


class Claim(Value):
    """One fact that a reply states, and what it stands on.

    Args:
        text: the words of the reply that state it.
        supported: whether a source or the state says the same.
        source: ``"state:<slot>"``, ``"policy:<action>"`` or ``"knowledge:<snippet id>"``; ``None`` where
            nothing supports it.
    """

    text: str
    supported: bool
    source: str | None = None


class Reply(Value):
    """A proposed answer of the agent.

    Args:
        text: what to say.
        origin: what wrote it.
        action: the policy's action, where the policy wrote it.
        sources: ids of the knowledge snippets that it cites.
        score: rank value in [0, 1]; replies come best first.
        claims: the check: every number, date, name and amount that it states, with its support.
    """

    text: str
    origin: Literal["policy", "knowledge", "generator"]
    action: str | None = None
    sources: tuple[str, ...] = ()
    score: float
    claims: tuple[Claim, ...] = ()


class TurnResult(Value):
    """What one turn means, in the light of those before it.

    Args:
        turn: position in the conversation.
        speaker: who spoke; of an agent's turn only the state is read.
        time: when it was said.
        intent: what the user wants.
        emotion: how the user feels.
        state: the dialogue state after the turn.
        escalations: what was noticed in this turn.
        replies: proposals, best first.
    """

    turn: int
    speaker: Speaker
    time: UtcTime | None = None
    intent: Intent | None = None
    emotion: Emotion | None = None
    state: DialogueState = Field(default_factory=DialogueState)
    escalations: tuple[Escalation, ...] = ()
    replies: tuple[Reply, ...] = ()

    _embedding: tuple[float, ...] = PrivateAttr(default=())

    @property
    def embedding(self) -> tuple[float, ...]:
        """The turn's vector, made on the way to the intent and no part of the answer; empty if unknown."""
        return self._embedding

    def embedded(self, vector: Iterable[float]) -> TurnResult:
        """Return the same with its vector."""
        result = self.model_copy()
        result._embedding = tuple(float(value) for value in vector)
        return result


class SupportResult(Result):
    """A conversation, turn by turn.

    Args:
        turns: one per turn, in order.
        trend: slope of displeasure over the user's turns, per turn; above 0 it rises.
    """

    turns: tuple[TurnResult, ...] = ()
    trend: float | None = None

    @property
    def state(self) -> DialogueState:
        """The dialogue state at the end."""
        return self.turns[-1].state if self.turns else DialogueState()

    @property
    def escalations(self) -> tuple[Escalation, ...]:
        """Everything that was noticed, in order."""
        return tuple(found for turn in self.turns for found in turn.escalations)
