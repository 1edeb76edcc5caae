"""The report of a finished job, written from its output file, so that no job keeps its results in memory."""

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


def write_report(pipeline: Pipeline[Any], columns: Mapping[str, str], target: Path, report: Path) -> None:
    """Read documents and results back from the output file, row by row, and write the report."""
    report.parent.mkdir(parents=True, exist_ok=True)
    pipeline.write_report(_documents(target, columns), _results(pipeline, target), report)


def _documents(target: Path, columns: Mapping[str, str]) -> Iterator[Document]:
    for position, answer in enumerate(_answers(target)):
        try:
            yield to_document(answer["input"], default_id=str(position), columns=columns)
        except InputError:
            continue  # its result says why


def _results(pipeline: Pipeline[Any], target: Path) -> Iterator[Result]:
    for answer in _answers(target):
        fields = {name: value for name, value in answer.items() if name in pipeline.result_type.model_fields}
        yield pipeline.result_type.model_validate(fields)


def _answers(target: Path) -> Iterator[dict[str, Any]]:
    from pydantic_core import from_json

    with target.open("rb") as lines:
        for line in lines:
            yield from_json(line)
