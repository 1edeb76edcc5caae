"""What a reply answers to."""

from __future__ import annotations

from pydantic import Field

from dsolutions.types import Value
from dsolutions_support.results import DialogueState, Emotion, Escalation, Intent
from dsolutions_support.words import content_words

# A turn that says nothing of its own about what it is about: likely the old topic, but not surely.
_CARRIED = 0.5
# Once there is a topic, most turns that look out of scope on their own go on with it ("And if they don't?"):
# only a question that says this much by itself leaves it. Of 104 such turns of the shipped sample, by the
# nearest example, it leaves 9, among them the only 2 that are off topic; with 3 words it leaves 18.
_SAYS_ENOUGH = 4


class Situation(Value):
    """One turn of the user and what is known when it has been read.

    Args:
        turn: its position in the conversation.
        text: what the user says.
        intent: what the user wants.
        emotion: how the user feels.
        state: the dialogue state after the turn.
        escalations: what was noticed in the turn.
        topic: the intent that the conversation was about before this turn.
        said: what the agent said last.
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
    said: str = ""
    first_turn: bool = False
    embedding: tuple[float, ...] = ()

    @property
    def answers(self) -> bool:
        """Whether the turn settles a slot that the agent asked for or offered."""
        return any(
            held.turn == self.turn and (slot in self.state.asked or held.change == "accepted")
            for slot, held in self.state.slots.items()
        )

    @property
    def about(self) -> str | None:
        """The intent to answer: this turn's own, or the topic where the turn only answers a question."""
        if self.topic and self.answers:
            return self.topic
        return self.intent.label if self.intent is not None and self.intent.in_scope else self.topic

    @property
    def certainty(self) -> float:
        """How surely the conversation is about :attr:`about`, in [0, 1]."""
        if self.answers:
            return 1.0
        return self.intent.probability if self.intent is not None and self.intent.in_scope else _CARRIED

    @property
    def off_topic(self) -> bool:
        """Whether the turn is out of scope, brings no slot, and does not go on with the topic either."""
        if self.intent is None or self.intent.in_scope:
            return False
        if any(held.turn == self.turn for held in self.state.slots.values()):
            return False
        return self.topic is None or ("?" in self.text and len(content_words(self.text)) >= _SAYS_ENOUGH)
