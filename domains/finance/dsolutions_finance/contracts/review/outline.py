"""The clause tree as a nested table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dsolutions_finance.contracts.results import Section
from dsolutions_finance.quoting import readable

_OPENING = 48  # characters of a section without a title, on one line beside the text


@dataclass(frozen=True)
class Node:
    """A section with the sections under it."""

    section: Section
    children: list[Node] = field(default_factory=list)

    @property
    def words(self) -> str:
        """Its title, or how it begins."""
        section = self.section
        if section.title:
            return section.title
        begin = len(section.heading.quote)
        opening = readable(section.span.quote[begin : begin + 3 * _OPENING])
        return opening[:_OPENING]


def outline(sections: Sequence[Section]) -> list[Node]:
    r"""Return the outermost sections, each with what is under it.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> from dsolutions_finance.contracts.structure import read_structure
    >>> from dsolutions_finance.contracts.text import ContractText
    >>> said = "1. Fees. None.\n\n1.1 Costs. None.\n\n2. Law. Texas."
    >>> structure = read_structure(ContractText.of(ContractDocument(id="1", text=said)))
    >>> [(node.words, len(node.children)) for node in outline(structure.sections)]
    [('Fees', 1), ('Law', 0)]
    """
    nodes = {section.id: Node(section) for section in sections}
    roots: list[Node] = []
    for section in sections:
        siblings = roots if section.parent is None else nodes[section.parent].children
        siblings.append(nodes[section.id])
    return roots
