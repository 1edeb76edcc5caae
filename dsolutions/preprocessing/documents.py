"""Anything a caller may hand over, as documents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from dsolutions.errors import InputError
from dsolutions.types import Document

if TYPE_CHECKING:
    import pandas as pd

Inputs: TypeAlias = "str | Document | Mapping[str, Any] | pd.DataFrame | Iterable[Any]"

# Column names, in any case, that are read as a field of Document when the field's own name is absent.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "title", "headline", "body", "content", "sentence"),
    "id": ("id", "doc_id", "document_id"),
    "time": ("time", "date", "datetime", "published", "timestamp"),
    "language": ("language", "lang"),
    "kind": ("kind",),
}


def each_input(inputs: Inputs) -> Iterator[Any]:
    """Yield the items of one call: a single text or document counts as one, a DataFrame as its rows.

    >>> list(each_input("one text"))
    ['one text']
    """
    if isinstance(inputs, str | Document | Mapping):
        yield inputs
    elif hasattr(inputs, "itertuples") and hasattr(inputs, "columns"):
        columns = [str(column) for column in inputs.columns]
        for row in inputs.itertuples(index=False, name=None):
            yield dict(zip(columns, row, strict=True))
    else:
        yield from inputs


def to_document(item: Any, *, default_id: str, columns: Mapping[str, str] | None = None) -> Document:
    """Make a document of a text, a mapping or a ``Document``.

    Args:
        item: the caller's object. In a mapping, ``text`` may also be called ``title``, ``headline``,
            ``body``, ``content`` or ``sentence``; what is no field of ``Document`` becomes its metadata.
        default_id: the id of an item that has none.
        columns: field of ``Document`` to the caller's column name, where the usual names do not fit.

    Raises:
        InputError: there is no text, it is empty, or a field has the wrong type.

    >>> to_document({"headline": "Acme cuts jobs", "desk": "EU"}, default_id="0").metadata
    {'desk': 'EU'}
    """
    if isinstance(item, Document):
        return _with_text(item)
    if isinstance(item, str):
        return _with_text(Document(id=default_id, text=item))
    if not isinstance(item, Mapping):
        raise InputError(
            f"cannot read a {type(item).__name__} as a document",
            stage="read",
            item=default_id,
            remedy="pass a str, a dict with a 'text' field, or a dsolutions.Document",
        )
    fields = {str(key): value for key, value in item.items() if not _missing(value)}
    taken: dict[str, Any] = {"id": default_id}
    for field, name in _columns(tuple(fields), tuple((columns or {}).items())).items():
        taken[field] = fields.pop(name)
    if "text" not in taken:
        raise InputError(
            "no text in this item",
            stage="read",
            item=str(taken["id"]),
            remedy=f"give it a field called {' or '.join(ALIASES['text'])}; it has {sorted(map(str, item))}",
        )
    taken["id"] = str(taken["id"])
    metadata = fields.pop("metadata", {})
    metadata = {**metadata, **fields} if isinstance(metadata, Mapping) else {**fields, "metadata": metadata}
    try:
        return _with_text(Document(**taken, metadata=metadata))
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(
            f"field {first['loc'][0]!r} cannot be used: {first['msg'].lower()}",
            stage="read",
            item=taken["id"],
            remedy="correct this field or drop it",
        ) from error


def column_of(field: str, names: Iterable[str], columns: Mapping[str, str] | None = None) -> str | None:
    """Find the column that a field of ``Document`` is read from; ``None`` if there is none.

    >>> column_of("text", ["S No.", "Headline"])
    'Headline'
    """
    return _columns(tuple(names), tuple((columns or {}).items())).get(field)


@lru_cache(maxsize=256)  # a table has one set of names, not one per row
def _columns(names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Find the columns of all fields; a field that the caller named a column for is read from no other."""
    by_name = {name.lower(): name for name in names} | {name: name for name in names}
    found = {field: name for field, name in chosen if name in names}
    for field, aliases in ALIASES.items():
        name = next((by_name[alias] for alias in aliases if alias in by_name), None)
        if name is not None and name not in found.values() and field not in dict(chosen):
            found[field] = name
    return found


def _with_text(document: Document) -> Document:
    if not document.text.strip():
        raise InputError("the text is empty", stage="read", item=document.id, remedy="drop it or fill it in")
    return document


def _missing(value: Any) -> bool:
    """Tell whether a table cell is empty: ``None``, NaN, NaT or pandas' NA."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in ("NAType", "NaTType")
