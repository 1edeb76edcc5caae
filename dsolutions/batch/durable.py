"""Files that are either there or not, even when the power goes."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def sha256(path: Path) -> str:
    """Digest a file of any size, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def append(path: Path, content: bytes) -> None:
    """Add bytes to the end of a file and wait until they are on the disk."""
    with path.open("ab") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a reader, or a run after a crash, finds all of the old content or of the new."""
    draft = path.with_name(path.name + ".new")
    draft.write_bytes(content)
    move(draft, path)


def move(source: Path, target: Path) -> None:
    """Give a finished file its final name, replacing what has it, once its content is on the disk."""
    with source.open("rb+") as file:
        os.fsync(file.fileno())
    source.replace(target)
    if os.name == "posix":  # elsewhere a folder cannot be opened, nor need it be
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
