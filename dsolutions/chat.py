"""What a pipeline that holds conversations offers; ``dsolutions chat`` speaks to it and knows no domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PanelRow:
    """One line of the panel beside a conversation.

    Args:
        group: the heading that it stands under, such as ``"state"``; rows of a group come together.
        name: what it is about.
        value: what is known of it.
        note: how that came about, in few words.
        alarm: whether somebody should look at it now.
    """

    group: str
    name: str
    value: str
    note: str = ""
    alarm: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the agent could say next.

    Args:
        text: the words.
        note: where they come from, in few words.
    """

    text: str
    note: str = ""


class Chat(Protocol):
    """A conversation that is going on."""

    def user(self, text: str) -> object:
        """Take in what the user says."""
        ...

    def agent(self, text: str) -> object:
        """Take in what the agent says."""
        ...

    def proposals(self) -> Sequence[Proposal]:
        """Return what the agent could say to the user's last turn, best first; none where it has spoken."""
        ...

    def panel(self) -> Sequence[PanelRow]:
        """Return what is known now."""
        ...

    def save(self, path: str | Path) -> None:
        """Write the conversation's memory to a file that the pipeline's ``chat`` goes on from."""
        ...
