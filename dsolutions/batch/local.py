"""The local engine: rows answered in this process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dsolutions.component import FeedState, Pipeline
from dsolutions.errors import InputError
from dsolutions.preprocessing import DocumentForm, Row
from dsolutions.types import Document, ItemError, Result


def answer_rows(
    pipeline: Pipeline[Any], rows: Sequence[Row], columns: Mapping[str, str], state: FeedState
) -> list[Result]:
    """Answer rows of a file.

    Args:
        pipeline: what answers.
        rows: the rows; one that could not be read, or is no document, gets a result with its error.
        columns: field of ``Document`` to column name.
        state: the pipeline's memory; it is brought up to date.

    Returns:
        One result per row, in order.
    """
    documents: dict[int, Document] = {}
    problems: dict[int, ItemError] = {}
    for row in rows:
        read = _read(row, pipeline.form, columns)
        if isinstance(read, Document):
            documents[row.position] = read
        else:
            problems[row.position] = read
    answered = pipeline.run(list(documents.values()), state=state)
    results: dict[int, Result] = dict(zip(documents, answered, strict=True))
    for row in rows:
        if row.position in problems:
            name = pipeline.form.column_of("id", row.fields, columns)
            results[row.position] = pipeline.result_type(
                document_id=str(row.fields[name] if name else row.position),
                provenance=pipeline.provenance(),
                error=problems[row.position],
            )
    return [results[row.position] for row in rows]


def _read(row: Row, form: DocumentForm, columns: Mapping[str, str]) -> Document | ItemError:
    # The row's error is not raised: its traceback would keep the whole chunk alive until the next collection.
    if row.error is not None:
        return ItemError.of(row.error)
    try:
        return form.read(row.fields, default_id=str(row.position), columns=columns)
    except InputError as error:
        return ItemError.of(error)
