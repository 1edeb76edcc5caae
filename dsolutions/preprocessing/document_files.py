"""Files that hold one document each: text, HTML, PDF, DOCX."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any, Self

from dsolutions.errors import InputError
from dsolutions.preprocessing.files import check_file, refused, unreadable
from dsolutions.preprocessing.lines import UNDECODED, encoding_of

_PAGE_BREAK = "\n\f"  # a form feed begins a page, as in text files that have pages


@dataclass(frozen=True)
class FileText:
    r"""The text of a file.

    Args:
        text: all of it; of HTML the source.
        kind: ``"html"`` if it is HTML.
        page_starts: offset of each page's first character in ``text``; empty where the file has no pages.

    >>> FileText.of_pages(["first page", "second"])
    FileText(text='first page\n\x0csecond', kind=None, page_starts=(0, 12))
    """

    text: str
    kind: str | None = None
    page_starts: tuple[int, ...] = ()

    @classmethod
    def of_pages(cls, pages: Sequence[str]) -> Self:
        """Join the texts of pages, a form feed between them."""
        lengths = (len(page) + len(_PAGE_BREAK) for page in pages[:-1])
        return cls(_PAGE_BREAK.join(pages), page_starts=tuple(accumulate(lengths, initial=0)))


def read_document_file(path: str | Path) -> FileText:
    r"""Read a file that holds one document.

    Args:
        path: a text, HTML, PDF or DOCX file; its suffix tells which.

    Raises:
        InputError: it is missing, empty, encrypted, broken or not what its suffix says, or it has no text.

    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "agreement.txt"
    >>> _ = path.write_text("1. Term\f2. Fees")
    >>> read_document_file(path).page_starts
    (0, 8)
    """
    path = Path(path)
    check_file(path, DOCUMENT_SUFFIXES)
    try:
        return _READERS[path.suffix.lower()](path)
    except OSError as error:
        raise unreadable(path, error) from error


class DocumentFile:
    """A file of one row: its document, named after the file."""

    columns: tuple[str, ...] | None = None

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[tuple[dict[str, Any] | InputError, float]]:
        """Yield the one document, or why it cannot be read."""
        try:
            found = read_document_file(self._path)
        except InputError as error:
            yield error, 1.0
        else:
            fields = {"id": self._path.stem, "text": found.text, "kind": found.kind}
            yield fields | ({"page_starts": found.page_starts} if found.page_starts else {}), 1.0


def _read_text(path: Path) -> FileText:
    text = _decoded(path)
    pages = text.split("\f")
    if len(pages) == 1:
        return FileText(text)
    lengths = (len(page) + 1 for page in pages[:-1])
    return FileText(text, page_starts=tuple(accumulate(lengths, initial=0)))


def _read_html(path: Path) -> FileText:
    return FileText(_decoded(path), kind="html")


def _read_pdf(path: Path) -> FileText:
    from dsolutions.preprocessing.pdf import pdf_pages

    return FileText.of_pages(pdf_pages(path))


def _read_docx(path: Path) -> FileText:
    from dsolutions.preprocessing.docx import docx_text

    return FileText(docx_text(path))


_READERS: dict[str, Callable[[Path], FileText]] = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".pdf": _read_pdf,
    ".docx": _read_docx,
}

DOCUMENT_SUFFIXES = tuple(_READERS)


def _decoded(path: Path) -> str:
    with path.open("rb") as file:
        if file.read(5) == b"%PDF-":
            raise refused(path, f"this is a PDF file, not {path.suffix}", "give it the suffix .pdf")
    encoding = encoding_of(path)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as file:
        text = file.read()
    if UNDECODED.search(text):
        raise refused(path, f"the file holds bytes that are not {encoding}", "save it as UTF-8")
    return text
