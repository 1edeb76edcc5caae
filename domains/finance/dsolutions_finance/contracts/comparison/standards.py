"""A contract and one's standard clauses."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError

from dsolutions.errors import ConfigurationError
from dsolutions.types import Ingredient, Value
from dsolutions_finance.contracts.comparison.alignment import likeness, same_words, without_number
from dsolutions_finance.contracts.comparison.paragraphs import Paragraph, paragraphs
from dsolutions_finance.contracts.comparison.words import word_changes
from dsolutions_finance.contracts.results import ClauseMatch, Section
from dsolutions_finance.contracts.text import ContractText

# A passage that has fewer of the standard's words is another clause: even unrelated clauses share a third of
# their words, the small ones.
_ALIKE = 0.45
_SUFFIXES = (".toml", ".jsonl", ".csv")


class StandardClause(Value):
    """A clause as one wants it.

    Args:
        type: clause type, or any name.
        text: the words.
    """

    type: str = Field(min_length=1)
    text: str = Field(min_length=1)


@dataclass(frozen=True)
class StandardClauses:
    """The clauses of a file.

    Args:
        name: name of the file.
        clauses: its clauses, in order.
    """

    name: str
    clauses: tuple[StandardClause, ...]

    @staticmethod
    def holds(item: object) -> bool:
        """Tell whether an item is the path of such a file, by its suffix."""
        path = Path(item) if isinstance(item, str) and len(item.splitlines()) == 1 else item
        return isinstance(path, Path) and path.suffix.lower() in _SUFFIXES

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read CSV or JSONL with ``type`` and ``text``, or TOML with ``[[clauses]]`` of them.

        Raises:
            ConfigurationError: the file cannot be read, or an entry lacks one of the two.
        """
        source = Path(path)
        try:
            rows = list(_rows(source))
        except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
            raise _refused(source, f"cannot be read: {error}") from error
        clauses = []
        for number, row in enumerate(rows, start=1):
            try:
                entry = {key: row.get(key) for key in ("type", "text")}
                clauses.append(StandardClause.model_validate(entry))
            except (ValidationError, AttributeError) as error:
                raise _refused(source, f"cannot be used: entry {number} lacks type or text") from error
        if not clauses:
            raise _refused(source, "has no clauses")
        return cls(source.name, tuple(clauses))

    @property
    def ingredient(self) -> Ingredient:
        """Describe the file for the provenance of an answer."""
        said = "\n".join(clause.model_dump_json() for clause in self.clauses)
        return Ingredient(kind="knowledge", name=self.name, digest=hashlib.sha256(said.encode()).hexdigest())


def compare_standards(
    text: ContractText, standards: Iterable[StandardClause], sections: Sequence[Section] = ()
) -> tuple[ClauseMatch, ...]:
    """Find each standard clause in a contract, and how the contract words it.

    Args:
        text: the contract.
        standards: the standard clauses.
        sections: its clause tree; passages are cut at headings, too.

    Returns:
        One match per standard clause, in their order.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> text = ContractText.of(ContractDocument(id="1", text="7. Invoices are payable within 90 days."))
    >>> standard = StandardClause(type="Payment", text="Invoices are payable within 30 days.")
    >>> [(match.type, match.status) for match in compare_standards(text, [standard])]
    [('Payment', 'changed')]
    """
    passages = [(passage, same_words(passage.text).split()) for passage in paragraphs(text, sections)]
    return tuple(_match(text, passages, standard) for standard in standards)


def _match(
    text: ContractText, passages: Sequence[tuple[Paragraph, list[str]]], standard: StandardClause
) -> ClauseMatch:
    words = same_words(standard.text).split()
    scored = [(likeness(words, own), -number) for number, (_, own) in enumerate(passages)]
    similarity, number = max(scored, default=(0.0, 0))
    if similarity < _ALIKE:
        return ClauseMatch(
            type=standard.type, status="missing", similarity=round(similarity, 3), standard=standard.text
        )
    passage, own = passages[-number]
    same = own == words
    return ClauseMatch(
        type=standard.type,
        status="same" if same else "changed",
        similarity=round(similarity, 3),
        standard=standard.text,
        evidence=text.span(passage.start, passage.end),
        words=() if same else word_changes(standard.text, without_number(passage.text)),
    )


def _rows(source: Path) -> Iterable[Mapping[str, Any]]:
    """Read the entries of a file by its suffix; a JSON or TOML error is a ``ValueError``."""
    if source.suffix == ".toml":
        clauses: list[Mapping[str, Any]] = tomllib.loads(source.read_text(encoding="utf-8")).get(
            "clauses", []
        )
        return clauses
    if source.suffix == ".jsonl":
        return [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    with source.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _refused(source: Path, problem: str) -> ConfigurationError:
    return ConfigurationError(
        f"the file of standard clauses {problem}",
        stage="standard clauses",
        item=source.name,
        remedy="give CSV or JSONL with the columns type and text, or TOML with [[clauses]] of type and text",
    )
