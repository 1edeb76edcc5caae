"""One pipeline over one file."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from dsolutions.batch.durable import move, sha256
from dsolutions.batch.formats import FORMATS, Format
from dsolutions.batch.job import Job
from dsolutions.batch.ledger import Ledger
from dsolutions.batch.local import answer_rows
from dsolutions.batch.manifest import Manifest
from dsolutions.batch.progress import ProgressBar, Step, Watcher
from dsolutions.component import Pipeline
from dsolutions.errors import BatchError, ConfigurationError, InputError
from dsolutions.preprocessing import open_rows, read_rows


class Interrupted(KeyboardInterrupt):
    """The user stopped a job; the message says what is kept and how to go on."""


def run_file(
    pipeline: Pipeline[Any],
    source: str | Path,
    target: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    chunk: int = 256,
    resume: bool = True,
    overwrite: bool = False,
    progress: bool | Watcher = False,
) -> Manifest:
    """Answer every row of a file, in bounded memory: one output row per input row, in order.

    A run that dies or is stopped goes on where it was when the same call is made again, and the output has
    the same bytes as if nothing had happened. Once the job is finished, the same call does nothing more.

    Args:
        pipeline: what answers; its memory, if it has one, runs through the whole file.
        source: CSV, TSV, JSON Lines, Parquet, text, HTML, PDF or DOCX, by suffix.
        target: JSON Lines (full results), CSV or Parquet (flat columns, see ``dsolutions.batch.layout``), by
            suffix. A manifest is written beside it, and ``<target>.partial/`` while the job runs.
        columns: field of ``Document`` to the file's column, where the usual names do not fit.
        chunk: rows that are answered, and committed, together.
        resume: go on with a half-done job; ``False`` drops it.
        overwrite: replace an output that exists.
        progress: ``True`` for a progress bar, or a function that is called with a ``Step`` after each chunk.

    Returns:
        The manifest: counts, digests, versions, times.

    Raises:
        InputError: the source cannot be read or no column holds the text. Rows that cannot be read are output
            rows with an error.
        ResumeRefused: a half-done job lies there whose input, pipeline, options or versions were others.
        BatchError: the output exists, cannot be written, or another process is writing it.
        Interrupted: Ctrl-C; a ``KeyboardInterrupt`` that says how to go on.
    """
    source, target = Path(source), Path(target)
    input_columns = _check(pipeline, source, target, columns, chunk)
    output = FORMATS[target.suffix.lower()](pipeline.result_type, input_columns)
    with Ledger(target) as ledger:
        pipeline.warm_up()
        job = Job.of(pipeline, source, columns=columns, chunk=chunk, format=target.suffix.lower())
        if ledger.started and resume:
            ledger.take_up(job)
        elif target.exists() and not overwrite:
            return _finished_before(job, target)
        else:
            ledger.begin(job, state=pipeline.state_type().model_dump_json(), header=output.header())
        work = _Work(pipeline, source, job, ledger, output)
        try:
            with _loaded_objects_kept():
                if progress is True:
                    with ProgressBar() as bar:
                        work.answer(bar)
                else:
                    work.answer(progress or None)
            return work.finish(target)
        except KeyboardInterrupt as error:
            raise Interrupted(
                f"Stopped. {ledger.checkpoint.rows:,} rows are done and kept in {ledger.folder}. "
                "Run the same command again to go on."
            ) from error


@contextmanager
def _loaded_objects_kept() -> Iterator[None]:
    """Spare the garbage collector what is there already.

    It would walk over the objects of models and libraries again and again: 0.3 s each time, a tenth of the
    whole work.
    """
    if gc.get_freeze_count():  # somebody else has done this, and does not want it undone
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


class _Work:
    """One run of a job, from what the ledger holds to the finished output."""

    def __init__(
        self, pipeline: Pipeline[Any], source: Path, job: Job, ledger: Ledger, output: Format
    ) -> None:
        self._pipeline = pipeline
        self._source = source
        self._job = job
        self._ledger = ledger
        self._output = output
        self._resumed_rows = ledger.checkpoint.rows
        self._begun = monotonic()
        self._seconds_before = ledger.checkpoint.seconds

    @property
    def _seconds(self) -> float:
        return monotonic() - self._begun

    def answer(self, watch: Watcher | None) -> None:
        """Answer and commit chunk after chunk, until the input ends."""
        if self._ledger.checkpoint.complete:
            return
        rows = read_rows(self._source, self._job.columns)
        for _ in islice(rows, self._resumed_rows):
            pass
        state = self._pipeline.state_type.model_validate_json(self._ledger.checkpoint.state)
        while group := list(islice(rows, self._job.chunk)):
            before = self._ledger.checkpoint
            results = answer_rows(self._pipeline, group, self._job.columns, state)
            errors = Counter(before.errors)
            errors.update(result.error.type for result in results if result.error)
            self._ledger.commit(
                self._output.encode(zip(group, results, strict=True)),
                rows=before.rows + len(group),
                errors=dict(sorted(errors.items())),
                state=state.model_dump_json(),
                seconds=self._seconds_before + self._seconds,
            )
            if watch is not None:
                watch(self._step(group[-1].share))
        self._ledger.commit(b"", complete=True)

    def finish(self, target: Path) -> Manifest:
        """Give the output its name, write the manifest and close the ledger."""
        with self._ledger.writing():
            if self._ledger.rows.exists():  # else an earlier run came as far as the next line
                move(self._output.finish(self._ledger.rows), target)
            manifest = self._manifest(target)
            manifest.save(Manifest.path_for(target))
        self._ledger.remove()
        return manifest

    def _manifest(self, target: Path) -> Manifest:
        done = self._ledger.checkpoint
        seconds = self._seconds_before + self._seconds
        return Manifest(
            job=self._job,
            source=str(self._source),
            target=str(target),
            output_digest=sha256(target),
            output_size=target.stat().st_size,
            rows=done.rows,
            ok=done.rows - sum(done.errors.values()),
            errors=done.errors,
            resumes=done.resumes,
            resumed_rows=self._resumed_rows,
            started=done.started,
            finished=datetime.now(UTC),
            seconds=round(seconds, 3),
            rows_per_second=round(done.rows / max(seconds, 1e-9), 1),
        )

    def _step(self, share: float) -> Step:
        done = self._ledger.checkpoint
        return Step(
            rows=done.rows,
            errors=sum(done.errors.values()),
            share=share,
            rows_per_second=(done.rows - self._resumed_rows) / max(self._seconds, 1e-9),
        )


def columns_of(
    pipeline: Pipeline[Any], source: str | Path, columns: Mapping[str, str] | None
) -> tuple[str, ...] | None:
    """Return the columns that all rows of a file share, if they share any.

    Raises:
        InputError: the file cannot be read, or none of its columns holds the text.
    """
    found = open_rows(source, columns).columns
    if found is not None and not pipeline.form.has_content(found, columns):
        raise InputError(
            "no column holds the text",
            stage="read",
            item=str(source),
            remedy="say which: columns={'text': NAME} (--column text=NAME), where NAME is one of: "
            + ", ".join(found),
        )
    return found


def _check(
    pipeline: Pipeline[Any], source: Path, target: Path, columns: Mapping[str, str] | None, chunk: int
) -> tuple[str, ...] | None:
    """Refuse at once what can be known to fail; return the input's own columns."""
    if chunk < 1:
        raise ConfigurationError("a chunk has at least one row", stage="batch", item=f"chunk={chunk}")
    input_columns = columns_of(pipeline, source, columns)
    if target.suffix.lower() not in FORMATS:
        raise _refused(target, "no format that can be written has this suffix", f"use {' '.join(FORMATS)}")
    if target.is_dir() or not target.parent.is_dir():
        raise _refused(
            target, "the output is a folder or lies in none", "name a file in a folder that exists"
        )
    if target.resolve() == source.resolve():
        raise _refused(target, "the output is the input", "choose another output file")
    return input_columns


def _finished_before(job: Job, target: Path) -> Manifest:
    """Return the manifest of an output that this very job wrote."""
    problem = "the output exists"
    with suppress(OSError, ValueError):  # no manifest, or one of another version
        manifest = Manifest.load(Manifest.path_for(target))
        if changed := list(job.changes(manifest.job.model_dump(mode="json"))):
            problem += f" and is of another job: {'; '.join(changed)}"
        elif manifest.output_digest != sha256(target):
            problem += " and is no longer what was written"
        else:
            return manifest
    raise _refused(target, problem, "choose another output file, or overwrite=True (--overwrite)")


def _refused(target: Path, message: str, remedy: str) -> BatchError:
    return BatchError(message, stage="batch", item=str(target), remedy=remedy)
