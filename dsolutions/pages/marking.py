"""Evidence marked in a text: overlapping spans cut into runs that nest nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from dsolutions.types import Span


@dataclass(frozen=True)
class Mark:
    """A span that a page shall show.

    Args:
        span: the evidence.
        style: style class.
        label: what it proves, in words.
    """

    span: Span
    style: str
    label: str


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same marks.

    Args:
        text: the characters, as in the source.
        marks: style classes; empty for plain text.
        label: what the marks mean, in words.
    """

    text: str
    marks: tuple[str, ...] = ()
    label: str = ""


def marked(text: str, marks: Iterable[Mark], *, plain: Callable[[str], str] = str) -> list[Run]:
    """Cut ``text`` at every border of its marks.

    Marks that do not quote ``text`` at their offsets are left out: they prove nothing about it.

    Args:
        text: the caller's text.
        marks: what to mark.
        plain: what to make of stretches without marks, such as shorter ones.

    Returns:
        Runs which together are the text, but for what ``plain`` changes.

    >>> cuts = Mark(Span.of("Acme cuts jobs", 5, 14), "event", "layoffs")
    >>> [run.text for run in marked("Acme cuts jobs", [cuts])]
    ['Acme ', 'cuts jobs']
    """
    quoting = [mark for mark in marks if mark.span.quote and _quotes(mark.span, text)]
    borders = {0, len(text), *(border for mark in quoting for border in (mark.span.start, mark.span.end))}
    runs = []
    for start, end in pairwise(sorted(borders)):
        over = [mark for mark in quoting if mark.span.start <= start and end <= mark.span.end]
        styles = tuple(dict.fromkeys(mark.style for mark in over))
        label = "; ".join(dict.fromkeys(mark.label for mark in over))
        runs.append(Run(text[start:end] if over else plain(text[start:end]), styles, label))
    return runs


def _quotes(span: Span, text: str) -> bool:
    return text[span.start : span.end] == span.quote
