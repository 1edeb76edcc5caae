"""Everything that was found in a contract, as marks in its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dsolutions_finance.contracts.results import ContractResult, PageSpan
from dsolutions_finance.contracts.review.facts import facts
from dsolutions_finance.contracts.review.shown import Shown


def chance(probability: float) -> str:
    """Write a probability in percent, never as certainty.

    >>> chance(0.934), chance(0.999)
    ('93%', '99%')
    """
    return f"{min(probability, 0.99):.0%}"


@dataclass(frozen=True)
class Placed:
    """A mark in the shown text.

    Args:
        start: offset of its first character in the shown text.
        end: offset after its last.
        style: style classes.
        label: what it proves, in words.
        tag: what stands before it; empty for nothing.
        link: anchor that it leads to; empty for none.
    """

    start: int
    end: int
    style: str
    label: str
    tag: str = ""
    link: str = ""


def marks(shown: Shown, result: ContractResult, types: Mapping[str, int]) -> list[Placed]:
    """Return the marks of a contract in text order.

    Args:
        shown: its text.
        result: what was found in it.
        types: clause type to the number that its style class has on this page.
    """
    placed = [
        Placed(*place, found.style, found.label, found.tag, found.link)
        for found in _found(shown, result, types)
        if (place := shown.locate(found.span))
    ]
    return sorted(placed, key=lambda mark: (mark.start, -mark.end))


class _Found(NamedTuple):
    """A mark in the file, yet to be found on the page."""

    span: PageSpan
    style: str
    label: str
    tag: str = ""
    link: str = ""


def _found(shown: Shown, result: ContractResult, types: Mapping[str, int]) -> Iterator[_Found]:
    for section in result.sections:
        yield _Found(section.heading, "heading", "heading")
    for clause in result.clauses:
        tag = f"{clause.type} {chance(clause.probability)}"
        yield _Found(clause.evidence, f"clause t{types[clause.type]}", tag, tag)
    for name, span in _values(result):
        yield _Found(span, "field", name)
    for flag in result.risks:
        label = f"{flag.severity} risk: {flag.rule}"
        yield from (_Found(span, f"risk {flag.severity}", label) for span in flag.evidence)
    for match in result.standards:
        if match.evidence:
            yield _Found(match.evidence, "standard", f"standard clause {match.type}: {match.status}")
    for definition in result.definitions:
        yield _Found(definition.evidence, "term", f"defined term {definition.term}")
    for reference in result.references:
        if reference.target is not None:
            label = f"leads to section {'.'.join(result.sections[reference.target].path)}"
            link = shown.section_anchor(reference.target)
            yield _Found(reference.evidence, "ref", label, link=link)


def _values(result: ContractResult) -> Iterator[tuple[str, PageSpan]]:
    """Yield every span that a field was read from, once per field."""
    if result.fields.title:
        yield "title", result.fields.title
    for fact in facts(result.fields):
        spans: Iterable[PageSpan] = (span for entry in fact.entries for span in entry.evidence)
        yield from ((fact.name.lower(), span) for span in dict.fromkeys(spans))
