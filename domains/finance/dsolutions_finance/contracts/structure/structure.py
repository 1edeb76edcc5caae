"""What a contract's structure is: its sections, the terms it defines and where it refers to itself."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dsolutions_finance.contracts.results import Definition, Reference, Section
from dsolutions_finance.contracts.structure.definitions import find_definitions
from dsolutions_finance.contracts.structure.references import Resolver, find_references
from dsolutions_finance.contracts.structure.tree import Node, read_tree
from dsolutions_finance.contracts.text import ContractText


@dataclass(frozen=True)
class Structure:
    """Sections, definitions and references of a contract, with the sections' places in the working text.

    Args:
        sections: the clause tree, in text order.
        definitions: defined terms, in text order.
        references: references to its own sections, in text order.
        ranges: start and end of each section in the working text, sections under it included, by id.
        heading_ends: where each section's heading ends in the working text, by id.
    """

    sections: tuple[Section, ...]
    definitions: tuple[Definition, ...]
    references: tuple[Reference, ...]
    ranges: tuple[tuple[int, int], ...]
    heading_ends: tuple[int, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.ranges]

    def section_at(self, offset: int) -> int | None:
        """Return the id of the innermost section that a character of the working text stands in.

        >>> structure = read_structure(_example())
        >>> structure.section_at(structure.ranges[1][0])
        1
        """
        return _innermost(self._starts, self.ranges, self.sections, offset)

    def segments(self) -> Iterator[tuple[int, int, int | None]]:
        """Cut the working text up to the end of the last section where sections begin.

        Yields:
            Start, end and the id of the section whose own words they are; ``None`` before the first section.
            Every character up to the last section's end is in exactly one segment.
        """
        if self.ranges and self.ranges[0][0]:
            yield 0, self.ranges[0][0], None
        ends = [*self._starts[1:], max((end for _, end in self.ranges), default=0)]
        for section, (start, end) in enumerate(zip(self._starts, ends, strict=True)):
            yield start, end, section


def read_structure(text: ContractText) -> Structure:
    """Read the clause tree of a contract, its definitions and its references to itself.

    Args:
        text: the contract's working text.

    Returns:
        The structure; a text without any headings has one without sections. Takes time in proportion to the
        length.

    >>> structure = read_structure(_example())
    >>> [(section.number, section.title, section.parent) for section in structure.sections]
    [('1', 'Fees', None), ('a', '', 0), ('2', 'Term', None)]
    >>> [(d.term, d.section) for d in structure.definitions], [r.target for r in structure.references]
    ([('Fee', 1)], [1])
    """
    nodes = read_tree(text.text)
    sections = tuple(_section(text, index, node) for index, node in enumerate(nodes))
    ranges = tuple((node.start, node.end) for node in nodes)
    starts = [start for start, _ in ranges]

    def section_at(offset: int) -> int | None:
        return _innermost(starts, ranges, sections, offset)

    resolver = Resolver(nodes)
    return Structure(
        sections=sections,
        definitions=tuple(
            Definition(
                term=found.term,
                meaning=text.span(*found.meaning),
                section=section_at(found.start),
                evidence=text.span(found.start, found.end),
            )
            for found in find_definitions(text.text)
        ),
        references=tuple(
            Reference(
                target=resolver.resolve(found, here := section_at(found.start)),
                section=here,
                evidence=text.span(found.start, found.end),
            )
            for found in find_references(text.text)
            if not resolver.in_heading(found)
        ),
        ranges=ranges,
        heading_ends=tuple(node.heading_end for node in nodes),
    )


def _section(text: ContractText, index: int, node: Node) -> Section:
    return Section(
        id=index,
        number=node.number,
        path=node.path,
        title=node.title,
        level=node.level,
        parent=node.parent,
        heading=text.span(node.start, node.heading_end),
        span=text.span(node.start, node.end),
    )


def _innermost(
    starts: Sequence[int], ranges: Sequence[tuple[int, int]], sections: Sequence[Section], offset: int
) -> int | None:
    section: int | None = bisect(starts, offset) - 1
    if section == -1:
        return None
    while section is not None and offset >= ranges[section][1]:
        section = sections[section].parent
    return section


def _example() -> ContractText:
    from dsolutions_finance.contracts.document import ContractDocument

    source = '1. Fees.\n\n(a) Ten dollars (the "Fee").\n\n2. Term. As long as Section 1(a) says.'
    return ContractText.of(ContractDocument(id="1", text=source))
