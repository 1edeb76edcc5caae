"""What happened: rules over clauses, each hit given to the entities that it concerns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from dsolutions.types import Span
from dsolutions_finance.entities import LinkedEntity
from dsolutions_finance.events.assignment import Cast
from dsolutions_finance.events.clause import SKIPPED, skip_insertions
from dsolutions_finance.events.magnitude import Size, SizeReader
from dsolutions_finance.events.measure import size_of
from dsolutions_finance.events.pattern import compile_patterns, lower
from dsolutions_finance.events.rules import EventRule, EventRules
from dsolutions_finance.results import Event, Magnitude

_DENIAL_REACH = 6  # words between "denies" and what it denies


@dataclass(frozen=True, slots=True)
class _Compiled:
    rule: EventRule
    fires: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text as the rules see it: whole, or with its insertions skipped."""

    text: str
    lowered: str
    is_shortened: bool


class EventDetector:
    """Finds the events of a text, one per rule and entity.

    Args:
        rules: the event rules; those that ship by default.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> sentenciser = nlp.add_pipe("sentencizer")
    >>> doc = nlp("Acme to cut 4,000 jobs")
    >>> acme = LinkedEntity("Acme", "company", None, ((0, 4),))
    >>> [(event.rule, event.entity) for event in EventDetector().events(doc, [acme])]
    [('layoffs.job_cuts', 'Acme')]
    """

    def __init__(self, rules: EventRules | None = None) -> None:
        self.rules = rules if rules is not None else EventRules.builtin()
        self._compiled = [
            _Compiled(rule, fires, compile_patterns(rule.unless, self.rules.lists))
            for rule in self.rules.rules
            if (fires := compile_patterns(rule.patterns, self.rules.lists))
        ]
        self._denial = compile_patterns(self.rules.denials, self.rules.lists)
        self._reader = SizeReader(self.rules.lists)

    def events(
        self, doc: Doc, entities: Sequence[LinkedEntity], span: Callable[[int, int], Span] | None = None
    ) -> list[Event]:
        """Return the events of ``doc`` in text order, those of one sentence in the order of the rules.

        Args:
            doc: a text with sentence boundaries.
            entities: who is named in it.
            span: makes evidence of offsets in ``doc.text``; give one where the caller's text differs from it.
        """
        cut = span if span is not None else lambda start, end: Span.of(doc.text, start, end)
        cast, readings = Cast(doc.text, entities), _readings(doc.text)
        found: dict[tuple[str, str | None], Event] = {}
        for sentence in doc.sents:
            for reading in readings:
                for event in self._told(reading, (sentence.start_char, sentence.end_char), cast, cut):
                    known = found.get((event.rule, event.entity))
                    found[event.rule, event.entity] = _again(known, event) if known else event
        return list(found.values())

    def _told(
        self, reading: _Reading, sentence: tuple[int, int], cast: Cast, cut: Callable[[int, int], Span]
    ) -> Iterator[Event]:
        """Yield the events of a sentence, once for each entity that they concern."""
        text, (start, end) = reading.text, sentence
        sizes: list[Size] | None = None
        if reading.is_shortened and SKIPPED not in text[start:end]:
            return
        for clause in cast.clauses(text, start, end):
            for rule, trigger in self._hits(reading.lowered, clause):
                if reading.is_shortened and SKIPPED not in text[slice(*trigger)]:
                    continue  # the whole sentence has it, too
                concerned = cast.parties(rule, trigger, sentence)
                if sizes is None:  # most sentences have no event, and their sizes do not matter
                    sizes = self._reader.sizes(text[start:end], start)
                size = size_of(rule, trigger, clause, sizes, text, cast.strangers(concerned))
                for name in [entity.name for entity in concerned] if concerned else [None]:
                    yield Event(
                        type=rule.type,
                        rule=rule.name,
                        entity=name,
                        magnitude=_magnitude(size, cut) if size else None,
                        evidence=(cut(*trigger),),
                    )

    def _hits(self, text: str, clause: tuple[int, int]) -> Iterator[tuple[EventRule, tuple[int, int]]]:
        """Yield every rule that fires in a clause, with the offsets of the words that made it."""
        denied: list[int] | None = None
        for compiled in self._compiled:
            hits = [hit.span() for hit in compiled.fires.finditer(text, *clause)]
            if not hits:
                continue
            unless = compiled.unless.finditer(text, *clause) if compiled.unless else ()
            excluded = [hit.span() for hit in unless]
            if denied is None:  # most clauses have no hit and need no look at denials
                denied = [hit.end() for hit in self._denial.finditer(text, *clause)] if self._denial else []
            for first, last in hits:
                if any(first < end and start < last for start, end in excluded):
                    continue
                if compiled.rule.survives_denial or not _is_denied(text, first, denied):
                    yield compiled.rule, (first, last)


def _readings(text: str) -> list[_Reading]:
    """Read a text without its insertions first, since the size of an event stands in the main clause."""
    whole, shortened = _Reading(text, lower(text), False), skip_insertions(text)
    return [_Reading(shortened, lower(shortened), True), whole] if SKIPPED in shortened else [whole]


def _is_denied(text: str, first: int, denied: list[int]) -> bool:
    return any(end <= first and len(text[end:first].split()) <= _DENIAL_REACH for end in denied)


def _magnitude(size: Size, cut: Callable[[int, int], Span]) -> Magnitude:
    return Magnitude(
        kind=size.kind, value=size.value, currency=size.currency, evidence=cut(size.start, size.end)
    )


def _again(known: Event, event: Event) -> Event:
    """Add a later sentence's words to an event that is known, and its size where none was stated before."""
    return known.model_copy(
        update={
            "evidence": known.evidence + event.evidence,
            "magnitude": known.magnitude or event.magnitude,
        }
    )
