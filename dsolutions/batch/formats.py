"""How rows are written: JSON Lines, CSV and Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Protocol

from pydantic_core import from_json

from dsolutions.batch.layout import FlatLayout, Scalar, compact, status_of
from dsolutions.errors import ConfigurationError
from dsolutions.preprocessing import Row
from dsolutions.types import Result

Answered = tuple[Row, Result]

_ROW_GROUP = 8192  # rows of a Parquet file that are held in memory at once; some MB each


class Format(Protocol):
    """One output format. Bytes are appended while the job runs and made into the file at its end."""

    def header(self) -> bytes:
        """Return the first bytes."""
        ...

    def encode(self, answered: Iterable[Answered]) -> bytes:
        """Return the bytes of some rows."""
        ...

    def finish(self, rows: Path) -> Path:
        """Make the output of the file with all bytes; return where it lies."""
        ...


class JsonLines:
    """One JSON object per row: the full result, with ``status`` and the caller's row as ``input``."""

    def __init__(self, result_type: type[Result], input_columns: tuple[str, ...] | None) -> None:
        clash = {"status", "input"} & set(result_type.model_fields)
        if clash:
            raise ConfigurationError(
                f"the result type has a field {min(clash)!r}, which the output uses itself",
                stage="batch",
                item=result_type.__name__,
                remedy="rename the field",
            )

    def header(self) -> bytes:
        """Return nothing: JSON Lines has no header."""
        return b""

    def encode(self, answered: Iterable[Answered]) -> bytes:
        """Return one line per row."""
        return "".join(
            compact(
                {
                    "document_id": result.document_id,
                    "status": status_of(result),
                    **result.model_dump(mode="json"),
                    "input": row.fields,
                }
            )
            + "\n"
            for row, result in answered
        ).encode()

    def finish(self, rows: Path) -> Path:
        """Return the rows: they are the output."""
        return rows


class Csv:
    """Flat columns, comma-separated, UTF-8; an absent value is an empty cell."""

    def __init__(self, result_type: type[Result], input_columns: tuple[str, ...] | None) -> None:
        self._layout = FlatLayout(result_type, input_columns)

    def header(self) -> bytes:
        """Return the line of column names."""
        return self._lines([self._layout.names])

    def encode(self, answered: Iterable[Answered]) -> bytes:
        """Return one record per row."""
        return self._lines(
            ["" if value is None else value if isinstance(value, str) else compact(value) for value in values]
            for values in (self._layout.values(*one) for one in answered)
        )

    def finish(self, rows: Path) -> Path:
        """Return the rows: they are the output."""
        return rows

    def _lines(self, records: Iterable[Iterable[str]]) -> bytes:
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(records)
        return text.getvalue().encode()


class Parquet:
    """Flat columns with a schema that the result type fixes; an absent value is null."""

    def __init__(self, result_type: type[Result], input_columns: tuple[str, ...] | None) -> None:
        self._layout = FlatLayout(result_type, input_columns)

    def header(self) -> bytes:
        """Return nothing: the schema is written at the end."""
        return b""

    def encode(self, answered: Iterable[Answered]) -> bytes:
        """Return one JSON array per row: bytes that can be appended and cut, which Parquet cannot."""
        return "".join(compact(self._layout.values(*one)) + "\n" for one in answered).encode()

    def finish(self, rows: Path) -> Path:
        """Write the Parquet file beside the rows."""
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter

        kinds = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
        schema = pa.schema(
            [(n, kinds[t]) for n, t in zip(self._layout.names, self._layout.types, strict=True)]
        )
        output = rows.with_name("output.parquet")
        with ParquetWriter(output, schema, compression="zstd") as writer:
            for group in _groups(rows):
                columns = [pa.array(c, f.type) for c, f in zip(zip(*group, strict=True), schema, strict=True)]
                writer.write_table(pa.Table.from_arrays(columns, schema=schema))
        return output


FORMATS: dict[str, type[JsonLines | Csv | Parquet]] = {
    ".jsonl": JsonLines,
    ".csv": Csv,
    ".parquet": Parquet,
}


def _groups(rows: Path) -> Iterator[list[list[Scalar]]]:
    with rows.open("rb") as file:
        while group := [from_json(line) for line in islice(file, _ROW_GROUP)]:
            yield group
