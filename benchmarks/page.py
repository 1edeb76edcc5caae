"""From ``benchmarks/results`` to ``docs/scores.md`` and the table in the README."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.lines import QUALITY, Line
from dsolutions.evaluation import EvaluationReport

ROOT = Path(__file__).parent.parent
RESULTS = ROOT / "benchmarks" / "results"
START, END = "<!-- scores:start -->", "<!-- scores:end -->"


def write_pages() -> None:
    """Write ``docs/scores.md``, and those of its lines that have a target into the README."""
    quality, speed = _tables(QUALITY), _table(_speed())
    page = (ROOT / "benchmarks" / "scores.template.md").read_text(encoding="utf-8")
    filled = page.replace("{quality}", quality).replace("{speed}", speed).replace("{details}", _details())
    (ROOT / "docs" / "scores.md").write_text(filled, encoding="utf-8")
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(START)
    after = rest.partition(END)[2]
    aimed = {
        title: tuple(line for line in lines if line.target != "report") for title, lines in QUALITY.items()
    }
    fast = _table(row for row in _speed() if row[2])
    readme.write_text(
        f"{before}{START}\n{_tables(aimed)}\n\n### Speed and memory\n\n{fast}\n{END}{after}", encoding="utf-8"
    )


def _tables(parts: Mapping[str, tuple[Line, ...]]) -> str:
    return "\n\n".join(f"### {title}\n\n{_table(_quality(lines))}" for title, lines in parts.items())


def _quality(lines: tuple[Line, ...]) -> Iterator[tuple[str, ...]]:
    yield "what", "measured [95 % interval]", "target", "best floor", "rows"
    for line in lines:
        folder = RESULTS / "scores" / line.report
        if folder.exists():
            report = EvaluationReport.load(folder)
            part = next((g for g in report.groups if g.name == line.group), report)
            measured = " / ".join(_interval(part.scores[m]) for m in line.metrics if m in part.scores)
            yield line.title, measured, line.target, _floor(report, line), f"{part.n:,}"


def _floor(report: EvaluationReport, line: Line) -> str:
    """Name the best floor on the same rows, by the line's first metric."""
    found: list[tuple[float, str]] = []
    for floor in report.floors:
        part = next((g for g in floor.groups if g.name == line.group), floor)
        if line.metrics[0] in part.scores and line.metrics[0] != "ece":
            found.append((part.scores[line.metrics[0]].value, floor.name))
    return "{1} {0}".format(*((_short(max(found)[0]), max(found)[1]))) if found else ""


def _speed() -> Iterator[tuple[str, ...]]:
    yield "what", "measured", "target", "conditions"
    for path in sorted(RESULTS.glob("*.json")):
        for line in json.loads(path.read_text(encoding="utf-8"))["lines"]:
            yield line["what"], line["measured"], line.get("target", ""), line.get("conditions", "")


def _details() -> str:
    """Describe every report: classes, anchors, leaks."""
    parts = []
    for folder in sorted((RESULTS / "scores").iterdir()):
        report = EvaluationReport.load(folder)
        rows = [("class", "precision", "recall", "F1", "rows")]
        rows += [
            (c.label, _short(c.precision), _short(c.recall), _short(c.f1), f"{c.support:,}")
            for c in report.per_class
        ]
        lines = [f"### {report.dataset}: {report.name}", "", _table(iter(rows)), ""]
        for anchor in report.anchors:
            scores = ", ".join(f"{name} {_short(value)}" for name, value in anchor.scores.items())
            lines.append(f"- Anchor: {anchor.name}, {scores} ({anchor.source}).")
        if report.leaks:
            leaks = f"{report.leaks.exact} exact, {report.leaks.near} near"
            lines.append(f"- Test texts that are also in the training part: {leaks}.")
        parts.append("\n".join(lines).rstrip())
    return "\n\n".join(parts)


def _interval(score: Any) -> str:
    return f"**{_short(score.value)}** [{_short(score.low)}, {_short(score.high)}]"


def _short(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3f}"


def _table(rows: Iterator[tuple[str, ...]]) -> str:
    head = next(rows)
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    write_pages()
