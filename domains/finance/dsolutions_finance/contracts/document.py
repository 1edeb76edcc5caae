"""Contracts as documents: a text, and where its pages begin; read from files, texts and rows."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from pydantic import model_validator

from dsolutions.preprocessing import DOCUMENT_SUFFIXES, DocumentForm, read_document_file
from dsolutions.preprocessing.documents import ALIASES
from dsolutions.types import Document

# A text this long is a contract, whatever it ends with; no system has longer paths.
_LONGEST_PATH = 1024


class ContractDocument(Document):
    """A contract as its file has it, headers, footers and wrapped lines included.

    Args:
        kind: ``"contract"``, or ``"html"`` where ``text`` is the source of an HTML page.
        page_starts: offset of each page's first character in ``text``, ascending from 0; empty where the file
            has no pages.

    >>> ContractDocument(id="1", text="one two", page_starts=(0, 4)).page_of(4)
    2
    """

    kind: str | None = "contract"
    page_starts: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if self.page_starts and (
            self.page_starts[0] != 0 or any(first > second for first, second in pairwise(self.page_starts))
        ):
            raise ValueError("page_starts must begin with 0 and ascend")
        return self

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that a character stands on, from 1; ``None`` without pages."""
        return bisect(self.page_starts, offset) if self.page_starts else None


class ContractForm(DocumentForm):
    """How contracts are read: from a path, a text, or a mapping or row that has one of them.

    A path is a ``Path``, or a text of one line that ends like a contract's file (``.pdf``, ``.docx``,
    ``.html``, ``.htm``, ``.txt``). Relative paths start at the working directory. A contract without an id is
    called after its file.

    >>> form = ContractForm()
    >>> form.read("1. Term. One year.", default_id="0").kind
    'contract'
    >>> form.read("agreement.pdf", default_id="0")
    Traceback (most recent call last):
    dsolutions.errors.InputError: there is no such file [stage: read; item: agreement.pdf]. ...
    """

    def __init__(self) -> None:
        super().__init__(
            ContractDocument,
            {**ALIASES, "path": ("path", "file", "file_path", "filename"), "page_starts": ("page_starts",)},
            content=("path", "text"),
        )

    def read(self, item: Any, *, default_id: str, columns: Mapping[str, str] | None = None) -> Document:
        """Make a contract of a path, a text, a mapping or a document.

        Args:
            item: the caller's object.
            default_id: the id of an item that has none and comes from no file.
            columns: field to the caller's column name, where the usual names do not fit.

        Raises:
            InputError: the file cannot be read, there is no text, or a field has the wrong type.
        """
        if isinstance(item, Path) or (isinstance(item, str) and _is_path(item)):
            item = {"path": item}
        if isinstance(item, Mapping):
            name = self.column_of("path", map(str, item), columns)
            if name is not None and isinstance(item[name], str | Path) and str(item[name]).strip():
                return self._read_file(Path(item[name]), {**item}, name, columns)
            item = {key: value for key, value in item.items() if str(key) != name}
        return super().read(item, default_id=default_id, columns=columns)

    def _read_file(
        self, path: Path, fields: dict[str, Any], name: str, columns: Mapping[str, str] | None
    ) -> Document:
        """Read a file in the place of the column that names it; the row's other columns go with it."""
        found = read_document_file(path)
        del fields[name]
        for field in ("text", "kind"):
            if (column := self.column_of(field, fields, columns)) is not None:
                del fields[column]
        given = fields.pop("metadata", None)
        read = {
            "text": found.text,
            "kind": found.kind,
            "page_starts": found.page_starts,
            "metadata": {**(given if isinstance(given, Mapping) else {}), "path": str(path)},
        }
        chosen = {field: column for field, column in (columns or {}).items() if column in fields}
        return super().read({**fields, **read}, default_id=path.stem, columns=chosen)


def _is_path(text: str) -> bool:
    return (
        len(text) <= _LONGEST_PATH
        and len(text.splitlines()) == 1
        and Path(text).suffix.lower() in DOCUMENT_SUFFIXES
    )


#: How contracts are read; a pipeline over contracts has it as its ``form``.
CONTRACT_FORM = ContractForm()
