"""The contracts of a review: documents joined to their answers, and which of them the page spells out."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from dsolutions.pages import paired
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.results import SEVERITIES, Clause, ContractResult, PageSpan, Severity
from dsolutions_finance.contracts.review.shown import Shown
from dsolutions_finance.contracts.text import ContractText


@dataclass(frozen=True)
class Item:
    """A contract with its review.

    Args:
        number: its place in the run, from 0; it names the anchors on the page.
        document: the contract; ``None`` where it could not be read.
        result: what was found in it.
    """

    number: int
    document: ContractDocument | None
    result: ContractResult

    @property
    def name(self) -> str:
        """What its anchors begin with."""
        return f"c{self.number}"

    @cached_property
    def shown(self) -> Shown | None:
        """Its text as the page shows it; ``None`` where there is none."""
        return Shown(self.name, ContractText.of(self.document)) if self.document else None

    @property
    def counts(self) -> Counter[Severity]:
        """Its risks by severity."""
        return Counter(flag.severity for flag in self.result.risks)

    @property
    def clauses(self) -> list[tuple[str, list[Clause]]]:
        """Its clauses by type, both in the order of the text."""
        by_type: dict[str, list[Clause]] = {}
        for clause in self.result.clauses:
            by_type.setdefault(clause.type, []).append(clause)
        return list(by_type.items())

    def where(self, span: PageSpan) -> str:
        """Say where a quote stands: its innermost section and its page, so far as there are any."""
        sections = self.result.sections
        number = bisect(self._beginnings, span.start) - 1
        section = sections[number] if number >= 0 else None
        while section and section.span.end <= span.start:
            section = None if section.parent is None else sections[section.parent]
        path = section.path if section else ()
        # "EXHIBIT A" needs no sign; line ends must not part the signs from their numbers.
        sign = "" if path and " " in path[0] else "§\N{NO-BREAK SPACE}"
        page = f"p.\N{NO-BREAK SPACE}{span.page}" if span.page else ""
        return ", ".join(filter(None, (sign + ".".join(path) if path else "", page)))

    @cached_property
    def _beginnings(self) -> list[int]:
        return [section.span.start for section in self.result.sections]

    def risk(self) -> tuple[int, ...]:
        """Sort by risks from the worst severity down."""
        return tuple(-self.counts[severity] for severity in reversed(SEVERITIES))


def pair(documents: Iterable[ContractDocument | None], results: Iterable[ContractResult]) -> list[Item]:
    """Join reviews to their contracts by order.

    Raises:
        InputError: there are more of one than of the other.
    """
    return [
        Item(number, document, result) for number, (document, result) in enumerate(paired(documents, results))
    ]


def spelled_out(items: Sequence[Item], limit: int) -> list[Item]:
    """Choose the contracts that the page shows in full: of too much text, those most at risk.

    Args:
        items: all contracts.
        limit: how many characters the page may show; the first choice is shown whatever its length.
    """
    chosen: list[Item] = []
    left = limit
    for item in sorted(items, key=Item.risk):
        length = len(item.document.text) if item.document else 0
        if length <= left or not chosen:
            chosen.append(item)
            left -= length
    return sorted(chosen, key=lambda item: item.number)


def clause_types(items: Iterable[Item]) -> Counter[str]:
    """Count the clauses of each type, by the name of the type."""
    counts = Counter(clause.type for item in items for clause in item.result.clauses)
    return Counter(dict(sorted(counts.items())))
