"""The page of a report: one HTML file that needs nothing else."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dsolutions.evaluation.calibration import BINS
from dsolutions.evaluation.intervals import LEVEL
from dsolutions.evaluation.metrics import TITLES
from dsolutions.evaluation.plots import confusion_plot, reliability_plot, standing_plot
from dsolutions.evaluation.report import EvaluationReport


def page(report: EvaluationReport) -> str:
    """Render a report as HTML with inline style and plots."""
    environment = Environment(
        loader=PackageLoader("dsolutions.evaluation", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    beside = report.floors or any(report.scores.keys() & anchor.scores.keys() for anchor in report.anchors)
    plots = {
        "standing": standing_plot(report) if beside else "",
        "confusion": confusion_plot(report.labels, report.confusion) if report.confusion else "",
        "reliability": reliability_plot(report.calibration) if report.calibration else "",
    }
    return environment.get_template("report.html.j2").render(
        report=report,
        titles=TITLES,
        level=f"{LEVEL:.0%}",
        bins=BINS,
        # Safe as they are: drawn here, with every label escaped by the SVG writer.
        plots={name: Markup(drawing) for name, drawing in plots.items()},
    )
