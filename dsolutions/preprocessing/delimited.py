"""CSV and TSV, record by record: a broken one costs its own line only."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dsolutions.errors import InputError
from dsolutions.preprocessing.encoding import sample
from dsolutions.preprocessing.lines import LONGEST, Line, encoding_of, read_lines

DELIMITERS = (",", ";", "\t", "|")

# A quoted field that is still open after so many lines was never meant to be closed; news bodies and
# filings in one cell stay below.
_MOST_LINES = 5_000

_SNIFFED_RECORDS = 50

Record = tuple[list[str] | InputError, float]


class DelimitedFile:
    """A CSV or TSV file whose encoding and delimiter are found out.

    Args:
        path: the file; its first record names the columns, a column without a name gets its number.

    Raises:
        InputError: it is no text file, or it has no header.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._encoding = encoding_of(path)
        self._delimiter = "\t" if path.suffix.lower() == ".tsv" else self._sniff()
        header, _ = next(self._records(), (self._broken(1, "no header"), 0.0))
        if isinstance(header, InputError):
            raise header
        self.columns: tuple[str, ...] | None = tuple(
            name or f"column_{number}" for number, name in enumerate(header, start=1)
        )

    def __iter__(self) -> Iterator[tuple[dict[str, str] | InputError, float]]:
        """Yield each record, or why it cannot be used, and the share of the file read so far."""
        for record, share in islice(self._records(), 1, None):
            if isinstance(record, InputError):
                yield record, share
            else:
                yield dict(zip(self.columns or (), record, strict=True)), share

    def _sniff(self) -> str:
        """Choose the delimiter that cuts most records into as many fields as the header, at least two."""
        lines = sample(self._path).decode(self._encoding, errors="replace").splitlines()

        def fit(delimiter: str) -> tuple[float, int]:
            try:
                records = islice(csv.reader(lines, delimiter=delimiter), _SNIFFED_RECORDS)
                widths = [len(record) for record in records if record]
            except csv.Error:
                return 0.0, 0
            if not widths or widths[0] < 2:
                return 0.0, 0
            return widths.count(widths[0]) / len(widths), widths[0]

        return max(DELIMITERS, key=fit)

    def _records(self) -> Iterator[Record]:
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST))  # the module's own limit is 128 KiB
        lines = _Lines(read_lines(self._path, self._encoding))
        width = None
        while line := lines.take():
            if line.problem:
                yield self._broken(line.number, line.problem), line.share
            elif line.text.strip("\r\n"):
                record = self._record(line, lines, width)
                width = width or len(record) if isinstance(record, list) else width
                yield record, line.share

    def _record(self, first: Line, lines: _Lines, width: int | None) -> list[str] | InputError:
        """Read the record that starts on ``first``; unless it is good, no other line is used up."""
        used = 0

        def texts() -> Iterator[str]:
            nonlocal used
            yield first.text
            while used < _MOST_LINES and (line := lines.peek(used)) and not line.problem:
                used += 1
                yield line.text

        try:
            record = next(csv.reader(texts(), delimiter=self._delimiter, strict=True))
        except csv.Error as error:
            return self._broken(first.number, f"the quotes do not match: {error}")
        if width is not None and len(record) != width:
            return self._broken(first.number, f"{len(record)} fields where the header has {width}")
        lines.drop(used)
        return record

    def _broken(self, number: int, problem: str) -> InputError:
        return InputError(
            f"line {number}: {problem}",
            stage="read",
            item=self._path.name,
            remedy="correct this line; the other lines are read",
        )


class _Lines:
    """Lines that can be looked at before they are taken."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._ahead: deque[Line] = deque()

    def take(self) -> Line | None:
        return self._ahead.popleft() if self._ahead else next(self._lines, None)

    def peek(self, index: int) -> Line | None:
        while len(self._ahead) <= index:
            line = next(self._lines, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[index]

    def drop(self, count: int) -> None:
        for _ in range(count):
            self._ahead.popleft()
