"""A reply before it is ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dsolutions_support.results import Claim


@dataclass(frozen=True, slots=True)
class Draft:
    """What one of the writers proposes.

    Args:
        text: what to say.
        origin: what wrote it.
        relevance: how well it fits what the user wants, in [0, 1].
        support: how much of it stands in its sources, in [0, 1].
        claims: the facts that it states, each with its support.
        action: the policy's action, where the policy wrote it.
        sources: ids of the snippets that it cites.
    """

    text: str
    origin: Literal["policy", "knowledge", "generator"]
    relevance: float
    support: float = 1.0
    claims: tuple[Claim, ...] = ()
    action: str | None = None
    sources: tuple[str, ...] = ()
