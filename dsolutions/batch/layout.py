"""Results as flat columns, for CSV and Parquet.

The columns, in order:

1. ``document_id``, ``status`` (``ok`` or ``error``), ``error_type``, ``error_message``, ``error_stage``,
   ``error_remedy``;
2. each field of the pipeline's own result type, then ``safety`` and ``provenance``: texts, numbers and truth
   values as they are, everything nested as compact JSON;
3. the caller's own columns, as text, under their own names; one that clashes with a name above gets the
   prefix ``input_``. Where rows have no common columns (JSON Lines, documents), one column ``input`` holds
   the row as JSON.

They depend on the result type and the input's header only, never on the data, so that all parts of a job fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic_core import to_json, to_jsonable_python

from dsolutions.preprocessing import Row
from dsolutions.types import Result

Scalar = str | int | float | bool | None

STATUS = ("document_id", "status", "error_type", "error_message", "error_stage", "error_remedy")


def status_of(result: Result) -> str:
    """Return ``"ok"`` or ``"error"``."""
    return "ok" if result.error is None else "error"


def compact(value: Any) -> str:
    """Write any value as compact JSON; what JSON cannot say becomes ``null`` (NaN) or text."""
    return to_json(value, inf_nan_mode="null", bytes_mode="base64", fallback=str).decode()


class FlatLayout:
    """The flat columns of one job.

    Args:
        result_type: the pipeline's result type.
        input_columns: the input's own columns; ``None`` where its rows have none in common.

    >>> FlatLayout(Result, ("id", "status")).names[-3:]
    ('provenance', 'id', 'input_status')
    """

    def __init__(self, result_type: type[Result], input_columns: tuple[str, ...] | None) -> None:
        own = [name for name in result_type.model_fields if name not in Result.model_fields]
        self._fields = {name: _type(result_type.model_fields[name].annotation) for name in own}
        self._fields |= {"safety": None, "provenance": None}
        self._input_columns = input_columns
        names = [*STATUS, *self._fields]
        for column in ("input",) if input_columns is None else input_columns:
            while column in names:
                column = "input_" + column
            names.append(column)
        self.names = tuple(names)

    @property
    def types(self) -> tuple[type[Scalar], ...]:
        """The type of each column, which is ``str`` for JSON."""
        fields = [found or str for found in self._fields.values()]
        return (*[str] * len(STATUS), *fields, *[str] * (len(self.names) - len(STATUS) - len(fields)))

    def values(self, row: Row, result: Result) -> list[Scalar]:
        """Return one output row, in the order of ``names``."""
        dumped = result.model_dump(mode="json")
        error = dumped["error"] or {}
        return [
            result.document_id,
            status_of(result),
            *(error.get(name) for name in ("type", "message", "stage", "remedy")),
            *(dumped[name] if found else compact(dumped[name]) for name, found in self._fields.items()),
            *self._input(row.fields),
        ]

    def _input(self, fields: Mapping[str, Any]) -> list[str | None]:
        if self._input_columns is None:
            return [compact(fields) if fields else None]
        return [_as_text(fields.get(name)) for name in self._input_columns]


def _type(annotation: Any) -> type[Scalar] | None:
    """Return the scalar type of a field; ``None`` if it is written as JSON."""
    if get_origin(annotation) is Literal:
        kinds = {type(value) for value in get_args(annotation)}
    else:
        kinds = set(get_args(annotation)) or {annotation}
    kinds.discard(NoneType)
    [kind, *others] = kinds
    return kind if not others and kind in (str, int, float, bool) else None


def _as_text(value: Any) -> str | None:
    """Write one of the caller's values as text: texts as they are, times in ISO 8601, the rest as JSON."""
    if value is None or isinstance(value, str):
        return value
    plain = to_jsonable_python(value, bytes_mode="base64", fallback=str)
    return plain if isinstance(plain, str) else compact(plain)
