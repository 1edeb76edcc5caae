"""Files as rows, in bounded memory; a row that cannot be read is a row with an error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic_core import from_json

from dsolutions.errors import InputError
from dsolutions.preprocessing.delimited import DelimitedFile
from dsolutions.preprocessing.document_files import DOCUMENT_SUFFIXES, DocumentFile
from dsolutions.preprocessing.files import check_file, refused, unreadable
from dsolutions.preprocessing.lines import encoding_of, read_lines
from dsolutions.preprocessing.parquet import ParquetTable

Fields = Mapping[str, Any]


@dataclass(frozen=True)
class Row:
    """One row of a file.

    Args:
        position: its place among the rows, from 0.
        fields: its values by name; empty if it cannot be read.
        error: why it cannot be read, or ``None``.
        share: how much of the file has been read, in [0, 1].

    >>> Row(0, {"text": "Acme cuts jobs"}).fields["text"]
    'Acme cuts jobs'
    """

    position: int
    fields: Fields
    error: InputError | None = None
    share: float = 0.0


class RowFile(Protocol):
    """A file of one format, opened.

    ``columns`` are the names that all rows share; ``None`` where each row brings its own.
    """

    columns: tuple[str, ...] | None

    def __iter__(self) -> Iterator[tuple[Fields | InputError, float]]:
        """Yield each row, or why it cannot be used, and the share of the file read so far."""
        ...


def read_rows(path: str | Path, columns: Mapping[str, str] | None = None) -> Iterator[Row]:
    r"""Read a file row by row.

    CSV (comma, semicolon, tab or bar), TSV, JSON Lines and Parquet give one row per record; blank lines are
    none. A text, HTML, PDF or DOCX file is one row, called after the file. Encodings are found out.

    Args:
        path: the file; its suffix tells the format.
        columns: field of ``Document`` to column name, checked against the file's columns where it names them.

    Yields:
        Every row in order. One that is malformed has an ``error`` and takes no other row with it.

    Raises:
        InputError: the file is missing, empty or not what its suffix says, or lacks one of ``columns``.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "news.csv"
    >>> _ = path.write_text("id,text\n1,Acme cuts jobs\n2,one,too many\n")
    >>> [row.error is None for row in read_rows(path)]
    [True, False]
    """
    return _numbered(open_rows(path, columns))


def open_rows(path: str | Path, columns: Mapping[str, str] | None = None) -> RowFile:
    """Open a file for ``read_rows`` and check everything that can be known before reading on."""
    path = Path(path)
    check_file(path, FORMATS)
    try:
        opened = FORMATS[path.suffix.lower()](path)
        # A document file always has its one row; reading it twice would read scanned pages twice.
        if not isinstance(opened, DocumentFile) and next(iter(opened), None) is None:
            raise refused(path, "the file has no rows", "check what wrote it")
    except OSError as error:
        raise unreadable(path, error) from error
    _check_columns(path, opened.columns, columns or {})
    return opened


def _numbered(opened: RowFile) -> Iterator[Row]:
    for position, (found, share) in enumerate(opened):
        if isinstance(found, InputError):
            yield Row(position, {}, found, share)
        else:
            yield Row(position, found, share=share)


class JsonLinesFile:
    """One JSON object per line."""

    columns: tuple[str, ...] | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path)

    def __iter__(self) -> Iterator[tuple[Fields | InputError, float]]:
        """Yield each object, or why it cannot be used, and the share of the file read so far."""
        for line in read_lines(self._path, self._encoding):
            if line.problem or line.text.strip():
                yield self._object(line.text, line.problem, line.number), line.share

    def _object(self, text: str, problem: str, number: int) -> Fields | InputError:
        try:
            fields = None if problem else from_json(text)
        except ValueError as error:
            problem = f"this is not JSON: {error}"
        else:
            if isinstance(fields, dict):
                return fields
            problem = problem or f"this is a JSON {type(fields).__name__}, not an object"
        return InputError(
            f"line {number}: {problem}",
            stage="read",
            item=self._path.name,
            remedy="write one JSON object per line",
        )


FORMATS: dict[str, type[DelimitedFile | JsonLinesFile | ParquetTable | DocumentFile]] = {
    ".csv": DelimitedFile,
    ".tsv": DelimitedFile,
    ".jsonl": JsonLinesFile,
    ".ndjson": JsonLinesFile,
    ".parquet": ParquetTable,
    **dict.fromkeys(DOCUMENT_SUFFIXES, DocumentFile),
}


def _check_columns(path: Path, names: tuple[str, ...] | None, wanted: Mapping[str, str]) -> None:
    if names is None:
        return
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise refused(path, f"two columns are called {twice[0]!r}", "rename one of them")
    missing = [name for name in wanted.values() if name not in names]
    if missing:
        raise refused(path, f"no column is called {missing[0]!r}", f"choose among: {', '.join(names)}")
