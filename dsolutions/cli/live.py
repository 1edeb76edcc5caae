"""Answers without a file job: a table of the first ones on a terminal, JSON lines into a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import typer

from dsolutions.cli.table import results_table
from dsolutions.errors import InputError

if TYPE_CHECKING:
    from dsolutions.component import Pipeline
    from dsolutions.preprocessing import Row
    from dsolutions.types import Result


def show_answers(pipeline: Pipeline[Any], source: str, columns: Mapping[str, str], *, first: int) -> int:
    """Answer a file, or standard input for ``"-"``, and print the answers.

    Args:
        pipeline: what answers.
        source: path, or ``"-"``: one text or JSON object per line.
        columns: field of ``Document`` to column name.
        first: how many rows a terminal shows; a pipe gets them all, each as soon as it is there.

    Returns:
        How many of them failed.

    Raises:
        InputError: the file cannot be read, or no column holds the text.
    """
    from rich.console import Console

    rows = _typed_rows() if source == "-" else _file_rows(pipeline, source, columns)
    console = Console()
    if console.is_terminal:
        results = list(_answers(pipeline, islice(rows, first), columns))
        console.print(results_table(pipeline, results))
        if len(results) == first:  # whether there are more is not asked: a live feed would keep us waiting
            typer.echo(f"At most {first} rows are shown. Name an OUT file to answer all.", err=True)
        return sum(result.error is not None for result in results)
    failed = 0
    for result in _answers(pipeline, rows, columns):
        typer.echo(result.model_dump_json())  # flushes, so that a live feed is seen live
        failed += result.error is not None
    return failed


def _answers(pipeline: Pipeline[Any], rows: Iterable[Row], columns: Mapping[str, str]) -> Iterator[Result]:
    from dsolutions.batch.local import answer_rows
    from dsolutions.runtime.batching import gather

    state = pipeline.state_type()
    for group in gather(rows, size=64, max_wait_ms=20):
        yield from answer_rows(pipeline, group, columns, state)


def _file_rows(pipeline: Pipeline[Any], source: str, columns: Mapping[str, str]) -> Iterator[Row]:
    from dsolutions.batch.run import columns_of
    from dsolutions.preprocessing import read_rows

    columns_of(pipeline, source, columns)
    return read_rows(source, columns)


def _typed_rows() -> Iterator[Row]:
    """Read standard input: a line that starts with a brace is a JSON object, any other line is a text."""
    from pydantic_core import from_json

    from dsolutions.preprocessing import Row

    for position, line in enumerate(line.strip() for line in sys.stdin.buffer if line.strip()):
        try:
            yield Row(position, from_json(line) if line.startswith(b"{") else {"text": line.decode()})
        except ValueError as error:
            problem = f"neither a text in UTF-8 nor a JSON object: {error}"
            yield Row(position, {}, InputError(problem, stage="read", item=f"line {position + 1}"))
