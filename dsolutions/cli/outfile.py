"""What a finished job wrote, read back row by row, so that no job keeps its results in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError, InputError
from dsolutions.types import Document, Result


def check_format(target: Path, *, wanted_for: str) -> None:
    """Find out before a long job, not after it, that its output could not be read back.

    Raises:
        ConfigurationError: the results will not be JSON lines.
    """
    if target.suffix.lower() != ".jsonl":
        raise ConfigurationError(
            f"a {wanted_for} is made from results in JSON lines",
            stage=wanted_for,
            item=str(target),
            remedy="call OUT something.jsonl",
        )


def documents_in(
    target: Path, pipeline: Pipeline[Any], columns: Mapping[str, str]
) -> Iterator[Document | None]:
    """Yield the document of every row; ``None`` for a row that was none."""
    for position, answer in enumerate(_answers(target)):
        try:
            yield pipeline.form.read(answer["input"], default_id=str(position), columns=columns)
        except InputError:
            yield None  # its result says why


def results_in(target: Path, pipeline: Pipeline[Any]) -> Iterator[Result]:
    """Yield the result of every row."""
    for answer in _answers(target):
        fields = {name: value for name, value in answer.items() if name in pipeline.result_type.model_fields}
        yield pipeline.result_type.model_validate(fields)


def _answers(target: Path) -> Iterator[dict[str, Any]]:
    from pydantic_core import from_json

    with target.open("rb") as lines:
        for line in lines:
            yield from_json(line)
