"""One row of a gazetteer, and the files such rows are read from."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from dsolutions.errors import ConfigurationError
from dsolutions.types import Value

EntryType = Literal[
    "company", "index", "commodity", "currency", "regulator", "exchange", "rating_agency", "sector"
]

Rows = Iterable[tuple[int, Any]]  # row number in its source, fields of GazetteerEntry


class GazetteerEntry(Value):
    """One row: a name, what it is, and the other ways to write it.

    Args:
        name: canonical name; results carry it.
        ticker: exchange symbol on its main listing.
        type: what it is.
        aliases: other names, acronyms included. In a CSV cell they are separated by ``|``.
        ambiguous: those names that are also ordinary words; at the start of a sentence, where all words
            have capitals, they need a second sign.

    >>> GazetteerEntry(name="Acme Motors", ticker="ACM", aliases="Acme|AML").aliases
    ('Acme', 'AML')
    """

    name: str = Field(pattern=r"\w")
    ticker: str | None = Field(default=None, pattern=r"\w")
    type: EntryType = "company"
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()

    @field_validator("aliases", "ambiguous", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split("|")) if isinstance(value, str) else value

    @field_validator("aliases", "ambiguous")
    @classmethod
    def _words(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if not re.search(r"\w", name):
                raise ValueError(f"{name!r} is no name")
        return value

    @property
    def names(self) -> tuple[str, ...]:
        """The canonical name and every other one."""
        return tuple(dict.fromkeys((self.name, *self.aliases, *self.ambiguous)))


def read_entries(source: Path | Traversable) -> list[GazetteerEntry]:
    """Read a CSV file with a header, or a JSONL file, whose fields are those of ``GazetteerEntry``.

    Raises:
        ConfigurationError: it cannot be read, or a row is wrong; the row is named.
    """
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"the gazetteer cannot be read: {error}",
            stage="gazetteer",
            item=source.name,
            remedy="give a CSV or JSONL file in UTF-8",
        ) from error
    rows = _json_rows(text, source.name) if source.name.endswith(".jsonl") else _csv_rows(text, source.name)
    return check_entries(rows, source.name)


def check_entries(rows: Rows, source: str) -> list[GazetteerEntry]:
    """Validate numbered rows; a name may have only one owner among them.

    Raises:
        ConfigurationError: a row is wrong; it is named.
    """
    entries: list[GazetteerEntry] = []
    owners: dict[str, int] = {}
    for number, row in rows:
        try:
            entry = GazetteerEntry.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            where = f"{first['loc'][0]!r}: " if first["loc"] else ""
            raise _bad_row(source, number, where + first["msg"]) from error
        for name in entry.names:
            if owners.setdefault(name, number) != number:
                raise _bad_row(source, number, f"{name!r} is already a name in row {owners[name]}")
        entries.append(entry)
    return entries


def _csv_rows(text: str, source: str) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text), restkey="(more cells than columns)", strict=True)
    try:
        for row in reader:
            yield reader.line_num, {column: cell for column, cell in row.items() if cell}
    except csv.Error as error:
        raise _bad_row(source, reader.line_num, f"is no CSV: {error}") from error


def _json_rows(text: str, source: str) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise _bad_row(source, number, f"is no JSON: {error.msg}") from error


def _bad_row(source: str, number: int, problem: str) -> ConfigurationError:
    return ConfigurationError(
        f"row {number} of the gazetteer cannot be used: {problem}",
        stage="gazetteer",
        item=source,
        remedy="fields are name, ticker, type, aliases, ambiguous; in a CSV cell '|' separates several names",
    )
