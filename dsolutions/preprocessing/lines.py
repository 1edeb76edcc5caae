"""The lines of a text file, each on its own: one that cannot be read spoils no other."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dsolutions.preprocessing.encoding import detect_encoding, sample

LONGEST = 16 * 1024 * 1024  # characters; a longer line is a broken file, and memory has to have a bound

UNDECODED = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Line:
    """One line of a file.

    Args:
        number: its place in the file, from 1.
        text: its characters with the line break; empty if there is a problem.
        problem: why it cannot be used, or ``""``.
        share: how much of the file has been read, in [0, 1].
    """

    number: int
    text: str
    problem: str = ""
    share: float = 0.0


def encoding_of(path: Path) -> str:
    """Tell the encoding of a text file.

    Raises:
        InputError: it is no text file.
    """
    return detect_encoding(sample(path), path.name)


def read_lines(path: Path, encoding: str) -> Iterator[Line]:
    """Yield the lines of a text file in bounded memory.

    Args:
        path: the file.
        encoding: its codec name.
    """
    size = max(path.stat().st_size, 1)
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding=encoding, errors="surrogateescape", newline="")
        number = 0
        while line := text.readline(LONGEST):
            number += 1
            problem = ""
            if len(line) == LONGEST and not line.endswith(("\n", "\r")):
                problem = f"more than {LONGEST:,} characters"
                while (rest := text.readline(LONGEST)) and not rest.endswith(("\n", "\r")):
                    pass
            elif not line.isascii() and UNDECODED.search(line):
                problem = f"bytes that are not {encoding}"
            yield Line(number, "" if problem else line, problem, min(raw.tell() / size, 1.0))
