"""What a text states in so many words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "number", "money", "percent", "quantity", "duration", "frequency", "date", "time", "id", "address", "name"
]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a text.

    Args:
        start: offset of its first character.
        end: offset after its last.
        kind: what sort of fact it is.
        key: what it states, however it is written: ``"5 mg"``, ``"EUR 12.5"``, ``"date 2026-05-03"``.
        number: its bare number, if it is one with a unit.
        also: other readings of the same words; ``"50 bps"`` may be percent or percentage points.
        implies: weaker facts that follow; a date implies its month.
        opens: whether it is a single capitalised word at the start of a sentence; it may be no name.
        weak: supports, but need not be supported: "one" may be a pronoun.
    """

    start: int
    end: int
    kind: Kind
    key: str
    number: str | None = None
    also: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    opens: bool = False
    weak: bool = False
