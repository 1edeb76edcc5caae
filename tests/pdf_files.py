"""PDF files written byte by byte, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

Grey = tuple[int, int, bytes]  # width, height, one byte for each pixel, row by row


def write_pdf(path: Path, pages: Sequence[Sequence[str] | Grey | None], *, encrypted: bool = False) -> Path:
    """Write a PDF.

    A page is lines of text 12 points apart ("" leaves a gap), a grey picture as wide as the page, or ``None``
    for an empty one.
    """
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _FONT]
    kids = []
    for page in pages:
        resources = b"/Font << /F 3 0 R >>"
        if page is None:
            content = b""
        elif isinstance(page[0], int):
            width, height, pixels = page
            objects.append(
                b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
                b"/BitsPerComponent 8 /Length %d >>\nstream\n%s\nendstream"
                % (width, height, len(pixels), pixels)
            )
            resources += b" /XObject << /Im %d 0 R >>" % len(objects)
            content = b"q 612 0 0 %d 0 %d cm /Im Do Q" % (
                612 * height // width,
                792 - 612 * height // width,
            )
        else:
            content = b"BT /F 11 Tf 12 TL 72 720 Td\n" + b"".join(map(_shown, page)) + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << %s >> /Contents %d 0 R >>"
            % (resources, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    path.write_bytes(_file(objects, encrypted))
    return path


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


def _shown(line: str) -> bytes:
    text = line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return b"(%s) Tj T*\n" % text


def _file(objects: Sequence[bytes], encrypted: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    # Keys that no password fits.
    secret = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> /ID [<00> <00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"<< /Size %d /Root 1 0 R %s >>" % (size, secret if encrypted else b"")
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return out + head + table + b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, len(out))
