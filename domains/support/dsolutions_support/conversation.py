"""Conversations: what was said, by whom, in which order."""

from __future__ import annotations

from typing import Any, Literal, get_args

from pydantic import Field, model_validator

from dsolutions.preprocessing.documents import ALIASES, DocumentForm
from dsolutions.types import Document, Span, UtcTime, Value

Speaker = Literal["user", "agent"]

# What support systems call the two sides in their exports.
_SPEAKERS: dict[str, Speaker] = {
    **dict.fromkeys(("user", "customer", "client", "caller", "visitor", "member"), "user"),
    **dict.fromkeys(("agent", "bot", "assistant", "system", "operator", "advisor"), "agent"),
}


class Turn(Value):
    """One contribution of one speaker.

    Args:
        speaker: who speaks; ``"customer"``, ``"bot"`` and other usual names of the two sides are understood.
        text: what is said, as the caller has it.
        time: when; a time without a zone is read as UTC.

    >>> Turn(speaker="Customer", text="My card is lost").speaker
    'user'
    """

    speaker: Speaker
    text: str
    time: UtcTime | None = None

    @model_validator(mode="before")
    @classmethod
    def _known_speaker(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("speaker"), str):
            said = data["speaker"].strip().lower()
            if said not in _SPEAKERS:
                raise ValueError(f"speaker {data['speaker']!r} is neither {' nor '.join(get_args(Speaker))}")
            return {**data, "speaker": _SPEAKERS[said]}
        return data


class TurnSpan(Span):
    """A quote from one turn, with ``turns[turn].text[start:end] == quote``.

    Args:
        turn: position of the turn in its conversation, from 0.
    """

    turn: int = Field(ge=0)


class Conversation(Document):
    """A conversation, or the next piece of one: a row of a file is a piece with one turn.

    Its ``text`` is what the turns say, a line each; made without turns, it is one turn of the user.

    Args:
        conversation: name of the conversation that this is a piece of; its own id where there is none.
        turn: number of its first turn, as the caller counts; where given, turns out of order are refused.
        turns: in the order in which they were said.

    >>> talk = Conversation(id="1", turns=[Turn(speaker="user", text="My card is lost")])
    >>> talk.text, talk.ranges("user")
    ('My card is lost', ((0, 15),))
    """

    text: str = ""  # always overwritten with what the turns say
    conversation: str = ""
    turn: int | None = None
    turns: tuple[Turn, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _from_row(cls, data: Any) -> Any:
        if not isinstance(data, dict):
            return data
        fields = {"conversation": data.get("id"), **data}
        speaker, time = fields.pop("speaker", "user"), fields.get("time")
        turns = fields.get("turns")
        if turns is None and "text" in fields:
            turns = [{"speaker": speaker, "text": fields["text"], "time": time}]
        turns = [Turn.model_validate(turn) for turn in turns or ()]
        text = "\n".join(turn.text for turn in turns)
        return {**fields, "conversation": str(fields["conversation"]), "turns": turns, "text": text}

    def ranges(self, speaker: Speaker) -> tuple[tuple[int, int], ...]:
        """Return start and end in ``text`` of each turn of a speaker."""
        found, start = [], 0
        for turn in self.turns:
            end = start + len(turn.text)
            if turn.speaker == speaker:
                found.append((start, end))
            start = end + 1  # the end of the line
        return tuple(found)


#: How conversations are read: from a list of turns, or from rows that hold one turn each.
CONVERSATION_FORM = DocumentForm(
    Conversation,
    {
        **ALIASES,
        "text": ("text", "utterance", "message", "body", "content"),
        "conversation": (
            "conversation_id",
            "conversation",
            "dialogue_id",
            "chat_id",
            "session_id",
            "ticket_id",
        ),
        "speaker": ("speaker", "role", "author", "from", "sender"),
        "turn": ("turn", "turn_id", "turn_index", "turn_number"),
        "turns": ("turns", "messages"),
    },
    content=("turns", "text"),
)
