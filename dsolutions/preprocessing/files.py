"""What can be known of a file before it is read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dsolutions.errors import InputError


def check_file(path: Path, suffixes: Iterable[str]) -> None:
    """Refuse a path that is no file, has none of the suffixes, or is empty.

    Raises:
        InputError: which of these it is.

    >>> check_file(Path("agreement.doc"), [".docx", ".pdf"])
    Traceback (most recent call last):
    dsolutions.errors.InputError: there is no such file [stage: read; item: agreement.doc]. ...
    """
    try:
        if path.is_dir():
            raise refused(path, "this is a folder", "name a file in it")
        if not path.exists():
            raise refused(path, "there is no such file", "check the path")
        if path.suffix.lower() not in suffixes:
            raise refused(path, "no format that can be read has this suffix", f"use {' '.join(suffixes)}")
        if not path.stat().st_size:
            raise refused(path, "the file is empty", "check what wrote it")
    except OSError as error:
        raise unreadable(path, error) from error


def refused(path: Path, message: str, remedy: str) -> InputError:
    """Return the error for a file that cannot be used."""
    return InputError(message, stage="read", item=str(path), remedy=remedy)


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error for a file that the system does not hand out."""
    return refused(path, f"the file cannot be read: {error.strerror}", "check its permissions")
