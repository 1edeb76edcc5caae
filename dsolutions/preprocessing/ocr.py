"""Scanned pages, read by PP-OCRv4 (Li et al. 2022) through RapidOCR; the extra ``dsolutions[ocr]``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from dsolutions.preprocessing.files import refused

if TYPE_CHECKING:
    import pypdfium2 as pdfium

# Pixels per point: 200 dots per inch, what PP-OCR's detector was made for on A4 and Letter pages.
_SCALE = 200 / 72

# Boxes whose middles lie closer than this share of a line's height stand on one line.
_SAME_LINE = 0.5
# Lines set further apart than this many usual distances belong to two paragraphs. Wider than for text layers:
# boxes of recognised lines vary with the letters in them.
_APART = 1.5


def recognise(path: Path, pages: Mapping[int, pdfium.PdfPage]) -> dict[int, str]:
    """Read pages that are pictures.

    Args:
        path: the file, for the error.
        pages: index in the file to page.

    Returns:
        Index to text: lines from top to bottom, with a blank line between paragraphs.

    Raises:
        InputError: OCR is not installed.
    """
    try:
        engine = _engine()
    except ModuleNotFoundError as error:
        numbers = ", ".join(str(index + 1) for index in pages)
        which = f"page {numbers} of this PDF is" if len(pages) == 1 else f"pages {numbers} of this PDF are"
        raise refused(
            path,
            f"{which} scanned, without a text layer",
            "install the extra that reads pictures: pip install 'dsolutions[ocr]'",
        ) from error
    texts = {}
    for index, page in pages.items():
        # The classifier of upside-down lines takes some upright ones for such, which then cannot be read: 6
        # of 68 on the page that was looked at.
        found, _ = engine(page.render(scale=_SCALE).to_numpy(), use_cls=False)
        texts[index] = _arranged([(box, text) for box, text, _ in found or ()])
    return texts


@lru_cache(maxsize=1)
def _engine() -> Any:
    from rapidocr_onnxruntime import RapidOCR

    return RapidOCR()


def _arranged(pieces: Sequence[tuple[Sequence[Sequence[float]], str]]) -> str:
    """Put recognised pieces into lines; a box is four corners (x, y), y growing downwards."""
    boxes = sorted(
        ((min(y for _, y in box), max(y for _, y in box), box[0][0], text) for box, text in pieces),
        key=lambda piece: piece[0] + piece[1],
    )
    lines: list[list[tuple[float, float, float, str]]] = []
    for piece in boxes:
        height = piece[1] - piece[0]
        if lines and abs(sum(lines[-1][0][:2]) - sum(piece[:2])) / 2 < _SAME_LINE * height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    if not lines:
        return ""
    middles = [sum(line[0][:2]) / 2 for line in lines]
    steps = [below - above for above, below in pairwise(middles)]
    usual = median(steps or [0.0])
    out = []
    for line, step in zip(lines, [0.0, *steps], strict=True):
        words = " ".join(text for *_, text in sorted(line, key=lambda piece: piece[2]))
        out.append(f"\n{words}" if step > _APART * usual else words)
    return "\n".join(out)
