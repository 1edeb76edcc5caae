"""What an exact check found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Conflict:
    """Words of an output that its sources contradict or do not have.

    Args:
        check: which check found it, such as ``"values"``.
        start: offset of their first character in the output.
        end: offset after their last.
        reason: why, one sentence for people.
        certain: decided by a rule that settles the matter, so that no score outvotes it.
    """

    check: str
    start: int
    end: int
    reason: str
    certain: bool = True
