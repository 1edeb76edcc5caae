"""Counts over a stretch of time: decisions, findings and the distribution of scores."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, Field

from dsolutions.errors import InputError
from dsolutions.types import Safety, UtcTime

BINS = 10  # of equal width over [0, 1]: what the population stability index is usually computed on


class Window(BaseModel):
    """What was decided between two times; nothing in it comes from a document.

    Args:
        kind: tells it from the samples in a log.
        begun: when the first decision was made.
        ended: when the last one was.
        decisions: decision to how often it was made.
        pipelines: pipeline to how many decisions were about it.
        findings: ``"guard/kind"`` to how many results had one.
        scores: score to how often it lay in each tenth of [0, 1].

    >>> window = Window.counting([Safety(decision="allow", scores={"safety": 0.97})])
    >>> window.decisions, window.scores["safety"][-1]
    ({'allow': 1}, 1)
    """

    kind: Literal["counts"] = "counts"
    begun: UtcTime | None = None
    ended: UtcTime | None = None
    decisions: dict[str, int] = Field(default_factory=dict)
    pipelines: dict[str, int] = Field(default_factory=dict)
    findings: dict[str, int] = Field(default_factory=dict)
    scores: dict[str, list[int]] = Field(default_factory=dict)

    @property
    def size(self) -> int:
        """How many decisions it counts."""
        return sum(self.decisions.values())

    @classmethod
    def counting(cls, verdicts: list[Safety]) -> Self:
        """Count verdicts."""
        window = cls()
        for verdict in verdicts:
            window.count("", verdict)
        return window

    @classmethod
    def read(cls, *paths: str | Path) -> Self:
        """Add up the counts of logs; samples in them are left aside.

        Raises:
            InputError: one cannot be read, or has a line that is no line of a log.
        """
        window = cls()
        for path in paths:
            try:
                with Path(path).open(encoding="utf-8") as lines:
                    for line in lines:
                        if '"kind":"counts"' in line:
                            window.add(cls.model_validate_json(line))
            except (OSError, ValueError) as error:  # pydantic's ValidationError is a ValueError
                raise InputError(
                    f"this is no log of decisions: {error}",
                    stage="monitor",
                    item=str(path),
                    remedy="give a file that a Monitor wrote",
                ) from error
        return window

    def count(self, pipeline: str, verdict: Safety) -> None:
        """Count one verdict."""
        self._increase(self.decisions, {verdict.decision: 1})
        self._increase(self.pipelines, {pipeline: 1} if pipeline else {})
        self._increase(self.findings, {f"{found.guard}/{found.kind}": 1 for found in verdict.findings})
        for name, score in verdict.scores.items():
            self.scores.setdefault(name, [0] * BINS)[min(int(score * BINS), BINS - 1)] += 1

    def add(self, other: Window) -> None:
        """Take in the counts of another window."""
        self._increase(self.decisions, other.decisions)
        self._increase(self.pipelines, other.pipelines)
        self._increase(self.findings, other.findings)
        for name, counts in other.scores.items():
            own = self.scores.get(name, [0] * BINS)
            self.scores[name] = [mine + theirs for mine, theirs in zip(own, counts, strict=True)]
        times = [time for time in (self.begun, other.begun) if time is not None]
        self.begun = min(times, default=None)
        times = [time for time in (self.ended, other.ended) if time is not None]
        self.ended = max(times, default=None)

    @staticmethod
    def _increase(counts: dict[str, int], by: dict[str, int]) -> None:
        for name, number in by.items():
            counts[name] = counts.get(name, 0) + number
