"""The exact check of evidence: every span of a result quotes the text that it points at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from dsolutions.types import Result, Span

#: Tells the text that a span counts in; ``None`` where that text is not at hand, as of an earlier turn.
SourceOf = Callable[[Span], str | None]

_ABOUT_THE_ANSWER = frozenset({"safety", "provenance", "error"})


def spans(result: Result) -> Iterator[Span]:
    """Yield every span of an answer, wherever it stands in it."""
    for name, value in result.__dict__.items():
        if name not in _ABOUT_THE_ANSWER:
            yield from _inside(value)


def misquoted(result: Result, source_of: SourceOf) -> Span | None:
    """Return the first span whose quote does not stand where it says, if there is one.

    >>> class Found(Result):
    ...     words: tuple[Span, ...] = ()
    >>> result = Found(document_id="1", words=(Span(start=0, end=4, quote="Acne"),))
    >>> misquoted(result, lambda span: "Acme cuts jobs").quote
    'Acne'
    """
    for span in spans(result):
        source = source_of(span)
        if source is not None and source[span.start : span.end] != span.quote:
            return span
    return None


def _inside(value: Any) -> Iterator[Span]:
    if isinstance(value, (str, float, int)) or value is None:
        return
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Result):
        yield from spans(value)
    elif isinstance(value, BaseModel):
        for part in value.__dict__.values():
            yield from _inside(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _inside(part)
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from _inside(part)
