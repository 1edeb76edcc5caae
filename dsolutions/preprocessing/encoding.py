"""Which encoding a text file is in, decided on a bounded sample."""

from __future__ import annotations

import codecs
from pathlib import Path

from dsolutions.errors import InputError

SAMPLE = 256 * 1024  # bytes; enough lines to judge by, small enough to read at once

_MARKS = (  # longest first: the UTF-32 mark begins with the UTF-16 one
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# What exports in the wild use. Left to all its encodings, charset-normalizer reads Western European text as
# cp775 or cp1250, which share most letters with cp1252, and corrupts the rest.
_WESTERN = "cp1252"
_EASTERN = ["cp1251", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr"]
_WITHOUT_MARK = ["utf_16_le", "utf_16_be"]


def sample(path: Path) -> bytes:
    """Read the beginning of a file, as much as the decision is made on."""
    with path.open("rb") as file:
        return file.read(SAMPLE)


def detect_encoding(head: bytes, name: str) -> str:
    """Tell the encoding of a file by its first bytes.

    A byte-order mark decides. Else the file is UTF-8 if at least half of its lines beyond ASCII are: text in
    another encoding practically never is, and a few broken lines must not garble all others. Else
    charset-normalizer chooses among the encodings in use.

    Args:
        head: the first bytes of the file.
        name: the file's name, for the error.

    Returns:
        A codec name that Python knows.

    Raises:
        InputError: the bytes are no text.

    >>> detect_encoding("Zoé Café cuts costs – again".encode("cp1252"), "in.csv")
    'cp1252'
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding
    lines = [line for line in head.splitlines()[: None if len(head) < SAMPLE else -1] if not line.isascii()]
    if b"\0" not in head and 2 * sum(map(_is_utf8, lines)) >= len(lines):
        return "utf-8"

    from charset_normalizer import from_bytes

    best = from_bytes(head, cp_isolation=[_WESTERN, *_EASTERN, *_WITHOUT_MARK]).best()
    if best is None:
        raise InputError(
            "this is not a text file, or its encoding cannot be told",
            stage="read",
            item=name,
            remedy="save it as UTF-8",
        )
    # Where the sample reads alike in several encodings, the most common one reads the rest best.
    return _WESTERN if _WESTERN in best.could_be_from_charset else best.encoding


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
