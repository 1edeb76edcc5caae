"""The fields that can be scored: how a labelled value is read, and when a found one is the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dsolutions_finance.contracts.fields.durations import durations
from dsolutions_finance.contracts.fields.places import place_named
from dsolutions_finance.contracts.results import ContractDate, ContractFields, Duration, Place
from dsolutions_finance.contracts.scoring.same import same_end, same_length, same_party, same_title

_PERPETUAL = "perpetual"
_ISO_LENGTH = re.compile(r"P\d+[DWMY]")
_SHORT_NAME = re.compile(r"\s*\([^()]*\)\s*$")  # "Acme Inc. (Licensor)", as in the table of contracts


@dataclass(frozen=True)
class FieldScorer:
    """How one field is compared.

    Args:
        read: from what a label says to a value.
        found: from the fields of a review to the values found.
        same: whether a found value is a right one.
    """

    read: Callable[[str], str]
    found: Callable[[ContractFields], Sequence[str]]
    same: Callable[[str, str], bool]


def _read_date(said: str) -> str:
    try:
        return date.fromisoformat(said).isoformat()
    except ValueError:
        raise ValueError(f"{said!r} is no date such as 2024-03-15") from None


def _read_end(said: str) -> str:
    return _PERPETUAL if said.lower() == _PERPETUAL else _read_date(said)


def _read_length(said: str) -> str:
    value = said if _ISO_LENGTH.fullmatch(said) else next((d.value for d in durations(said)), None)
    if value is None:
        raise ValueError(f"{said!r} is no length of time such as P30D or 30 days")
    return value


def _read_place(said: str) -> str:
    return place_named(said) or said


def _read_party(said: str) -> str:
    return _SHORT_NAME.sub("", said)


def _day(found: ContractDate | None) -> Sequence[str]:
    return (found.value,) if found and found.value else ()


def _end(found: ContractDate | None) -> Sequence[str]:
    return (_PERPETUAL,) if found and found.perpetual else _day(found)


def _length(found: Duration | None) -> Sequence[str]:
    return (found.value,) if found else ()


def _place(found: Place | None) -> Sequence[str]:
    return (found.name,) if found else ()


def _equal(found: str, right: str) -> bool:
    return found.casefold() == right.casefold()


#: By the names that the fields have in results and tables.
FIELD_SCORERS: Mapping[str, FieldScorer] = {
    "title": FieldScorer(str.strip, lambda f: (f.title.quote,) if f.title else (), same_title),
    "parties": FieldScorer(_read_party, lambda f: [party.name for party in f.parties], same_party),
    "agreement_date": FieldScorer(_read_date, lambda f: _day(f.agreement_date), _equal),
    "effective_date": FieldScorer(_read_date, lambda f: _day(f.effective_date), _equal),
    "expiration_date": FieldScorer(_read_end, lambda f: _end(f.expiration_date), same_end),
    "renewal_term": FieldScorer(_read_length, lambda f: _length(f.renewal_term), same_length),
    "notice_period": FieldScorer(_read_length, lambda f: _length(f.notice_period), same_length),
    "governing_law": FieldScorer(_read_place, lambda f: _place(f.governing_law), _equal),
    "venue": FieldScorer(_read_place, lambda f: _place(f.venue), _equal),
}
