"""Anything a caller may hand over, as documents."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePath
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
    """Yield the items of one call: a single text, path or document counts as one, a DataFrame as its rows.

    >>> list(each_input("one text"))
    ['one text']
    """
    if isinstance(inputs, str | PurePath | Document | Mapping):
        yield inputs
    elif hasattr(inputs, "itertuples") and hasattr(inputs, "columns"):
        columns = [str(column) for column in inputs.columns]
        for row in inputs.itertuples(index=False, name=None):
            yield dict(zip(columns, row, strict=True))
    else:
        yield from inputs


class DocumentForm:
    """How one kind of document is read from texts, mappings and rows.

    Args:
        document_type: what is made.
        aliases: its fields that columns are read for, each with the column names tried; by default those of
            ``Document``. What is no such field becomes metadata.
        content: fields of which an item has at least one.

    >>> DocumentForm().read({"headline": "Acme cuts jobs", "desk": "EU"}, default_id="0").metadata
    {'desk': 'EU'}
    """

    def __init__(
        self,
        document_type: type[Document] = Document,
        aliases: Mapping[str, tuple[str, ...]] = ALIASES,
        content: tuple[str, ...] = ("text",),
    ) -> None:
        self.document_type = document_type
        self.aliases = aliases
        self._content = content
        # A table has one set of names, not one per row.
        self._columns = lru_cache(maxsize=256)(self._find_columns)

    def read(self, item: Any, *, default_id: str, columns: Mapping[str, str] | None = None) -> Document:
        """Make a document of a text, a mapping or a document.

        Args:
            item: the caller's object.
            default_id: the id of an item that has none.
            columns: field to the caller's column name, where the usual names do not fit.

        Raises:
            InputError: there is no text, it is empty, or a field has the wrong type.
        """
        if isinstance(item, self.document_type):
            return _with_text(item)
        if isinstance(item, Document):
            item = dict(item)
        elif isinstance(item, str):
            item = {"text": item}
        elif not isinstance(item, Mapping):
            raise InputError(
                f"cannot read a {type(item).__name__} as a document",
                stage="read",
                item=default_id,
                remedy=f"pass a str, a dict with a {self._content[-1]!r} field, or a "
                f"{self.document_type.__name__}",
            )
        fields = {str(key): value for key, value in item.items() if not _missing(value)}
        taken: dict[str, Any] = {"id": default_id}
        for field, name in self._columns(tuple(fields), tuple((columns or {}).items())).items():
            taken[field] = fields.pop(name)
        if not any(field in taken for field in self._content):
            raise InputError(
                "no text in this item",
                stage="read",
                item=str(taken["id"]),
                remedy=f"give it a field called {self._names_of_content()}; it has {sorted(map(str, item))}",
            )
        taken["id"] = str(taken["id"])
        metadata = fields.pop("metadata", {})
        metadata = (
            {**metadata, **fields} if isinstance(metadata, Mapping) else {**fields, "metadata": metadata}
        )
        try:
            return _with_text(self.document_type(**taken, metadata=metadata))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "text"
            raise InputError(
                f"field {where!r} cannot be used: {first['msg'].lower()}",
                stage="read",
                item=taken["id"],
                remedy="correct this field or drop it",
            ) from error

    def column_of(
        self, field: str, names: Iterable[str], columns: Mapping[str, str] | None = None
    ) -> str | None:
        """Find the column that a field is read from; ``None`` if there is none.

        >>> DocumentForm().column_of("text", ["S No.", "Headline"])
        'Headline'
        """
        return self._columns(tuple(names), tuple((columns or {}).items())).get(field)

    def has_content(self, names: Iterable[str], columns: Mapping[str, str] | None = None) -> bool:
        """Tell whether columns of these names hold what a document is made of."""
        names = tuple(names)
        return any(self.column_of(field, names, columns) is not None for field in self._content)

    def _find_columns(self, names: tuple[str, ...], chosen: tuple[tuple[str, str], ...]) -> dict[str, str]:
        """Find the columns of all fields; a field that the caller named a column for has no other."""
        by_name = {name.lower(): name for name in names} | {name: name for name in names}
        found = {field: name for field, name in chosen if name in names}
        for field, aliases in self.aliases.items():
            name = next((by_name[alias] for alias in aliases if alias in by_name), None)
            if name is not None and name not in found.values() and field not in dict(chosen):
                found[field] = name
        return found

    def _names_of_content(self) -> str:
        return " or ".join(name for field in self._content for name in self.aliases[field])


def _with_text(document: Document) -> Document:
    if not document.text.strip():
        raise InputError("the text is empty", stage="read", item=document.id, remedy="drop it or fill it in")
    return document


def _missing(value: Any) -> bool:
    """Tell whether a table cell is empty: ``None``, NaN, NaT or pandas' NA."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return True
    return type(value).__name__ in ("NAType", "NaTType")
