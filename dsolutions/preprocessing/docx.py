"""The text of DOCX files: paragraphs with the numbers that Word shows, tables row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from dsolutions.preprocessing.docx_numbering import Numbering
from dsolutions.preprocessing.files import refused

_OLE = b"\xd0\xcf\x11\xe0"  # what Word 97-2003 writes, and the envelope around encrypted DOCX

# Text of a paragraph by element; deleted text (w:delText) is not among them, inserted text is.
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
# Drawings repeat their text for old readers, and stand beside the text rather than in it; properties of a
# paragraph hold tab stops, which are no tabs.
_SKIPPED = {qn("w:drawing"), qn("w:pict"), qn("w:pPr"), qn("w:rPr"), qn("w:del"), qn("w:moveFrom")}


def docx_text(path: Path) -> str:
    """Read the body of a DOCX file; headers, footers and comments are no part of it.

    Args:
        path: a DOCX file.

    Returns:
        Its paragraphs, parted by blank lines; cells of a table row are parted by a tab. Tracked changes are
        read as accepted.

    Raises:
        InputError: the file is broken, encrypted or no DOCX, or it has no text.
    """
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as error:
        with path.open("rb") as file:
            if file.read(4) == _OLE:
                raise refused(
                    path,
                    "this is an encrypted DOCX or a DOC file",
                    "save it as DOCX without a password",
                ) from error
        raise refused(path, "this is not a DOCX file, or it is broken", "save it as DOCX anew") from error
    text = "\n\n".join(_Body(document).paragraphs())
    if not text.strip():
        raise refused(path, "this DOCX has no text", "check that it is the right file")
    return text


class _Body:
    def __init__(self, document: WordDocument) -> None:
        self._root = document.element.body
        self._numbering = Numbering(document)

    def paragraphs(self) -> Iterator[str]:
        yield from self._blocks(self._root)

    def _blocks(self, parent: Any) -> Iterator[str]:
        for child in parent:
            if child.tag == qn("w:p"):
                text = self._paragraph(child)
                if text.strip():
                    yield text
            elif child.tag == qn("w:tbl"):
                yield from self._rows(child)
            elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> str:
        number = self._numbering.number_of(paragraph)
        text = "".join(_characters(paragraph))
        return f"{number}\t{text}" if number and text.strip() else text

    def _rows(self, table: Any) -> Iterator[str]:
        for row in table.iter(qn("w:tr")):
            cells = (" ".join(self._blocks(cell)) for cell in row.iterchildren(qn("w:tc")))
            if (text := "\t".join(cells)).strip():
                yield text


def _characters(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED:
            yield from _characters(child)
