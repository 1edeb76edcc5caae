"""The text of PDF files, page by page; scanned pages are read by OCR where it is installed."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_raw

from dsolutions.preprocessing.files import refused
from dsolutions.preprocessing.ocr import recognise

_PDFIUM = threading.Lock()  # PDFium may be called by one thread at a time

# Lines set further apart than the page's usual distance belong to two paragraphs. Within one the distance
# varies by less than a tenth; the smallest space between paragraphs in use is half a line.
_APART = 1.3

# A page without text whose pictures cover less than this share of it shows a logo or a rule, not a scan.
_SCANNED = 0.1

# What PDFium puts where a hyphen ends a line: a hyphen to a reader.
_LINE_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})


def pdf_pages(path: Path) -> list[str]:
    """Read the text of each page, in the order of the file.

    Lines are those of the page; a blank line parts what stands further apart than the lines around it.

    Args:
        path: a PDF file.

    Returns:
        One text per page; ``""`` for a page without any.

    Raises:
        InputError: the file is broken, encrypted or no PDF; it has no text; or pages are scanned and OCR,
            the extra ``dsolutions[ocr]``, is not installed.
    """
    with _PDFIUM, closing(_opened(path)) as document:
        pages = [_page_text(page) for page in _each_page(document)]
        scanned = [i for i, text in enumerate(pages) if not text.strip() and _is_scan(document[i])]
        if scanned:
            for index, text in recognise(path, {i: document[i] for i in scanned}).items():
                pages[index] = text
    if not any(page.strip() for page in pages):
        raise refused(path, "no page of this PDF has any text", "check that it is the right file")
    return pages


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise refused(path, "this PDF is encrypted", "save a copy without a password") from error
        with path.open("rb") as file:
            if b"%PDF-" not in file.read(1024):  # readers accept the mark anywhere in there
                raise refused(path, "this is not a PDF file", "check what wrote it") from error
        raise refused(path, "this PDF is broken", "open it in a reader and save it anew") from error
    if not len(document):
        document.close()
        raise refused(path, "this PDF has no pages", "check what wrote it")
    return document


def _each_page(document: pdfium.PdfDocument) -> Iterator[pdfium.PdfPage]:
    for index in range(len(document)):
        with closing(document[index]) as page:
            yield page


@dataclass
class _Line:
    text: str
    bottom: float


def _page_text(page: pdfium.PdfPage) -> str:
    with closing(page.get_textpage()) as text_page:
        lines = list(_lines(text_page))
    steps = [above.bottom - below.bottom for above, below in pairwise(lines)]
    usual = median([step for step in steps if step > 0] or [0.0])
    out = [lines[0].text] if lines else []
    for line, step in zip(lines[1:], steps, strict=True):
        # A step up begins another column, or a header that the file holds after the page's text.
        apart = step > _APART * usual or step < -usual
        out.append(f"\n\n{line.text}" if apart else f"\n{line.text}")
    return "".join(out)


def _lines(text_page: pdfium.PdfTextPage) -> Iterator[_Line]:
    """Yield the lines that hold visible characters, with their places on the page, in points from below."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    start = 0
    text = "".join(
        chr(pdfium_raw.FPDFText_GetUnicode(text_page, index)) for index in range(text_page.count_chars())
    ).translate(_LINE_HYPHENS)
    for line in text.splitlines(keepends=True):
        visible = len(line) - len(line.lstrip())
        if visible < len(line):
            pdfium_raw.FPDFText_GetCharBox(text_page, start + visible, left, right, bottom, top)
            yield _Line(line.rstrip(), bottom.value)
        start += len(line)


def _is_scan(page: pdfium.PdfPage) -> bool:
    """Tell whether pictures cover a page that has no text."""
    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium_raw.FPDF_PAGEOBJ_IMAGE]):
        left, bottom, right, top = picture.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > _SCANNED * width * height)
