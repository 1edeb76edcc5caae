"""What comparing contracts answers."""

from __future__ import annotations

from typing import Literal

from dsolutions.types import Value
from dsolutions_finance.contracts.results import PageSpan, RiskFlag, WordChange


class ParagraphChange(Value):
    """A paragraph that is not where or what it was.

    Args:
        kind: ``"added"``, ``"removed"``, ``"changed"``, or ``"moved"`` (the same words in another place).
        section: number and title of the section that it stands in, of the new version where it has one.
        before: the paragraph in the old version; ``None`` where it was added.
        after: the paragraph in the new version; ``None`` where it was removed.
        words: the words of both where it changed, in reading order; else empty.
    """

    kind: Literal["added", "removed", "changed", "moved"]
    section: str = ""
    before: PageSpan | None = None
    after: PageSpan | None = None
    words: tuple[WordChange, ...] = ()


class ContractComparison(Value):
    """How a new version of a contract differs from the old one.

    Args:
        before: id of the old version.
        after: id of the new one.
        changes: every difference, in the order of the new version; what was removed stands where it was.
        unchanged: how many paragraphs are the same and in the same order.
        risks_gained: flags that only the new version has.
        risks_lost: flags that only the old version has.
    """

    before: str
    after: str
    changes: tuple[ParagraphChange, ...] = ()
    unchanged: int = 0
    risks_gained: tuple[RiskFlag, ...] = ()
    risks_lost: tuple[RiskFlag, ...] = ()
