"""Evidence marked in a text: overlapping spans cut into runs that nest nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dsolutions.types import Span
from dsolutions_finance.results import FinanceRiskResult

# Unmarked stretches beyond this are shortened, so that a long report shows its evidence and little else.
LONGEST_PLAIN_RUN = 1_200
KEPT_AT_EACH_END = 250


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same marks.

    Args:
        text: the characters, as in the source.
        marks: style classes, such as a sentiment, ``"event"`` or ``"alert"``; empty for plain text.
        label: what the marks mean, in words.
    """

    text: str
    marks: tuple[str, ...] = ()
    label: str = ""


@dataclass(frozen=True)
class _Mark:
    span: Span
    style: str
    label: str


def highlight(text: str, result: FinanceRiskResult) -> list[Run]:
    """Cut ``text`` at every border of the evidence in ``result``.

    Spans that do not quote ``text`` at their offsets are left out: they prove nothing about it.

    Args:
        text: the caller's text.
        result: its answer.

    Returns:
        Runs which together are the text, but for notes in place of long stretches without evidence.

    >>> from dsolutions_finance.results import Event
    >>> event = Event(type="layoffs", rule="cuts", evidence=(Span.of("Acme cuts jobs", 5, 14),))
    >>> [run.text for run in highlight("Acme cuts jobs", FinanceRiskResult(document_id="1", events=(event,)))]
    ['Acme ', 'cuts jobs']
    """
    marks = [mark for mark in _marks(result) if mark.span.quote and _quotes(mark.span, text)]
    borders = {0, len(text), *(border for mark in marks for border in (mark.span.start, mark.span.end))}
    runs = []
    for start, end in pairwise(sorted(borders)):
        over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
        styles = tuple(dict.fromkeys(mark.style for mark in over))
        label = "; ".join(dict.fromkeys(mark.label for mark in over))
        runs.append(Run(text[start:end] if over else _shortened(text[start:end]), styles, label))
    return runs


def _quotes(span: Span, text: str) -> bool:
    return text[span.start : span.end] == span.quote


def _marks(result: FinanceRiskResult) -> Iterator[_Mark]:
    """Yield a mark for every span of evidence."""
    for entity in result.entities:
        style = entity.sentiment.label if entity.sentiment else "unrated"
        yield from (_Mark(span, style, f"{entity.name}: {style}") for span in entity.mentions)
        passages = (span for span in entity.evidence if span not in entity.mentions)
        yield from (_Mark(span, "passage", f"read for {entity.name}") for span in passages)
    for event in result.events:
        label = event.type.replace("_", " ")
        yield from (_Mark(span, "event", label) for span in event.evidence)
        if event.magnitude:
            yield _Mark(event.magnitude.evidence, "size", f"size of {label}")
    for alert in result.alerts:
        yield from (_Mark(span, "alert", f"{alert.level} alert") for span in alert.evidence)


def _shortened(plain: str) -> str:
    """Leave the middle out of a long stretch, and say how much."""
    if len(plain) <= LONGEST_PLAIN_RUN:
        return plain
    head, tail = plain[:KEPT_AT_EACH_END], plain[-KEPT_AT_EACH_END:]
    return f"{head} [… {len(plain) - len(head) - len(tail):,} characters …] {tail}"
