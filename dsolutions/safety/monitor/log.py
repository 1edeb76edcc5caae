"""The log of decisions: counts of all of them, samples of some, nothing of the documents."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Self

from dsolutions.errors import ConfigurationError
from dsolutions.safety.monitor.window import Window
from dsolutions.types import Decision, Safety, UtcTime, Value


class Sample(Value):
    """One decision without any text of its document.

    Args:
        kind: tells it from the counts in a log.
        time: when.
        pipeline: whose result it was about.
        decision: what was decided.
        scores: the four rewards.
        overall: the four in one.
        findings: ``"guard/kind"`` to the highest score.
    """

    kind: Literal["sample"] = "sample"
    time: UtcTime
    pipeline: str
    decision: Decision
    scores: Mapping[str, float]
    overall: float | None
    findings: Mapping[str, float]


class Monitor:
    """Writes decisions to a file of JSON lines: every one is counted, some are written down one by one.

    Results that were allowed are sampled, all others are written down. Reasons and quotes are left out: they
    may name persons. When the file is full it becomes ``<name>.1``, in place of the one before.

    Args:
        path: the file; it is appended to.
        sample_every: of how many allowed results one is written down.
        counts_every: after how many results the counts are written; also when ``flush`` is called and when
            the process ends.
        max_bytes: size of a full file; both files together never take much more than twice that.

    Raises:
        ConfigurationError: its folder does not exist, or a number makes no sense.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Monitor(Path(folder) / "decisions.jsonl") as monitor:
    ...     monitor.note("finance-risk", Safety(decision="review", scores={"safety": 0.4}))
    ...     monitor.flush()
    ...     Window.read(monitor.path).decisions
    {'review': 1}
    """

    def __init__(
        self,
        path: str | Path,
        *,
        sample_every: int = 100,
        counts_every: int = 1_000,
        max_bytes: int = 10_000_000,
    ) -> None:
        self.path = Path(path)
        if not self.path.parent.is_dir() or self.path.is_dir():
            raise ConfigurationError(
                "the log of decisions cannot be written there",
                stage="monitor",
                item=str(path),
                remedy="name a file in a folder that exists",
            )
        if min(sample_every, counts_every, max_bytes) < 1:
            raise ConfigurationError("numbers of a monitor are at least 1", stage="monitor", item=str(path))
        self._sample_every = sample_every
        self._counts = _Counts(self.path, counts_every, max_bytes)
        self._allowed = 0
        self._ending = weakref.finalize(self, self._counts.flush)

    def note(self, pipeline: str, verdict: Safety) -> None:
        """Count a verdict, and write it down where it is one of those.

        Args:
            pipeline: name of the pipeline.
            verdict: the verdict on a result.
        """
        self._allowed += verdict.decision == "allow"
        written = verdict.decision != "allow" or self._allowed % self._sample_every == 1 % self._sample_every
        self._counts.count(pipeline, verdict, written=written)

    def flush(self) -> None:
        """Write what was counted since the last time."""
        self._counts.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.flush()


class _Counts:
    """What is not yet in the file; apart from the monitor, so that it can be written when that is gone."""

    def __init__(self, path: Path, every: int, max_bytes: int) -> None:
        self._path = path
        self._every = every
        self._max_bytes = max_bytes
        self._window = Window()
        self._lock = threading.Lock()

    def count(self, pipeline: str, verdict: Safety, *, written: bool) -> None:
        now = datetime.now(UTC)
        with self._lock:
            self._window.begun = self._window.begun or now
            self._window.ended = now
            self._window.count(pipeline, verdict)
            if written:
                self._append(_sample(now, pipeline, verdict).model_dump_json())
            if self._window.size >= self._every:
                self._write()

    def flush(self) -> None:
        with self._lock:
            if self._window.size:
                self._write()

    def _write(self) -> None:
        self._append(self._window.model_dump_json())
        self._window = Window()

    def _append(self, line: str) -> None:
        # Not logging's RotatingFileHandler: that keeps the file open, and another process cannot rotate it.
        if self._path.exists() and self._path.stat().st_size + len(line) >= self._max_bytes:
            self._path.replace(self._path.with_name(self._path.name + ".1"))
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def _sample(now: datetime, pipeline: str, verdict: Safety) -> Sample:
    findings: dict[str, float] = {}
    for found in verdict.findings:
        name = f"{found.guard}/{found.kind}"
        findings[name] = max(found.score, findings.get(name, 0.0))
    return Sample(
        time=now,
        pipeline=pipeline,
        decision=verdict.decision,
        scores=verdict.scores,
        overall=verdict.overall,
        findings=findings,
    )
