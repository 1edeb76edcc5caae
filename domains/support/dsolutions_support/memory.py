"""What is remembered of conversations between their turns; bounded, and plain JSON."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dsolutions.component import FeedState
from dsolutions.errors import InputError
from dsolutions_support.escalation import EscalationMemory
from dsolutions_support.results import DialogueState, Intent

OPEN_CONVERSATIONS = 1_000  # at some kB each they take a few MB, and a desk has fewer at one time
# Of the agent: enough to notice that something has been said already, also in the longest usual replies.
_KEPT_TURNS, _KEPT_CHARACTERS = 6, 600


class ConversationMemory(BaseModel):
    """What is remembered of one conversation; its size does not grow with the number of turns.

    Args:
        turns: how many there were.
        numbered: the number that the caller gave to the last one, if any.
        user_spoke: whether the user has said anything.
        state: the dialogue state.
        escalation: what escalation remembers.
        topic: the intent that the conversation is about, as it was when it was brought up.
        said: what the agent said in the last turns, oldest first.
    """

    turns: int = 0
    numbered: int | None = None
    user_spoke: bool = False
    state: DialogueState = Field(default_factory=DialogueState)
    escalation: EscalationMemory = Field(default_factory=EscalationMemory)
    topic: Intent | None = None
    said: list[str] = Field(default_factory=list)

    def take_number(self, first: int | None, turns: int, conversation: str) -> None:
        """Take in how the caller numbers the next turns.

        Args:
            first: the number of the first; ``None`` where they have none.
            turns: how many they are.
            conversation: its name.

        Raises:
            InputError: the first has been there already, or should have come earlier.
        """
        if first is None:
            return
        if self.numbered is not None and first <= self.numbered:
            raise InputError(
                f"turn {first} comes after turn {self.numbered}, and what was said cannot be read backwards",
                stage="read",
                item=conversation,
                remedy="sort the turns of each conversation, and drop those that are there twice",
            )
        self.numbered = first + turns - 1

    def hear_agent(self, text: str) -> None:
        """Take in a turn of the agent and keep the last few."""
        self.said = [*self.said, text[:_KEPT_CHARACTERS]][-_KEPT_TURNS:]


class SupportState(FeedState):
    """The conversations that are going on, the one spoken in last at the end.

    Of more than ``OPEN_CONVERSATIONS`` the one that was silent longest is forgotten: a turn that comes for it
    later begins it anew.

    Args:
        conversations: name to memory.
    """

    conversations: dict[str, ConversationMemory] = Field(default_factory=dict)

    def of(self, conversation: str) -> ConversationMemory:
        """Return the memory of a conversation, which is a fresh one for a new conversation.

        >>> state = SupportState()
        >>> state.of("a").turns = 3
        >>> state.of("a").turns, list(state.conversations)
        (3, ['a'])
        """
        memory = self.conversations.pop(conversation, None) or ConversationMemory()
        self.conversations[conversation] = memory
        if len(self.conversations) > OPEN_CONVERSATIONS:
            del self.conversations[next(iter(self.conversations))]
        return memory
