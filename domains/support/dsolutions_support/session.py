"""A live conversation, one turn at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dsolutions.chat import PanelRow, Proposal
from dsolutions.types import Safety
from dsolutions_support.conversation import Turn
from dsolutions_support.memory import ConversationMemory, SupportState
from dsolutions_support.panel import panel, verdict_rows
from dsolutions_support.results import Reply, TurnResult


class Session:
    """A conversation that is going on; made by ``SupportPipeline.session``.

    Args:
        answer: takes the next turn into the memory and returns its result and the verdict on it.
        conversation: name of the conversation in the memory.
        memory: what is remembered; plain JSON, so that a session can be saved and gone on with elsewhere.

    >>> def answer(turn: Turn, memory: SupportState) -> tuple[TurnResult, Safety]:
    ...     return TurnResult(turn=0, speaker=turn.speaker), Safety()
    >>> session = Session(answer, "chat", SupportState())
    >>> session.user("I lost my card").speaker, session.proposals()
    ('user', [])
    """

    def __init__(
        self,
        answer: Callable[[Turn, SupportState], tuple[TurnResult, Safety]],
        conversation: str,
        memory: SupportState,
    ) -> None:
        self._answer = answer
        self._heard: TurnResult | None = None
        self._open = False  # whether the user's last turn waits for an answer
        self.conversation = conversation
        self.memory = memory
        self.safety = Safety()  # the verdict on the last turn

    def user(self, text: str, time: datetime | None = None) -> TurnResult:
        """Take in what the user says.

        Raises:
            InputError: there are no words in it.
        """
        said = Turn(speaker="user", text=text, time=time)
        self._heard, self.safety = self._answer(said, self.memory)
        self._open = True
        return self._heard

    def agent(self, text: str, time: datetime | None = None) -> TurnResult:
        """Take in what the agent says.

        Raises:
            InputError: there are no words in it.
        """
        self._open = False
        answer, self.safety = self._answer(Turn(speaker="agent", text=text, time=time), self.memory)
        return answer

    def proposals(self) -> list[Proposal]:
        """Return what the agent could say to the user's last turn, best first; none once it has spoken."""
        replies = self._heard.replies if self._heard is not None and self._open else ()
        return [Proposal(reply.text, _origin(reply)) for reply in replies]

    def panel(self) -> list[PanelRow]:
        """Return intent, feeling, slots, escalation and a verdict that is not favourable, as they are now."""
        known = self.memory.conversations.get(self.conversation, ConversationMemory())
        return [*panel(known, self._heard), *verdict_rows(self.safety)]

    def save(self, path: str | Path) -> None:
        """Write the memory to a JSON file; ``pipeline.session(state=SupportState.load(path))`` goes on."""
        self.memory.save(path)


def _origin(reply: Reply) -> str:
    written_by = reply.action.replace("_", " ") if reply.action else ", ".join(reply.sources)
    return f"{reply.origin}: {written_by}" if written_by else reply.origin
