"""What an evaluation leaves behind: a JSON file, a page to read, a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pydantic import ValidationError

from dsolutions.errors import InputError
from dsolutions.evaluation.calibration import CalibrationBin
from dsolutions.evaluation.intervals import Score
from dsolutions.evaluation.leaks import LeakCheck
from dsolutions.evaluation.metrics import TITLES, ClassScores
from dsolutions.types import Provenance, Value

if TYPE_CHECKING:
    from rich.table import Table

Scores = Mapping[str, Score]


class GroupScores(Value):
    """The scores of some of the rows.

    Args:
        name: name of the group.
        n: number of its rows.
        scores: metric name to score.
    """

    name: str
    n: int
    scores: Scores


class FloorScores(Value):
    """What a floor scores on the same rows.

    Args:
        name: name of the floor.
        scores: metric name to score.
        groups: the same by group.
    """

    name: str
    scores: Scores
    groups: tuple[GroupScores, ...] = ()


class Anchor(Value):
    """A published result to stand beside.

    Args:
        name: the system.
        scores: metric name of the report, such as ``"accuracy"``, to what it reached.
        source: where that is published, and how its protocol differs if it does.
    """

    name: str
    scores: Mapping[str, float]
    source: str


class EvaluationReport(Value):
    """Scores of one system on one data set, beside their floors and anchors.

    Args:
        name: what was scored.
        dataset: on what.
        version: version of dsolutions that scored it.
        n: number of rows.
        documents: number of documents that they come from; intervals resample these.
        rounds: number of bootstrap resamples.
        seed: their seed.
        labels: the class names.
        scores: metric name to score.
        per_class: precision, recall and F1 of each class.
        confusion: rows by true (outer) and predicted (inner) class; empty where rows are sets of labels.
        calibration: the reliability curve; empty without probabilities.
        groups: scores by group.
        floors: scores of the floors; empty without a training set.
        anchors: published results.
        leaks: test texts found in the training set; ``None`` without a training set.
        provenance: what made the predictions, where known.
    """

    name: str
    dataset: str
    version: str
    n: int
    documents: int
    rounds: int
    seed: int
    labels: tuple[str, ...]
    scores: Scores
    per_class: tuple[ClassScores, ...]
    confusion: tuple[tuple[int, ...], ...] = ()
    calibration: tuple[CalibrationBin, ...] = ()
    groups: tuple[GroupScores, ...] = ()
    floors: tuple[FloorScores, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    leaks: LeakCheck | None = None
    provenance: Provenance | None = None

    def save(self, folder: str | Path) -> Path:
        """Write ``report.json`` and ``report.html`` into ``folder``; return the path of the page."""
        from dsolutions.evaluation.page import page

        target = Path(folder)
        target.mkdir(parents=True, exist_ok=True)
        (target / "report.json").write_text(self.model_dump_json(indent=2) + "\n", encoding="utf-8")
        html = target / "report.html"
        html.write_text(page(self), encoding="utf-8")
        return html

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a ``report.json``, or the one in a folder.

        Raises:
            InputError: there is none, or it is no report.
        """
        file = Path(path) / "report.json" if Path(path).is_dir() else Path(path)
        try:
            return cls.model_validate_json(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValidationError) as error:
            raise InputError(
                f"cannot read the report: {error}",
                stage="evaluate",
                item=str(file),
                remedy="give a report.json that EvaluationReport.save wrote",
            ) from error

    def to_table(self) -> Table:
        """Lay out scores, groups, floors and anchors for the terminal."""
        from rich.table import Table

        table = Table(title=f"{self.name} on {self.dataset} ({self.n:,} rows)", title_justify="left")
        table.add_column("")
        for metric in self.scores:
            table.add_column(TITLES.get(metric, metric), justify="right")
        lines: list[tuple[str, Scores]] = [(self.name, self.scores)]
        lines += [(f"  {group.name} ({group.n:,})", group.scores) for group in self.groups]
        for floor in self.floors:
            lines.append((f"floor: {floor.name}", floor.scores))
            lines += [(f"  {group.name} ({group.n:,})", group.scores) for group in floor.groups]
        for title, scores in lines:
            table.add_row(title, *(str(scores[metric]) if metric in scores else "" for metric in self.scores))
        for anchor in self.anchors:
            found = (anchor.scores.get(metric) for metric in self.scores)
            table.add_row(f"anchor: {anchor.name}", *("" if x is None else f"{x:.3f}" for x in found))
        return table

    def __str__(self) -> str:
        scores = ", ".join(f"{TITLES.get(metric, metric)} {score}" for metric, score in self.scores.items())
        return f"{self.name} on {self.dataset} ({self.n:,} rows): {scores}"
