"""The report of a finished job, written from its output file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dsolutions.cli.outfile import check_format, documents_in, results_in
from dsolutions.component import Pipeline


def check_report(pipeline: Pipeline[Any], target: Path, report: Path) -> None:
    """Find out before a long job, not after it, that its report could not be written.

    Raises:
        ConfigurationError: the pipeline has no report, or the results will not be JSON lines.
    """
    if type(pipeline).write_report is Pipeline.write_report:
        pipeline.write_report((), (), report)  # raises the error that says so
    check_format(target, wanted_for="report")


def write_report(pipeline: Pipeline[Any], columns: Mapping[str, str], target: Path, report: Path) -> None:
    """Read documents and results back from the output file and write the report."""
    report.parent.mkdir(parents=True, exist_ok=True)
    pipeline.write_report(documents_in(target, pipeline, columns), results_in(target, pipeline), report)
