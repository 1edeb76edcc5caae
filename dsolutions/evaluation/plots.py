"""The plots of a report, as SVG that can stand inside a page."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from dsolutions.evaluation.calibration import CalibrationBin
from dsolutions.evaluation.metrics import TITLES
from dsolutions.evaluation.report import EvaluationReport

INK, MUTED, RULE, BLUE, GREY, OCHRE = "#1f2933", "#616e7c", "#d8dee6", "#2b5c8a", "#8a96a3", "#b7791f"
BLUES = LinearSegmentedColormap.from_list("blues", ["#ffffff", "#c9d9e8", BLUE])
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text: selectable, and in the font of the page
    "svg.hashsalt": "dsolutions",  # element names that do not change from run to run
    "text.parse_math": False,  # a label such as "$ACME$" is no formula
    "font.size": 9,
    "text.color": INK,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": RULE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
}
# Above this many classes, counts in the cells of a confusion matrix can no longer be read.
COUNTED_CLASSES = 12


def reliability_plot(curve: Sequence[CalibrationBin]) -> str:
    """Draw accuracy over confidence, with the number of rows per bin below."""
    with rc_context(STYLE):
        figure = Figure(figsize=(4.4, 4.6), layout="constrained")
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[4, 1])
        filled = [b for b in curve if b.n]
        width = curve[0].high - curve[0].low
        left = [b.low for b in filled]
        upper.plot([0, 1], [0, 1], color=GREY, linewidth=1, linestyle=(0, (4, 3)))
        upper.bar(left, [b.accuracy for b in filled], width, align="edge", color="#a9c2d9", edgecolor="white")
        upper.plot(
            [b.confidence for b in filled],
            [b.accuracy for b in filled],
            "o-",
            color=BLUE,
            markersize=4,
            lw=1.2,
        )
        upper.set(xlim=(0, 1), ylim=(0, 1), ylabel="accuracy")
        lower.bar(left, [b.n for b in filled], width, align="edge", color=GREY, edgecolor="white")
        lower.set(xlabel="confidence", ylabel="rows")
        lower.yaxis.get_major_locator().set_params(nbins=2, integer=True)
        figure.align_ylabels()
        return _svg(figure, "Reliability diagram: accuracy over confidence")


def confusion_plot(labels: Sequence[str], counts: Sequence[Sequence[int]]) -> str:
    """Draw true classes against predicted ones; the colour is the share of the true class."""
    table = np.array(counts)
    shares = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    few = len(labels) <= COUNTED_CLASSES
    with rc_context(STYLE):
        size = min(9.0, 2.0 + (0.8 if few else 0.18) * len(labels))
        figure = Figure(figsize=(size, size), layout="constrained")
        axes = figure.subplots()
        axes.imshow(shares, cmap=BLUES, vmin=0, vmax=1)
        axes.set(xlabel="predicted", ylabel="true")
        axes.set_xticks(range(len(labels)), labels, color=INK)
        if sum(map(len, labels)) > 30:
            axes.tick_params(axis="x", labelrotation=45 if few else 90)
        if not few:
            axes.tick_params(labelsize=5)
        axes.set_yticks(range(len(labels)), labels, color=INK)
        axes.spines[:].set_visible(False)
        for (row, column), share in np.ndenumerate(shares if few else np.empty((0, 0))):
            colour = "white" if share > 0.6 else INK
            axes.text(column, row - 0.1, f"{table[row, column]:,}", ha="center", va="center", color=colour)
            axes.text(
                column, row + 0.2, f"{share:.0%}", ha="center", va="center", color=colour, size=7.5, alpha=0.8
            )
        return _svg(figure, "Confusion matrix: true class against predicted class")


def standing_plot(report: EvaluationReport) -> str:
    """Draw the scores beside those of the floors and anchors; one panel per metric that any of these has."""
    beside = {metric for floor in report.floors for metric in floor.scores}
    beside |= {metric for anchor in report.anchors for metric in anchor.scores}
    metrics = [metric for metric in report.scores if metric in beside]
    names = [report.name, *(f"floor: {floor.name}" for floor in report.floors)]
    names += [f"anchor: {anchor.name}" for anchor in report.anchors]
    with rc_context(STYLE):
        figure = Figure(figsize=(9.4, 0.7 + 0.3 * len(names)), layout="constrained")
        panels = figure.subplots(1, len(metrics), sharey=True, squeeze=False)[0]
        panels[0].set_yticks(range(len(names)), names, color=INK)
        panels[0].set_ylim(len(names) - 0.5, -0.5)
        for axes, metric in zip(panels, metrics, strict=True):
            _standing(axes, report, metric)
        return _svg(figure, "Scores beside floors and anchors")


def _standing(axes: Axes, report: EvaluationReport, metric: str) -> None:
    systems = [(report.scores, BLUE), *((floor.scores, GREY) for floor in report.floors)]
    for row, (scores, colour) in enumerate(systems):
        if score := scores.get(metric):
            axes.plot(
                [score.low, score.high], [row, row], color=colour, linewidth=2.2, solid_capstyle="round"
            )
            axes.plot(score.value, row, "o", color=colour, markersize=6.5)
    for row, anchor in enumerate(report.anchors, start=len(systems)):
        if metric in anchor.scores:
            axes.plot(anchor.scores[metric], row, "D", color=OCHRE, markerfacecolor="white", markersize=6)
    axes.axvline(report.scores[metric].value, color=BLUE, linewidth=0.8, alpha=0.35, zorder=0)
    axes.margins(x=0.06)
    axes.locator_params(axis="x", nbins=6)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines["left"].set_visible(False)
    axes.set_title(TITLES.get(metric, metric), loc="left", size=10, weight="bold")


def _svg(figure: Figure, label: str) -> str:
    buffer = io.StringIO()
    nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))  # the same report gives the same bytes
    with warnings.catch_warnings():
        # The browser draws the text: that our own font lacks a Chinese label does not matter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure.savefig(buffer, format="svg", transparent=True, metadata=nothing)
    drawing = buffer.getvalue()
    drawing = drawing[drawing.index("<svg") :]
    return drawing.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)
