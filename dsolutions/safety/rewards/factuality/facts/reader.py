"""All facts of a text in one pass.

Every form is a pattern, and to try all of them at every character takes 2 ms per thousand characters. So
words that no fact can begin with are passed over, and the others are only asked for the forms that can begin
like them: that is five times as fast.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from dsolutions.safety.rewards.factuality.facts import days, identifiers, money, quantities, spans_of_time
from dsolutions.safety.rewards.factuality.facts.fact import Fact
from dsolutions.safety.rewards.factuality.facts.names import names
from dsolutions.safety.rewards.factuality.facts.numerals import NUMBER_WORDS

_Reader = Callable[[re.Match[str]], Iterator[Fact]]

# The first form that fits at a place is taken. What carries a unit goes before what is a bare number.
_FORMS: Sequence[tuple[str, _Reader]] = (
    (identifiers.ADDRESS, identifiers.read_identifier),
    *((form, days.read_day) for form in days.WITH_DIGITS),
    *((form, days.read_day) for form in days.WITH_WORDS),
    (quantities.MONEY, quantities.read_money),
    (quantities.MONEY_AFTER, quantities.read_money),
    *((form, days.read_day) for form in days.PARTS_WITH_WORDS),
    *((form, days.read_day) for form in days.PARTS_WITH_DIGITS),
    (quantities.PERCENT, quantities.read_percent),
    (spans_of_time.FREQUENCY, quantities.read_frequency),
    (quantities.MEASURE, quantities.read_measure),
    (quantities.SPAN, quantities.read_span),
    (identifiers.PHONE, identifiers.read_identifier),
    (identifiers.ID, identifiers.read_identifier),
    (quantities.NUMBER, quantities.read_number),
)
_ONLY_DIGITS = {
    identifiers.ADDRESS,
    identifiers.PHONE,
    identifiers.ID,
    *days.WITH_DIGITS,
    *days.PARTS_WITH_DIGITS,
}
_ONLY_WORDS = {*days.WITH_WORDS, *days.PARTS_WITH_WORDS}


def _any(without: set[str]) -> re.Pattern[str]:
    return re.compile("|".join(form for form, _ in _FORMS if form not in without), re.IGNORECASE)


_FROM_DIGITS, _FROM_WORDS = _any(_ONLY_WORDS), _any(_ONLY_DIGITS)
_READERS = {name: reader for form, reader in _FORMS for name in re.findall(r"\(\?P<(\w+)>", form)}

_CHUNK = re.compile(r"[\w€$£¥₹#+/][^\s(\[]{0,80}")
_NEEDS_DIGITS = re.compile(r"[\d€$£¥₹#@]|\w\.[a-z]|://", re.IGNORECASE)
_ENDLESS = re.compile(r"\d{31,}")  # states no amount, and would be tried from each of its digits
_BEGINS = re.compile(r"(?<!\d)\d|[€$£¥₹#+]|(?<=[^\w\s.@-])\w")  # where a fact may begin within a chunk
_WORD = re.compile(r"/?[^\W\d_.]+(?:\.[^\W\d_]\.)*")
_BEGINNINGS = {*days.BEGINNINGS, *spans_of_time.BEGINNINGS, *NUMBER_WORDS, *money.BEGINNINGS}
_LONGEST = 120  # characters; a fact that begins at a word ends before


def facts(text: str) -> list[Fact]:
    """Return the facts that ``text`` states: numbers, dates, amounts, ids, addresses, names; in text order.

    What is compared is a key that does not depend on how a fact is written: "3 May 2026" and "2026-05-03" are
    one date, "EUR 12.50" and "€12.50" one amount, "0.5 g" and "500 mg" one mass.

    >>> [fact.key for fact in facts("Call 0800 123 456 before 3 May 2026, says Merrow Bank.")]
    ['number 0800123456', 'date 2026-05-03', 'name merrow bank']
    """
    found = [fact for hit in _matches(text) for fact in _read(hit)]
    taken = bytearray(len(text))
    for fact in found:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    found += [name for name in names(text) if not any(taken[name.start : name.end])]
    found += days.resolved(text, found)
    return sorted(found, key=lambda fact: fact.start)


def _matches(text: str) -> Iterator[re.Match[str]]:
    place = 0
    while chunk := _CHUNK.search(text, place):
        start, place = chunk.span()
        if endless := _ENDLESS.match(text, start):
            place = endless.end()
        elif hit := _first(text, start, place, chunk[0]):
            yield hit
            place = max(hit.end(), start + 1)


def _first(text: str, start: int, end: int, chunk: str) -> re.Match[str] | None:
    """Return the first fact that begins in a chunk; it may go on after its end."""
    until = min(len(text), end + _LONGEST)
    if _NEEDS_DIGITS.search(chunk):
        inside = (hit.start() for hit in _BEGINS.finditer(text, start + 1, end))
        tried = (_FROM_DIGITS.match(text, place, until) for place in (start, *inside))
        return next((hit for hit in tried if hit), None)
    word = _WORD.match(chunk)
    return _FROM_WORDS.match(text, start, until) if word and word[0].lower() in _BEGINNINGS else None


def _read(hit: re.Match[str]) -> list[Fact]:
    try:
        return list(_READERS[_group(hit)](hit))
    except (KeyError, ValueError):  # patterns take a "ſ" for an "s" and an "ı" for an "i"; tables do not
        return []


def _group(hit: re.Match[str]) -> str:
    """Return a group that took part in a match; each belongs to one form."""
    return hit.lastgroup or next(name for name, found in hit.groupdict().items() if found is not None)
