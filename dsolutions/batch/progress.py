"""How far a job has come, for those who watch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn


@dataclass(frozen=True)
class Step:
    """The state of a job after a chunk.

    Args:
        rows: rows done, in all runs of the job.
        errors: rows among them without an answer.
        share: how much of the input has been read, in [0, 1].
        rows_per_second: over this run.

    >>> Step(rows=500, errors=1, share=0.25, rows_per_second=90.0).expected_rows
    2000
    """

    rows: int
    errors: int
    share: float
    rows_per_second: float

    @property
    def expected_rows(self) -> int:
        """How many rows the input has, judged by what has been read of it."""
        return round(self.rows / self.share) if self.share else self.rows


Watcher = Callable[[Step], None]


class ProgressBar:
    """A bar with rows, rate and remaining time; give it to ``run_file`` as ``progress``.

    Args:
        console: where to draw it; standard error by default, so that standard output stays clean.

    >>> from rich.console import Console
    >>> with ProgressBar(Console(quiet=True)) as bar:
    ...     bar(Step(rows=500, errors=0, share=0.25, rows_per_second=90.0))
    """

    def __init__(self, console: Console | None = None) -> None:
        self._progress = Progress(
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[rows]}"),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
        )
        self._task = self._progress.add_task("", total=1.0, rows="")

    def __enter__(self) -> Self:
        """Start drawing."""
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop drawing."""
        self._progress.stop()

    def __call__(self, step: Step) -> None:
        """Show a step."""
        rows = f"{step.rows:,} of about {step.expected_rows:,} rows, {step.rows_per_second:,.0f}/s"
        rows += f", {step.errors:,} errors" if step.errors else ""
        self._progress.update(self._task, completed=step.share, rows=rows)
