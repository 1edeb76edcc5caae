"""What escalation remembers of a conversation: bounded, and the same after saving and loading."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, Field

from dsolutions_support.conversation import TurnSpan
from dsolutions_support.escalation.trend import slope

_KEPT_CHARACTERS = 300  # of a turn, as evidence; enough for what people type into a chat at once


class Mood(BaseModel):
    """How one turn of the user felt.

    Args:
        anger: share of angry and frustrated, in [0, 1].
        displeasure: on the scale of :func:`dsolutions_support.escalation.displeasure`.
    """

    anger: float
    displeasure: float


class SaidBefore(BaseModel):
    """One turn of the user, kept to notice its repetition.

    Args:
        turn: its position in the conversation.
        text: its beginning.
        words: its content words, sorted.
        embedding: its sentence embedding of unit length; empty where there is none.
        repeats: position of the turn that it repeats, the first of them; ``None`` where it repeats none.
    """

    turn: int
    text: str
    words: list[str]
    embedding: list[float] = Field(default_factory=list)
    repeats: int | None = None

    @property
    def first(self) -> int:
        """Position of the turn that said it first."""
        return self.turn if self.repeats is None else self.repeats

    @property
    def span(self) -> TurnSpan:
        """The turn as evidence."""
        kept = self.text[:_KEPT_CHARACTERS]
        return TurnSpan(turn=self.turn, start=0, end=len(kept), quote=kept)


class EscalationMemory(BaseModel):
    """The last turns of one user; its size does not grow with the conversation.

    Args:
        moods: of the last turns, oldest first.
        said: the last turns that say enough to be repeated, oldest first.
        times: how often each word rule has spoken.

    >>> memory = EscalationMemory(moods=[Mood(anger=0.1, displeasure=0.0), Mood(anger=0.4, displeasure=0.3)])
    >>> memory.trend
    0.3
    >>> EscalationMemory.model_validate_json(memory.model_dump_json()) == memory
    True
    """

    moods: list[Mood] = Field(default_factory=list)
    said: list[SaidBefore] = Field(default_factory=list)
    times: dict[str, int] = Field(default_factory=dict)

    @property
    def trend(self) -> float | None:
        """Slope of displeasure over the remembered turns, per turn; above 0 it rises."""
        return slope([mood.displeasure for mood in self.moods])

    def feel(self, mood: Mood, turns: int) -> None:
        """Take in one mood and keep the last ``turns``."""
        self.moods = [*self.moods, mood][-turns:]

    def hear(self, said: SaidBefore, turns: int) -> None:
        """Take in one turn and keep the last ``turns``."""
        kept = said.model_copy(update={"text": said.text[:_KEPT_CHARACTERS]})
        self.said = [*self.said, kept][-turns:]

    def count(self, signal: str) -> int:
        """Note that a signal was given; return how often so far."""
        self.times[signal] = self.times.get(signal, 0) + 1
        return self.times[signal]


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    """Return the cosine of two vectors of unit length; 0 where either is absent."""
    return sum(a * b for a, b in zip(one, other, strict=True)) if one and other else 0.0
