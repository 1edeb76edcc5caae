"""Parquet, batch by batch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dsolutions.errors import InputError

if TYPE_CHECKING:
    import pyarrow as pa

_BATCH = 1024  # rows held at once; a row group may hold a million


class ParquetTable:
    """A Parquet file.

    Args:
        path: the file.

    Raises:
        InputError: it is no Parquet file.
    """

    def __init__(self, path: Path) -> None:
        import pyarrow as pa
        from pyarrow.parquet import ParquetFile

        try:
            self._file = ParquetFile(path)
        except (pa.ArrowException, OSError) as error:
            raise InputError(
                f"this is not a Parquet file: {error}",
                stage="read",
                item=path.name,
                remedy="write it again, or give it the suffix of its real format",
            ) from error
        self._name = path.name
        self.columns: tuple[str, ...] | None = tuple(self._file.schema_arrow.names)

    def __iter__(self) -> Iterator[tuple[dict[str, Any] | InputError, float]]:
        """Yield each row, or why it cannot be used, and the share of the file read so far.

        Where the bytes of a row group are damaged, each of its remaining rows is an error.
        """
        import pyarrow as pa

        meta = self._file.metadata
        total, done = max(meta.num_rows, 1), 0
        for group in range(meta.num_row_groups):
            end = done + meta.row_group(group).num_rows
            try:
                for batch in self._file.iter_batches(batch_size=_BATCH, row_groups=[group]):
                    for fields in self._rows(batch, done):
                        done += 1
                        yield fields, done / total
            except (pa.ArrowException, OSError) as error:
                while done < end:
                    done += 1
                    yield self._broken(done, str(error)), done / total

    def _rows(self, batch: pa.RecordBatch, position: int) -> Iterator[dict[str, Any] | InputError]:
        try:
            yield from batch.to_pylist()
        except (ValueError, OverflowError):  # a text that is not UTF-8, or a time that Python cannot hold
            for index in range(batch.num_rows):
                try:
                    yield from batch.slice(index, 1).to_pylist()
                except (ValueError, OverflowError) as error:
                    yield self._broken(position + index + 1, str(error))

    def _broken(self, number: int, problem: str) -> InputError:
        return InputError(
            f"row {number} cannot be read: {problem}",
            stage="read",
            item=self._name,
            remedy="write the file again; the rows that can be read are read",
        )
