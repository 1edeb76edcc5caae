"""Risk that grows over the turns of a conversation, so that an attack in small steps is noticed."""

from __future__ import annotations

from pydantic import BaseModel, Field

from dsolutions.types import Value

_CONVERSATIONS = 1_000  # a number each; a desk has fewer at one time


class Exchange(Value):
    """The part of a conversation that a document holds.

    Args:
        name: of the conversation.
        turns: start and end in ``Document.text`` of each turn that counts, in order: those of the other side.
    """

    name: str
    turns: tuple[tuple[int, int], ...]


class RiskMemory(BaseModel):
    """How suspicious each conversation has been so far, the one that spoke last at the end.

    A turn is suspicious with some probability; the memory keeps the probability that at least one of the
    turns so far was an attack, where earlier turns count less: ``1 - (1 - decay * before) * (1 - now)``. With
    a decay of 0.8, turns at 0.02 never get above 0.1, and three turns at 0.5 make 0.78.

    Args:
        levels: conversation to its risk, in [0, 1]; of more than 1,000 the longest silent one is forgotten.

    >>> memory = RiskMemory()
    >>> [round(memory.add("chat", 0.5, decay=0.8), 2) for _ in range(3)]
    [0.5, 0.7, 0.78]
    """

    levels: dict[str, float] = Field(default_factory=dict)

    def add(self, conversation: str, suspicion: float, *, decay: float) -> float:
        """Take in the next turn.

        Args:
            conversation: its name.
            suspicion: probability that this turn is an attack.
            decay: share of the earlier risk that still counts.

        Returns:
            The risk of the conversation up to this turn, in [0, 1].
        """
        before = self.levels.pop(conversation, 0.0)
        level = round(1 - (1 - decay * before) * (1 - suspicion), 6)  # JSON gives back the same number
        self.levels[conversation] = level
        if len(self.levels) > _CONVERSATIONS:
            del self.levels[next(iter(self.levels))]
        return level
