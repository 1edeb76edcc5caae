"""What guards and judges say: findings about inputs, rewards for outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dsolutions.types import Document, Finding, Reward, RewardName, Value

__all__ = ["Finding", "Guard", "Judge", "Reward", "RewardName", "Statement"]


class Statement(Value):
    """A text that a pipeline would give out, and what it must answer to.

    Args:
        text: the text, of one or more sentences.
        sources: what it must be supported by; empty where it claims no source.
        need: what was asked, such as the user's turn; empty where nobody asked.
        quoted: ``True`` where a template was filled with evidence that was checked already: its meaning then
            needs no model.
        proposal: ``True`` where somebody may choose among several: one that is blocked is left out, and the
            others stand.
    """

    text: str
    sources: tuple[str, ...] = ()
    need: str = ""
    quoted: bool = False
    proposal: bool = False


class Guard(Protocol):
    """Looks at inputs; loads what it needs on first use or in ``warm_up``."""

    name: str

    def look(self, documents: Sequence[Document]) -> list[tuple[Finding, ...]]:
        """Return the findings of each document, in order; the documents are data and are never obeyed."""
        ...


class Judge(Protocol):
    """Scores outputs under one name; loads what it needs on first use or in ``warm_up``."""

    name: RewardName

    def score(self, statements: Sequence[Statement]) -> list[Reward]:
        """Return one reward per statement, in order."""
        ...
