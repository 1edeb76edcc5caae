"""The report of a finished job, written from its files, so that no result has to be kept in memory for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError, InputError
from dsolutions.preprocessing.documents import to_document
from dsolutions.types import Document, Result


def check_report(pipeline: Pipeline[Any], target: Path, report: Path) -> None:
    """Find out before a long job, not after it, that its report could not be written.

    Raises:
        ConfigurationError: the pipeline has no report, or the results will not be JSON lines.
    """
    if type(pipeline).write_report is Pipeline.write_report:
        pipeline.write_report((), (), report)  # raises the error that says so
    if target.suffix.lower() != ".jsonl":
        raise ConfigurationError(
            "a report is made from results in JSON lines",
            stage="report",
            item=str(target),
            remedy="call OUT something.jsonl",
        )


def write_report(
    pipeline: Pipeline[Any], source: str, columns: Mapping[str, str], target: Path, report: Path
) -> None:
    """Read documents and results back, one by one, and write the report."""
    report.parent.mkdir(parents=True, exist_ok=True)
    pipeline.write_report(_documents(source, columns), _results(pipeline, target), report)


def _documents(source: str, columns: Mapping[str, str]) -> Iterator[Document]:
    from dsolutions.preprocessing.readers import read_rows

    for row in read_rows(source, columns):
        try:
            if row.error is None:
                yield to_document(row.fields, default_id=str(row.position), columns=columns)
        except InputError:
            continue  # its result says why


def _results(pipeline: Pipeline[Any], target: Path) -> Iterator[Result]:
    with target.open(encoding="utf-8") as lines:
        for line in lines:
            yield pipeline.result_type.model_validate_json(line)
