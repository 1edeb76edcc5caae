"""The day on which the initial term ends: stated, computed, or never."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dsolutions_finance.contracts.fields.days import WrittenDay, days
from dsolutions_finance.contracts.fields.durations import WrittenDuration, durations
from dsolutions_finance.contracts.fields.numbers import ORDINAL_WORDS, ordinal
from dsolutions_finance.contracts.fields.passages import sentence_around
from dsolutions_finance.contracts.fields.wording import any_of
from dsolutions_finance.contracts.results import ContractDate
from dsolutions_finance.contracts.text import ContractText

_WHOLE = r"(?:agreement|contract|lease|addendum|appointment|engagement|OMA|MOU)"
_VERB = any_of(
    """be; is; becomes?; comes?; takes?; remains?; continues?; commences?; begins?; starts?; extend; expires?
    terminates?; ends?; have; has; runs?"""
)
# Where a sentence begins to speak of the term of the contract as a whole: "the term of this Agreement", "this
# Agreement shall continue", "Term means".
_TERM = re.compile(
    r"(?:\b(?:the|this|an?|it(?:s|'s)?)\s+)?(?:\b(?:initial|original|primary)\s+)?(?:"
    rf"\bterm\s+(?:and\s+\w+\s+)?of\s+(?:(?:this|the)\s+(?:[\w-]+\s+){{0,4}}{_WHOLE}|\w+\s+\(?\d)"
    rf"|\b(?:[\w-]+\s+){{0,4}}{_WHOLE}\s+(?:\([^)]*\)\s+)?(?:shall\s+|will\s+)?(?:\w+\s+)?{_VERB}"
    r"|[\"']?\b(?:term|contract\s+period|initial\s+period)\b[\"']?\s*(?:\([^)]*\)\s*)?(?:(?:shall|will)\s+)?"
    r"(?:is\b|means?\b|be\b|commence|begin|run|continue|expire|[:.–-]))",
    re.IGNORECASE,
)
# "The Landlord lets the property for a term of ten years".
_LETTING = re.compile(
    r"\b(?:lets?|demises?|leases?)\b[^.;]{0,200}?\bfor\s+(?:a|the)\s+(?:\w+\s+)?term\s+of\b", re.IGNORECASE
)
# "during the term of this Agreement", "if this Agreement is terminated": the sentence is about other things.
_DEPENDENT = re.compile(
    any_of(
        """during; throughout; within; after; following; beyond; for; of; in; if; that; when; where; upon
        over; than; on; or; thereafter; by; with"""
    )
    + r"\s+(?:(?:the|this)\s+(?:\w+\s+)?)?\Z",
    re.IGNORECASE,
)
_RUNS = re.compile(
    any_of(
        r"""commenc\w+; begin\w*; continu\w+; remain\w*; (?:full )?(?:force|effect|effective); expir\w+
        period of; terms? of; duration; initial; until; through; ends?; is; be"""
    ),
    re.IGNORECASE,
)
# The sentence that introduces the term by name decides.
_NAMED = re.compile(
    r"\((?:[^()]{0,40}\s)?[\"'](?:Initial |Original |Contract |Primary )?(?:Term|Period)[\"'][^()]*\)|"
    r"[\"'](?:Initial )?(?:Term|Contract Period)[\"'] (?:shall )?means?",
    re.IGNORECASE,
)
_BEGINS = re.compile(any_of(r"commenc\w+; effective; in (?:full )?(?:force|effect); begin\w*"), re.IGNORECASE)
# "unless sooner terminated as provided below," stands between the verb and the end.
_INSERTED = re.compile(r"\b(?:unless|subject\s+to|except|if\s+not)\b[^,;.]{0,250},", re.IGNORECASE)
# After these a sentence speaks of something else.
_ASIDE = re.compile(
    any_of(
        r"""renew\w*; extended; extension\w*; unless(?! and until)
        provided,? (?:however|that); surviv\w+; warrant\w+
        notice; breach\w*; may(?!,? \d); invoices?"""
    ),
    re.IGNORECASE,
)
_UNTIL = re.compile(
    any_of(
        r"""until; through; thru; to; later than; end as of; (?:ending|ends?|terminat\w+)(?: on)?
        expir\w+(?: (?:automatically|at|midnight|close|of|business))*(?: on)?"""
    )
    + r"\s+(?:(?:and\s+including|the|on|midnight(?:\s+on)?|"
    r"[\d:]+\s*[ap]\.?m\.?,?(?:\s+\w+){0,3}\s+on|(?:the\s+)?(?:earlier|later)(?:\s+to\s+occur)?\s+of:?|"
    r"\(\w{1,3}\))\s+)*\Z",
    re.IGNORECASE,
)
# "Expiration Date: May 5, 2020", in a form or a list of terms, and what it is defined as.
_LABELLED = re.compile(
    r"\b(?:expir\w+|termination|end)\s+date\s*[:.]\s*|"
    r"[\"']?\b(?:maturity|expir\w+)\s+date[\"']?\s+(?:shall\s+)?(?:means?|is|be)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_DAY = 120  # characters; no day is longer
# "on May 5, 2020 (the "Maturity Date")"
_LABELLED_AFTER = re.compile(r"\s*\(\s*(?:the\s+)?[\"']?(?:maturity|expir\w+)\s+date\b", re.IGNORECASE)
# What a length may be counted from by name, rather than from the effective date.
_FROM_AGREEMENT = re.compile(
    r"\s+(?:from|of|after|following)\s+the\s+date\s+(?:hereof|of\s+(?:this|the)\s+agreement)", re.IGNORECASE
)
_ANNIVERSARY = re.compile(
    rf"({ORDINAL_WORDS}|\d+(?:st|nd|rd|th))\s+(?:\(\S+\)\s+)?(?:\w+\s+)?anniversary", re.IGNORECASE
)
_ENDLESS = re.compile(
    any_of(
        r"""until (?:sooner |earlier )?(?:terminated|cancell?ed)
        until (?:it|this agreement|such time as \w+) is (?:sooner |earlier )?(?:terminated|cancell?ed)
        until \w+ terminat\w+; perpetual(?:ly)?; (?:in|for) perpetuity; indefinite(?:ly)?
        until (?:either|any|a|one) party \w+; when terminated"""
    ),
    re.IGNORECASE,
)
# Days that only the future of the business decides: the term cannot be computed from them.
_OPEN = re.compile(
    r"[^.;]{0,40}"
    + any_of(
        """launch; delivery; closing; opening; acceptance; completion; first (?:commercial )?sale
        in-service; ready"""
    ),
    re.IGNORECASE,
)
_BEFORE_LENGTH = re.compile(
    any_of(
        """within; least; than; every; each; after; last; prior; additional; successive; following
        expiration of; up to"""
    )
    + r"\s+\Z",
    re.IGNORECASE,
)


_SHORTEST = 60  # days; a shorter length is a notice or a cure period more often than a term


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one sentence says of the end of the term."""

    start: int
    end: int
    day: date | None = None
    length: WrittenDuration | None = None
    begins: WrittenDay | None = None
    endless: bool = False


def expiration_date(
    text: ContractText, agreement_date: ContractDate | None, effective_date: ContractDate | None
) -> ContractDate | None:
    """Find when the initial term ends.

    Args:
        text: the contract.
        agreement_date: the day it was made.
        effective_date: the day it takes effect.

    Returns:
        The date, stated or computed from a length and a beginning; perpetual where it runs until somebody
        ends it; without a value where it depends on what is not known. ``None`` where nothing is said.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "This Agreement shall continue for a period of five (5) years from May 1, 2020."
    >>> expiration_date(ContractText.of(ContractDocument(id="1", text=said)), None, None).value
    '2025-05-01'
    """
    whole = text.text
    for label in _LABELLED.finditer(whole):
        day = next(days(whole, label.end(), label.end() + 40), None)
        if day and day.value and day.start == label.end():
            return ContractDate(value=day.value.isoformat(), evidence=(text.span(label.start(), day.end),))
    for named in _LABELLED_AFTER.finditer(whole):
        day = next(
            (d for d in days(whole, max(0, named.start() - _DAY), named.start()) if d.end == named.start()),
            None,
        )
        if day and day.value:
            return ContractDate(value=day.value.isoformat(), evidence=(text.span(day.start, named.end()),))
    readings = [(_weight(whole, reading), reading) for reading in _readings(whole)]
    if not readings:
        return None
    weight, reading = max(readings, key=lambda found: found[0])
    return _date(text, reading, agreement_date, effective_date) if weight > 0 else None


def _readings(whole: str) -> Iterator[_Reading]:
    """Read the sentences about the term, and those that introduce it by name, in text order."""
    done = 0
    for start, end in sorted((*_about_the_term(whole), *_naming_the_term(whole))):
        if start >= done and (reading := _read(whole, start, end)):
            done = end
            yield reading


def _about_the_term(whole: str) -> Iterator[tuple[int, int]]:
    for term in _TERM.finditer(whole):
        if not _DEPENDENT.search(whole, max(0, term.start() - 40), term.start()):
            yield term.start(), sentence_around(whole, term.start(), term.end())[1]
    for letting in _LETTING.finditer(whole):
        yield letting.start(), sentence_around(whole, letting.start(), letting.end())[1]


def _naming_the_term(whole: str) -> Iterator[tuple[int, int]]:
    end = 0
    for name in _NAMED.finditer(whole):
        if name.start() >= end:
            start, end = sentence_around(whole, name.start(), name.end())
            yield start, end


def _weight(whole: str, reading: _Reading) -> int:
    """Weigh how surely a sentence sets the term; of equal ones the first counts."""
    named = _NAMED.search(whole, reading.start, reading.end + 40)
    begins = _BEGINS.search(whole, reading.start, reading.end)
    whole_years = reading.day or (reading.length and reading.length.days >= _SHORTEST)
    return 3 * bool(named) + bool(begins) + bool(whole_years or reading.endless)


def _read(whole: str, start: int, end: int) -> _Reading | None:
    """Read one sentence from where it speaks of the term."""
    if not _RUNS.search(whole, start, end):
        return None

    def main(position: int) -> bool:
        """Tell whether the main clause reaches this far."""
        return _ASIDE.search(_INSERTED.sub(" ", whole[start:position])) is None

    for day in days(whole, start, end):
        if _UNTIL.search(whole, max(start, day.start - 60), day.start) and main(day.start):
            return _Reading(start, end, day=day.value)
    begins = next(days(whole, start, end), None)
    anniversary = _ANNIVERSARY.search(whole, start, end)
    if anniversary and main(anniversary.start()):
        years = WrittenDuration(*anniversary.span(), ordinal(anniversary[1]), "Y")
        return _Reading(start, end, length=years, begins=begins)
    endless = _ENDLESS.search(whole, start, end)
    for length in durations(whole, start, endless.start() if endless else end):
        if not _BEFORE_LENGTH.search(whole, max(start, length.start - 20), length.start) and main(
            length.start
        ):
            return _Reading(start, end, length=length, begins=begins)
    return _Reading(start, end, endless=True) if endless and main(endless.start()) else None


def _date(
    text: ContractText,
    reading: _Reading,
    agreement_date: ContractDate | None,
    effective_date: ContractDate | None,
) -> ContractDate:
    words = text.span(reading.start, reading.end)
    if reading.day:
        return ContractDate(value=reading.day.isoformat(), evidence=(words,))
    if reading.length is None:
        return ContractDate(value=None, perpetual=reading.endless, evidence=(words,))
    begins, base = reading.begins and reading.begins.value, None
    if agreement_date and _FROM_AGREEMENT.match(text.text, reading.length.end):
        begins, effective_date = None, agreement_date
    if begins is None and not _OPEN.match(text.text, reading.length.end, reading.end):
        base = effective_date or agreement_date
        begins = date.fromisoformat(base.value) if base and base.value else None
    ends = reading.length.after(begins) if begins else None
    evidence = (words, *(base.evidence if base else ()))
    return ContractDate(value=ends.isoformat() if ends else None, basis="computed", evidence=evidence)
