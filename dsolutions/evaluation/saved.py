"""Predictions as JSON lines, so that they can be scored later, elsewhere, without the model.

One row per line; only ``gold`` and ``predicted`` are required, and other fields are ignored::

    {"labels": ["negative", "neutral", "positive"]}
    {"id": "17:Acme", "gold": "negative", "predicted": "neutral", "document": "17",
     "probabilities": {"negative": 0.3, "neutral": 0.6, "positive": 0.1},
     "groups": ["conflicting headline"], "text": "TGT sinks as OTHER soars"}

Where rows can have several labels, ``gold`` and ``predicted`` are lists. The first line may be left out: the
labels are then those of the first row's probabilities or, without any, those that occur, sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, ValidationError

from dsolutions.errors import InputError
from dsolutions.evaluation.predictions import Answer, LabelledPredictions, as_set


class _Header(BaseModel):
    model_config = ConfigDict(extra="forbid")

    labels: list[str]


class _Row(BaseModel):
    model_config = ConfigDict(coerce_numbers_to_str=True)

    gold: str | list[str]
    predicted: str | list[str]
    id: str | None = None
    document: str | None = None
    probabilities: dict[str, float] | None = None
    groups: list[str] = []
    text: str | None = None


def write(predictions: LabelledPredictions, path: Path) -> None:
    """Write ``predictions`` to ``path``."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_Header(labels=list(predictions.labels)).model_dump_json() + "\n")
        for i, row_id in enumerate(predictions.ids):
            row = _Row(
                gold=_plain(predictions.gold[i]),
                predicted=_plain(predictions.predicted[i]),
                id=row_id,
                document=predictions.documents[i],
                groups=sorted(predictions.groups[i]),
                text=None if predictions.texts is None else predictions.texts[i],
            )
            if predictions.probabilities is not None:
                values = predictions.probabilities[i].tolist()
                row.probabilities = dict(zip(predictions.labels, values, strict=True))
            file.write(row.model_dump_json(exclude_none=True) + "\n")


def read(path: Path) -> LabelledPredictions:
    """Read the predictions in ``path``.

    Raises:
        InputError: the file cannot be read, a line is no such row, or the rows do not fit together.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot read the predictions: {error}",
            stage="evaluate",
            item=str(path),
            remedy="give a file of JSON lines in UTF-8",
        ) from error
    numbered = [(number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    header = _header(numbered[0][1]) if numbered else None
    rows = [_row(line, f"{path}, line {number}") for number, line in numbered[header is not None :]]
    gold, predicted = [_answer(row.gold) for row in rows], [_answer(row.predicted) for row in rows]
    labels = header.labels if header else _labels(rows, [*gold, *predicted])
    ids = [row.id if row.id is not None else str(index) for index, row in enumerate(rows)]
    return LabelledPredictions(
        labels=labels,
        gold=gold,
        predicted=predicted,
        ids=ids,
        probabilities=_probabilities(rows, labels, ids),
        documents=[row.document or row_id for row, row_id in zip(rows, ids, strict=True)],
        groups=[frozenset(row.groups) for row in rows],
        texts=_texts(rows, ids),
    )


def _header(line: str) -> _Header | None:
    try:
        return _Header.model_validate_json(line)
    except ValidationError:
        return None


def _row(line: str, where: str) -> _Row:
    try:
        return _Row.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        field = f"field {first['loc'][0]!r}: " if first["loc"] else ""
        raise InputError(
            f"not a prediction: {field}{first['msg'].lower()}",
            stage="evaluate",
            item=where,
            remedy='write one object per line with "gold" and "predicted"',
        ) from error


def _labels(rows: list[_Row], answers: list[Answer]) -> list[str]:
    if rows and rows[0].probabilities:
        return list(rows[0].probabilities)
    return sorted(frozenset().union(*map(as_set, answers)))


def _probabilities(rows: list[_Row], labels: Sequence[str], ids: Sequence[str]) -> NDArray[np.float64] | None:
    if all(row.probabilities is None for row in rows):
        return None
    for row, row_id in zip(rows, ids, strict=True):
        if set(row.probabilities or ()) != set(labels):
            raise InputError(
                f"probabilities are of {sorted(row.probabilities or ())}",
                stage="evaluate",
                item=row_id,
                remedy=f"give every row the probabilities of: {', '.join(labels)}",
            )
    return np.array([[(row.probabilities or {})[label] for label in labels] for row in rows])


def _texts(rows: list[_Row], ids: Sequence[str]) -> list[str] | None:
    texts = [row.text for row in rows if row.text is not None]
    if texts and len(texts) < len(rows):
        first = next(row_id for row, row_id in zip(rows, ids, strict=True) if row.text is None)
        raise InputError(
            "no text in this row, others have one",
            stage="evaluate",
            item=first,
            remedy="give a text to every row or to none",
        )
    return texts or None


def _answer(value: str | list[str]) -> Answer:
    return value if isinstance(value, str) else frozenset(value)


def _plain(answer: Answer) -> str | list[str]:
    return answer if isinstance(answer, str) else sorted(answer)
