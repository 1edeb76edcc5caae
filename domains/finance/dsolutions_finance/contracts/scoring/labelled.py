"""Contracts that somebody has reviewed, read from a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter, ValidationError

from dsolutions.errors import DsolutionsError, InputError
from dsolutions.preprocessing import read_rows
from dsolutions.types import Value
from dsolutions_finance.contracts.document import CONTRACT_FORM, ContractDocument
from dsolutions_finance.contracts.scoring.fields import FIELD_SCORERS
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.labelled import Annotation, in_working_text

_REMEDY = (
    'write {"path": "agreement.pdf", "clauses": [{"type": "Governing Law", "quote": "..."}], '
    '"fields": {"governing_law": "Ohio"}}'
)


class _Marked(Value):
    """A clause as a file has it: its words, or the offsets of its words in the contract's text."""

    type: str
    quote: str | None = Field(default=None, min_length=1)
    start: int | None = Field(default=None, ge=0)
    end: int | None = None


_MARKED = TypeAdapter(tuple[_Marked, ...])


@dataclass(frozen=True)
class LabelledReview:
    """A contract and what is known of it.

    Args:
        text: the contract.
        clauses: every clause of a known type; ``None`` where none were looked for.
        types: the clause types that it has; ``None`` where they were not looked for, or are in ``clauses``.
        fields: field to its right values, none where the contract has no such thing.
    """

    text: ContractText
    clauses: tuple[Annotation, ...] | None
    types: frozenset[str] | None
    fields: Mapping[str, tuple[str, ...]]

    @property
    def id(self) -> str:
        """Name of the contract."""
        return self.text.document.id


def read_reviews(path: str | Path, known: Sequence[str]) -> list[LabelledReview]:
    """Read reviewed contracts from JSON Lines, CSV or Parquet, one contract per row.

    A row has ``path`` (from the working directory, or beside the file) or ``text``, and at least one of

    - ``clauses``: a list of ``{"type", "quote"}``, or of ``{"type", "start", "end"}`` with the offsets that
      results have: all passages of all types. JSON Lines only.
    - ``types``: the clause types that the contract has, a list, or parted by semicolons.
    - fields by the names of the table of contracts, such as ``governing_law``, in columns of their own or in
      an object ``fields``. An empty one says that the contract has none. Several parties are a list, or
      parted by semicolons.

    Args:
        path: the file.
        known: the clause types that there are.

    Raises:
        InputError: the file or a contract cannot be read, or a row cannot be used.
    """
    reviews = []
    for row in read_rows(path):
        if row.error is not None:
            raise row.error
        try:
            reviews.append(_review(_beside(Path(path), row.fields), str(row.position), known))
        except (ValueError, DsolutionsError) as error:
            raise InputError(
                f"row {row.position + 1}: {_problem(error)}",
                stage="read labelled data",
                item=str(path),
                remedy=(isinstance(error, DsolutionsError) and error.remedy) or _REMEDY,
            ) from error
    return reviews


def _beside(source: Path, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Find a contract that lies beside the file that names it."""
    name = CONTRACT_FORM.column_of("path", row, None)
    if name is None or not isinstance(row[name], str) or not row[name] or Path(row[name]).exists():
        return row
    near = source.parent / row[name]
    return {**row, name: str(near)} if near.exists() else row


def _review(row: Mapping[str, Any], position: str, known: Sequence[str]) -> LabelledReview:
    rest = dict(row)
    marked, types, said = rest.pop("clauses", None), rest.pop("types", None), rest.pop("fields", None)
    if str(marked).isdigit():  # the table of contracts has a column of that name that counts them
        marked = None
    said = {**(said or {}), **{name: rest.pop(name) for name in FIELD_SCORERS if name in rest}}
    document = CONTRACT_FORM.read(rest, default_id=position)
    assert isinstance(document, ContractDocument)
    if marked is None and types is None and not said:
        raise ValueError("there is nothing to score: neither clauses nor types nor fields")
    clauses = None if marked is None else _MARKED.validate_python(marked)
    named = None if types is None or clauses is not None else frozenset(_several(types))
    _check(((clause.type for clause in clauses or ()), known), (named or (), known), (said, [*FIELD_SCORERS]))
    text = ContractText.of(document)
    places = None if clauses is None else tuple(sorted(_place(text, clause) for clause in clauses))
    return LabelledReview(text, places, named, {name: _values(name, said[name]) for name in said})


def _values(field: str, said: object) -> tuple[str, ...]:
    values = _several(said) if field == "parties" else _several([said])
    try:
        return tuple(FIELD_SCORERS[field].read(value) for value in values)
    except ValueError as error:
        raise ValueError(f"{field}: {error}") from error


def _several(said: object) -> list[str]:
    """Read a list, or a cell of values parted by semicolons; what is empty is left out."""
    parts: Iterable[object] = said if isinstance(said, list) else str(said or "").split(";")
    return [str(part).strip() for part in parts if part is not None and str(part).strip()]


def _check(*asked: tuple[Iterable[str], Sequence[str]]) -> None:
    for names, known in asked:
        for name in names:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"
                raise ValueError(f"{name!r} is not known; {hint}")


def _place(text: ContractText, clause: _Marked) -> Annotation:
    if clause.quote is not None:
        words = r"\s+".join(map(re.escape, clause.quote.split()))
        found = re.search(words, text.text) or re.search(words, text.document.text)
        if found is None:
            raise ValueError(f"the contract does not say {clause.quote[:60]!r}")
        if found.string is text.text:
            return Annotation(found.start(), found.end(), clause.type)
        start, end = found.span()
    elif clause.start is not None and clause.end is not None:
        start, end = clause.start, clause.end
        if not start < end <= len(text.document.text):
            raise ValueError(
                f"{start} to {end} is no part of a text of {len(text.document.text):,} characters"
            )
    else:
        raise ValueError(f"a clause of type {clause.type!r} has neither quote nor start and end")
    carried = in_working_text(text, [(start, end, clause.type)])
    if not carried:
        raise ValueError(f"what stands at {start} to {end} is no part of what is read, such as a page number")
    return carried[0]


def _problem(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"clauses: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}"
    return error.message if isinstance(error, DsolutionsError) else str(error)
