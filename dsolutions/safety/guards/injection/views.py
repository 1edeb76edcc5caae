"""Every way in which a document may speak to a model: what people see, what is hidden, what is disguised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dsolutions.preprocessing.aligned import AlignedText

Sort = Literal["visible", "hidden", "encoded"]


@dataclass(frozen=True)
class View:
    """One reading of a document or of a part of it.

    Args:
        text: what it says, aligned with ``Document.text``.
        sort: ``"visible"`` for what a reader sees, ``"hidden"`` for what only a machine reads, ``"encoded"``
            for what has to be decoded first.
        how: where it was found or what was undone, for people.
    """

    text: AlignedText
    sort: Sort
    how: str = ""


def decoded(base: AlignedText, start: int, end: int, text: str) -> AlignedText:
    """Let ``text`` stand for the characters ``[start, end)`` of ``base``, as a whole."""
    span = base.span(start, end)
    return AlignedText(text, [span.start] * len(text), [span.end] * len(text), base.source)


def changed(base: AlignedText, edits: Sequence[tuple[int, int, str]]) -> AlignedText:
    """Replace ranges of ``base``."""
    return base.then(AlignedText.edited(base.text, edits))
