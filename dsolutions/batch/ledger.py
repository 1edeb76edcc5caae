"""The ledger of a half-done job: which rows are done, and what was remembered then.

Beside the output ``out.csv`` a folder ``out.csv.partial`` holds

- ``job.json``: what the job is; another job is refused;
- ``rows``: the rows done so far, appended chunk by chunk;
- ``checkpoint.json``: how many bytes of ``rows`` count, and the pipeline's memory after them; replaced as a
  whole after each chunk, which is what commits the chunk;
- ``lock``: held by the process at work, and let go by the system when that process dies.

A process may die anywhere. Bytes after the last checkpoint are cut off when the job is taken up again, so no
row is lost or doubled.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from filelock import FileLock, Timeout
from pydantic import Field
from pydantic_core import from_json

from dsolutions.batch.durable import append, write_whole
from dsolutions.batch.job import Job
from dsolutions.errors import BatchError
from dsolutions.types import Value


class Checkpoint(Value):
    """How far a job has come.

    Args:
        rows: input rows that are done.
        size: bytes of the rows file that they take.
        errors: rows among them without an answer, by error type.
        state: the pipeline's memory after them, as JSON.
        complete: whether the input has no more.
        started: when the job was first started.
        seconds: time spent on it so far.
        resumes: how often it was taken up again.
    """

    rows: int = 0
    size: int = 0
    errors: Mapping[str, int] = {}
    state: str
    complete: bool = False
    started: datetime = Field(default_factory=lambda: datetime.now(UTC))
    seconds: float = 0.0
    resumes: int = 0


class Ledger:
    """The ledger of one output file; a context manager that holds the file's lock.

    Args:
        target: the output file.

    Raises:
        BatchError: another process works on the same output, or the folder cannot be written.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        self.folder = target.with_name(target.name + ".partial")
        self.rows = self.folder / "rows"
        self._job = self.folder / "job.json"
        self._checkpoint = self.folder / "checkpoint.json"
        self._lock = FileLock(self.folder / "lock")
        self.checkpoint = Checkpoint(state="{}")

    def __enter__(self) -> Self:
        """Take the lock."""
        with self.writing():
            self.folder.mkdir(exist_ok=True)
            try:
                self._lock.acquire(blocking=False)
            except Timeout as error:
                raise BatchError(
                    "another process is writing this output",
                    stage="batch",
                    item=str(self._target),
                    remedy="wait for it, or choose another output file",
                ) from error
        return self

    def __exit__(self, *_: object) -> None:
        """Let the lock go, and leave no folder behind that holds nothing."""
        if self.folder.exists() and not self.started:
            self.remove()
        self._lock.release()

    @property
    def started(self) -> bool:
        """Whether there is a half-done job."""
        return self._job.exists()

    def begin(self, job: Job, *, state: str, header: bytes) -> None:
        """Start a job, dropping any that lies there: write down what it is and the output's first bytes."""
        with self.writing():
            self._job.unlink(missing_ok=True)
            self.rows.write_bytes(header)
            self._write(Checkpoint(state=state, size=len(header)))
            write_whole(self._job, job.model_dump_json().encode())  # last: from here on the job is started

    def take_up(self, job: Job) -> None:
        """Go on with a half-done job.

        Raises:
            ResumeRefused: the job is another one.
            BatchError: the rows that are done are gone.
        """
        job.refuse_unless_same(from_json(self._job.read_bytes()), item=str(self.folder))
        with self.writing():
            found = Checkpoint.model_validate_json(self._checkpoint.read_bytes())
            if self.rows.exists():
                gone = self.rows.stat().st_size < found.size
            else:  # it has become the output if the job died right after its end
                gone = not (found.complete and self._target.exists())
            if gone:
                raise BatchError(
                    "rows that were done are gone",
                    stage="resume",
                    item=str(self.rows),
                    remedy="start again with resume=False (--no-resume)",
                )
            if self.rows.exists():
                os.truncate(self.rows, found.size)
            self._write(found.model_copy(update={"resumes": found.resumes + 1}))

    def commit(self, rows: bytes, /, **changes: Any) -> None:
        """Append rows and bring the checkpoint up to date; they are done when this returns.

        Args:
            rows: bytes of the output.
            changes: new values of the checkpoint's fields.
        """
        with self.writing():
            append(self.rows, rows)
            size = self.checkpoint.size + len(rows)
            self._write(self.checkpoint.model_copy(update={**changes, "size": size}))

    def remove(self) -> None:
        """Forget the job; its output is in place, or is not wanted."""
        with self.writing():
            self._job.unlink(missing_ok=True)  # first: without it the rest counts for nothing
            shutil.rmtree(self.folder)

    def _write(self, checkpoint: Checkpoint) -> None:
        write_whole(self._checkpoint, checkpoint.model_dump_json().encode())
        self.checkpoint = checkpoint

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Turn what the system refuses into a ``BatchError``."""
        try:
            yield
        except OSError as error:
            raise BatchError(
                f"the output cannot be written: {error.strerror or error}",
                stage="batch",
                item=str(self.folder),
                remedy="make room or correct the permissions, then run the same command again to go on",
            ) from error
