"""What a finished job leaves beside its output."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Self

from dsolutions.batch.durable import write_whole
from dsolutions.batch.job import Job
from dsolutions.types import Value


class Manifest(Value):
    """How an output file came about. Times are here only, so that equal jobs give equal outputs.

    Args:
        job: what was asked for: pipeline, ingredients, versions, options, input.
        source: the input file.
        target: the output file.
        output_digest: SHA-256 of the output file.
        output_size: its size in bytes.
        rows: rows in and rows out.
        ok: rows with an answer.
        errors: rows without, by error type.
        resumes: how often the job was taken up again.
        resumed_rows: rows that were done before the last time it was.
        started: when the job was first started.
        finished: when it was done.
        seconds: time spent on it, in all runs.
        rows_per_second: over that time.
    """

    job: Job
    source: str
    target: str
    output_digest: str
    output_size: int
    rows: int
    ok: int
    errors: Mapping[str, int]
    resumes: int
    resumed_rows: int
    started: datetime
    finished: datetime
    seconds: float
    rows_per_second: float

    @staticmethod
    def path_for(target: Path) -> Path:
        """Return where the manifest of an output file lies."""
        return target.with_name(target.name + ".manifest.json")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a manifest."""
        return cls.model_validate_json(Path(path).read_text(encoding="utf-8"))

    def save(self, path: Path) -> None:
        """Write the manifest as JSON for people."""
        write_whole(path, self.model_dump_json(indent=2).encode() + b"\n")
