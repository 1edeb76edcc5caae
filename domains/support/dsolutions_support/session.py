"""A live conversation, one turn at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dsolutions_support.conversation import Turn
from dsolutions_support.memory import SupportState
from dsolutions_support.results import TurnResult


class Session:
    """A conversation that is going on; made by ``SupportPipeline.session``.

    Args:
        answer: takes the next turn into the memory and returns its result.
        memory: what is remembered; plain JSON, so that a session can be saved and gone on with elsewhere.
    """

    def __init__(self, answer: Callable[[Turn, SupportState], TurnResult], memory: SupportState) -> None:
        self._answer = answer
        self.memory = memory

    def user(self, text: str, time: datetime | None = None) -> TurnResult:
        """Take in what the user says."""
        return self._answer(Turn(speaker="user", text=text, time=time), self.memory)

    def agent(self, text: str, time: datetime | None = None) -> TurnResult:
        """Take in what the agent says."""
        return self._answer(Turn(speaker="agent", text=text, time=time), self.memory)

    def save(self, path: str | Path) -> None:
        """Write the memory to a JSON file; ``pipeline.session(state=SupportState.load(path))`` goes on."""
        self.memory.save(path)
