"""What guards and judges say: findings about inputs, rewards for outputs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from pydantic import Field

from dsolutions.types import Document, Span, Value

RewardName = Literal["factuality", "safety", "ethics", "helpfulness"]


class Finding(Value):
    """Something in an input that a policy may act on.

    Args:
        guard: who found it: ``"injection"``, ``"personal_data"`` or ``"size"``.
        kind: what it is, in the guard's own terms, such as ``"EMAIL_ADDRESS"``.
        score: calibrated probability that it is one; 1 where a rule is certain.
        evidence: where it stands in ``Document.text``.
        reason: why, one sentence for people; it quotes no personal data.
    """

    guard: str
    kind: str
    score: float = Field(ge=0, le=1)
    evidence: Span
    reason: str


class Statement(Value):
    """A text that a pipeline would give out, and what it must answer to.

    Args:
        text: the text, of one or more sentences.
        sources: what it must be supported by; empty where it claims no source.
        need: what was asked, such as the user's turn; empty where nobody asked.
        quoted: ``True`` where a template was filled with evidence that was checked already: its meaning then
            needs no model.
    """

    text: str
    sources: tuple[str, ...] = ()
    need: str = ""
    quoted: bool = False


class Reward(Value):
    """One of the four scores of a statement.

    Args:
        name: which of the four.
        score: in [0, 1], calibrated; 1 is good.
        decided_by: the sentence of ``Statement.text`` that decided it; ``None`` where no sentence stands out.
        reason: why, one sentence for people.
        hard: a rule has decided, such as a number that no source has; no other score outvotes it.
    """

    name: RewardName
    score: float = Field(ge=0, le=1)
    decided_by: Span | None = None
    reason: str
    hard: bool = False


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
