"""The cover sheet: fields in words, each with the place that says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from dsolutions_finance.contracts.results import (
    Amount,
    ContractDate,
    ContractFields,
    Duration,
    LiabilityCap,
    PageSpan,
    Party,
    Place,
)

_PART = re.compile(r"(\d+)([YMWD])")
_UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}


@dataclass(frozen=True)
class Entry:
    """One value of a field.

    Args:
        value: in words.
        evidence: what it was read from.
        note: what else is known about it.
    """

    value: str
    evidence: tuple[PageSpan, ...]
    note: str = ""


@dataclass(frozen=True)
class Fact:
    """A field that the contract has.

    Args:
        name: its name.
        entries: its values, at least one.
    """

    name: str
    entries: tuple[Entry, ...]


def facts(fields: ContractFields) -> list[Fact]:
    """Return the fields that a contract has, in the order of a cover sheet.

    >>> texas = Place(name="Texas", evidence=PageSpan(start=0, end=5, quote="Texas"))
    >>> [(fact.name, fact.entries[0].value) for fact in facts(ContractFields(governing_law=texas))]
    [('Governing law', 'Texas')]
    """
    found = ((name, tuple(entries)) for name, entries in _rows(fields))
    return [Fact(name, entries) for name, entries in found if entries]


def _rows(fields: ContractFields) -> Iterator[tuple[str, Iterator[Entry]]]:
    yield "Parties", map(_party, fields.parties)
    yield "Agreement date", _dates(fields.agreement_date)
    yield "Effective date", _dates(fields.effective_date)
    yield "Ends", _dates(fields.expiration_date)
    yield "Renewal", _durations(fields.renewal_term, "by itself" if fields.auto_renewal else "")
    yield "Notice against renewal", _durations(fields.notice_period)
    yield "Governing law", _places(fields.governing_law)
    yield "Venue", _places(fields.venue)
    yield (
        "Payment within",
        (Entry(in_words(term.within.value), (term.evidence,)) for term in fields.payment_terms),
    )
    yield "Liability limited to", map(_cap, fields.liability_caps)
    yield "Amounts", (Entry(_money(amount), (amount.evidence,)) for amount in fields.amounts)


def in_words(duration: str) -> str:
    """Write an ISO 8601 duration in words.

    >>> in_words("P30D"), in_words("P1Y6M")
    ('30 days', '1 year 6 months')
    """
    parts = _PART.findall(duration)
    return " ".join(f"{n} {_UNITS[unit]}{'' if n == '1' else 's'}" for n, unit in parts) or duration


def _party(party: Party) -> Entry:
    called = f"“{party.short_name}”" if party.short_name else ""
    role = party.role if party.role and party.role != (party.short_name or "").lower() else ""
    return Entry(party.name, party.evidence, ", ".join(filter(None, (called, role))))


def _dates(date: ContractDate | None) -> Iterator[Entry]:
    if date:
        value = date.value or ("runs until it is ended" if date.perpetual else "left open")
        yield Entry(value, date.evidence, "computed" if date.basis == "computed" else "")


def _durations(duration: Duration | None, note: str = "") -> Iterator[Entry]:
    if duration:
        yield Entry(in_words(duration.value), (duration.evidence,), note)


def _places(place: Place | None) -> Iterator[Entry]:
    if place:
        yield Entry(place.name, (place.evidence,))


def _cap(cap: LiabilityCap) -> Entry:
    return Entry(_money(cap.amount) if cap.amount else cap.basis, (cap.evidence,))


def _money(amount: Amount) -> str:
    return f"{Decimal(amount.value):,} {amount.currency}"
