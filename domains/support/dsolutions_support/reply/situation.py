"""What a reply answers to."""

from __future__ import annotations

from pydantic import Field

from dsolutions.types import Value
from dsolutions_support.results import DialogueState, Emotion, Escalation, Intent
from dsolutions_support.state import acts

# A turn that says nothing of its own about what it is about: likely the old topic, but not surely.
_CARRIED = 0.5


class Situation(Value):
    """One turn of the user and what is known when it has been read.

    Args:
        turn: its position in the conversation.
        text: what the user says.
        intent: what the user wants, in the light of the conversation.
        emotion: how the user feels.
        state: the dialogue state after the turn.
        escalations: what was noticed in the turn.
        topic: the intent that the conversation was about before this turn.
        answers: whether the turn settles a slot that the agent asked for or offered.
        escalated: whether anything in the conversation gave a reason to call in a person.
        said: what the agent said last.
        earlier: what the agent said before that, in the last turns.
        first_turn: whether the user says something for the first time.
        embedding: sentence embedding of ``text``, where the caller has it already.

    >>> lost = Intent(label="lost_card", probability=0.9, in_scope=True, candidates={"lost_card": 0.9})
    >>> Situation(turn=0, text="My card is gone", intent=lost).about
    'lost_card'
    """

    turn: int
    text: str
    intent: Intent | None = None
    emotion: Emotion | None = None
    state: DialogueState = Field(default_factory=DialogueState)
    escalations: tuple[Escalation, ...] = ()
    topic: str | None = None
    answers: bool = False
    escalated: bool = False
    said: str = ""
    earlier: tuple[str, ...] = ()
    first_turn: bool = False
    embedding: tuple[float, ...] = ()

    @property
    def about(self) -> str | None:
        """The intent to answer: that of this turn, or the topic where it has none."""
        return self.intent.label if self.intent is not None and self.intent.in_scope else self.topic

    @property
    def certainty(self) -> float:
        """How surely the conversation is about :attr:`about`, in [0, 1]."""
        if self.answers:
            return 1.0
        own = self.intent is not None and self.intent.in_scope and not self.intent.carried
        return self.intent.probability if own and self.intent is not None else _CARRIED

    @property
    def off_topic(self) -> bool:
        """Whether the turn asks for what is out of scope, brings no slot, and nothing gave cause to worry."""
        return (
            self.intent is not None
            and not self.intent.in_scope
            and not self.escalated
            and acts.requests(self.text)
            and not any(held.turn == self.turn for held in self.state.slots.values())
        )
