"""What comparing contracts answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from dsolutions.comparison import Comparison
from dsolutions.types import Value
from dsolutions_finance.contracts.results import ClauseMatch, PageSpan, RiskFlag, WordChange
from dsolutions_finance.quoting import readable

_LONGEST = 200  # characters of a cell


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


class ContractComparison(Comparison):
    """How a new version of a contract differs from the old one, or a contract from standard clauses.

    Args:
        before: id of the old version, or name of the file of standard clauses.
        after: id of the new one.
        changes: every difference, in the order of the new version; what was removed stands where it was.
        unchanged: how many paragraphs are the same and in the same order.
        risks_gained: flags that only the new version has.
        risks_lost: flags that only the old version has.
        standards: the standard clauses, where some were given, and what the new version has in their place.

    >>> found = ContractComparison(before="draft", after="final", changes=[ParagraphChange(
    ...     kind="changed", section="3.2",
    ...     words=[WordChange(kind="removed", text="30"), WordChange(kind="added", text="90")],
    ... )])
    >>> found.rows()
    [{'change': 'changed', 'where': '3.2', 'was': '30', 'is now': '90'}]
    """

    changes: tuple[ParagraphChange, ...] = ()
    unchanged: int = 0
    risks_gained: tuple[RiskFlag, ...] = ()
    risks_lost: tuple[RiskFlag, ...] = ()
    standards: tuple[ClauseMatch, ...] = ()

    def rows(self) -> Sequence[Mapping[str, str]]:
        """Return one row per change, and per standard clause that is not there word for word."""
        return [
            *(
                _row(change.kind, change.section, change.words, change.before, change.after)
                for change in self.changes
            ),
            *(
                _row(match.status, match.type, match.words, match.standard, match.evidence)
                for match in self.standards
                if match.status != "same"
            ),
        ]

    def remarks(self) -> Sequence[str]:
        """Return the risks that came and went, the worst first."""
        return [
            f"risk {status}: {flag.severity}, {flag.rule}: {flag.reason}"
            for status, flags in (("gained", self.risks_gained), ("lost", self.risks_lost))
            for flag in flags
        ]


def _row(
    kind: str,
    where: str,
    words: Sequence[WordChange],
    before: PageSpan | str | None,
    after: PageSpan | None,
) -> Mapping[str, str]:
    """Show the words that differ, or whole paragraphs where one came, went or stayed as it was."""
    was, now = (" … ".join(word.text for word in words if word.kind == side) for side in ("removed", "added"))
    return {
        "change": kind,
        "where": where,
        "was": was if words else _short(before),
        "is now": now if words else _short(after),
    }


def _short(said: PageSpan | str | None) -> str:
    if said is None:
        return ""
    text = readable(said if isinstance(said, str) else said.quote)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"
