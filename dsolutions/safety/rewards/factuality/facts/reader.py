"""All facts of a text in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dsolutions.safety.rewards.factuality.facts import days, identifiers, quantities, spans_of_time
from dsolutions.safety.rewards.factuality.facts.fact import Fact
from dsolutions.safety.rewards.factuality.facts.names import names

_Reader = Callable[[re.Match[str]], Iterator[Fact]]

# The first form that fits at a place is taken. What carries a unit goes before what is a bare number.
_FORMS: tuple[tuple[str, _Reader], ...] = (
    (identifiers.ADDRESS, identifiers.read_identifier),
    *((form, days.read_day) for form in days.FORMS[:5]),
    *((form, quantities.read_money) for form in quantities.FORMS[:2]),
    *((form, days.read_day) for form in days.FORMS[5:]),
    (quantities.FORMS[2], quantities.read_percent),
    (spans_of_time.FREQUENCY, quantities.read_frequency),
    (quantities.FORMS[3], quantities.read_measure),
    (quantities.FORMS[4], quantities.read_span),
    (identifiers.PHONE, identifiers.read_identifier),
    (identifiers.ID, identifiers.read_identifier),
    (quantities.NUMBER, quantities.read_number),
)
_FACT = re.compile("|".join(form for form, _ in _FORMS), re.IGNORECASE)
_READERS: dict[str, _Reader] = {
    name: reader for form, reader in _FORMS for name in re.findall(r"\(\?P<(\w+)>", form)
}


def facts(text: str) -> list[Fact]:
    """Return the facts that ``text`` states: numbers, dates, amounts, ids, addresses, names; in text order.

    What is compared is a key that does not depend on how a fact is written: "3 May 2026" and "2026-05-03" are
    one date, "EUR 12.50" and "€12.50" one amount, "0.5 g" and "500 mg" one mass.

    >>> [fact.key for fact in facts("Call 0800 123 456 before 3 May 2026, says Merrow Bank.")]
    ['number 0800123456', 'date 2026-05-03', 'name merrow bank']
    """
    found = [fact for hit in _FACT.finditer(text) for fact in _READERS[_group(hit)](hit)]
    taken = bytearray(len(text))
    for fact in found:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    found += [name for name in names(text) if not any(taken[name.start : name.end])]
    found += days.resolved(text, found)
    return sorted(found, key=lambda fact: fact.start)


def _group(hit: re.Match[str]) -> str:
    """Return a group that took part in a match; each belongs to one form."""
    return hit.lastgroup or next(name for name, found in hit.groupdict().items() if found is not None)
