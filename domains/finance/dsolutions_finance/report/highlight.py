"""Evidence marked in a text."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions.pages import Mark, Run, marked
from dsolutions_finance.results import FinanceRiskResult

# Unmarked stretches beyond this are shortened, so that a long report shows its evidence and little else.
LONGEST_PLAIN_RUN = 1_200
KEPT_AT_EACH_END = 250


def highlight(text: str, result: FinanceRiskResult) -> list[Run]:
    """Cut ``text`` at every border of the evidence in ``result``.

    Spans that do not quote ``text`` at their offsets are left out: they prove nothing about it.

    Args:
        text: the caller's text.
        result: its answer.

    Returns:
        Runs which together are the text, but for notes in place of long stretches without evidence.

    >>> from dsolutions.types import Span
    >>> from dsolutions_finance.results import Event
    >>> event = Event(type="layoffs", rule="cuts", evidence=(Span.of("Acme cuts jobs", 5, 14),))
    >>> [run.text for run in highlight("Acme cuts jobs", FinanceRiskResult(document_id="1", events=(event,)))]
    ['Acme ', 'cuts jobs']
    """
    return marked(text, _marks(result), plain=_shortened)


def _marks(result: FinanceRiskResult) -> Iterator[Mark]:
    """Yield a mark for every span of evidence."""
    for entity in result.entities:
        style = entity.sentiment.label if entity.sentiment else "unrated"
        yield from (Mark(span, style, f"{entity.name}: {style}") for span in entity.mentions)
        passages = (span for span in entity.evidence if span not in entity.mentions)
        yield from (Mark(span, "passage", f"read for {entity.name}") for span in passages)
    for event in result.events:
        label = event.type.replace("_", " ")
        yield from (Mark(span, "event", label) for span in event.evidence)
        if event.magnitude:
            yield Mark(event.magnitude.evidence, "size", f"size of {label}")
    for alert in result.alerts:
        yield from (Mark(span, "alert", f"{alert.level} alert") for span in alert.evidence)


def _shortened(plain: str) -> str:
    """Leave the middle out of a long stretch, and say how much."""
    if len(plain) <= LONGEST_PLAIN_RUN:
        return plain
    head, tail = plain[:KEPT_AT_EACH_END], plain[-KEPT_AT_EACH_END:]
    return f"{head} [… {len(plain) - len(head) - len(tail):,} characters …] {tail}"
