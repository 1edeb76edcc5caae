"""Conversations: what was said, by whom, in which order."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from dsolutions.types import Document, Span, UtcTime, Value

Speaker = Literal["user", "agent"]


class Turn(Value):
    """One contribution of one speaker.

    Args:
        speaker: who speaks.
        text: what is said, as the caller has it.
        time: when; a time without a zone is read as UTC.
    """

    speaker: Speaker
    text: str
    time: UtcTime | None = None


class TurnSpan(Span):
    """A quote from one turn, with ``turns[turn].text[start:end] == quote``.

    Args:
        turn: position of the turn in its conversation, from 0.
    """

    turn: int = Field(ge=0)


class Conversation(Document):
    """A document made of turns; its text is what they say, one line each.

    Args:
        turns: in the order in which they were said.

    >>> talk = Conversation(id="1", turns=[Turn(speaker="user", text="My card is lost")])
    >>> talk.text
    'user: My card is lost'
    """

    turns: tuple[Turn, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _transcribe(cls, data: Any) -> Any:
        if not isinstance(data, dict) or "text" in data:
            return data
        turns = [Turn.model_validate(turn) for turn in data.get("turns") or ()]
        return {**data, "turns": turns, "text": "\n".join(f"{turn.speaker}: {turn.text}" for turn in turns)}
