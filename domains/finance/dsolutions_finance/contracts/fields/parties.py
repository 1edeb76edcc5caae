"""Who is bound: names with their legal forms, what the contract calls them, and in which role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from dsolutions_finance.contracts.fields.party_names import LEGAL_FORM, name_at, name_before, starts
from dsolutions_finance.contracts.fields.preamble import ROLES, Preamble, preambles
from dsolutions_finance.contracts.results import Party
from dsolutions_finance.contracts.text import ContractText

_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_TRIED = 12  # passages that say "between" in a contract's first pages, the likely ones first


@dataclass(frozen=True, slots=True)
class _Introduced:
    """Ranges of a name and of the passage that introduces it, and the short name."""

    start: int
    end: int
    until: int
    short: str | None = None


def parties(text: ContractText) -> tuple[Party, ...]:
    """Find the parties in the preamble, in text order.

    Args:
        text: the contract.

    Returns:
        Each party once; empty where no preamble is found, as in a form to be filled in.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = 'made between Acme Corp., a Delaware corporation ("Licensor"), and Bo Ltd. ("Bo"). WHEREAS'
    >>> found = parties(ContractText.of(ContractDocument(id="1", text=said)))
    >>> [(party.name, party.short_name, party.role) for party in found]
    [('Acme Corp.', 'Licensor', 'licensor'), ('Bo Ltd.', 'Bo', None)]
    """
    whole = text.text
    best: list[_Introduced] = []
    for place in islice(preambles(whole), _TRIED):
        found = list(_defined(whole, place))
        if place.start == 0:  # nothing says that parties are named here, so each name must look like one
            found = [party for party in found if LEGAL_FORM.search(whole, party.start, party.end)]
        elif len(found) < 2:
            found = sorted([*found, *_undefined(whole, place, found)], key=lambda party: party.start)
        found = list(_once(whole, found))
        best = max(best, found, key=lambda parties: sum(_certain(whole, party) for party in parties))
        if sum(_certain(whole, party) for party in best) >= 2:
            break
    return tuple(_party(text, introduced) for introduced in best)


def _certain(whole: str, party: _Introduced) -> bool:
    """Tell whether its short name or its legal form shows that it is a party."""
    return party.short is not None or LEGAL_FORM.search(whole, party.start, party.end) is not None


def _defined(whole: str, place: Preamble) -> Iterator[_Introduced]:
    """Yield the parties that get a short name: a name stands between the definition before and its own."""
    start, last = place.start, None
    for short in place.short_names:
        if not short.somebody:
            start = short.end
            continue
        name = _name_before(whole, start, short.start, first=last is None)
        if name:
            if last:
                yield last
            last = _Introduced(*name, short.end, short.term)
        elif last and last.short is None:
            last = replace(last, short=short.term, until=short.end)
        start = short.end
    if last:
        yield last


def _name_before(whole: str, start: int, end: int, *, first: bool) -> tuple[int, int] | None:
    """Find the name that a definition at ``end`` is about: at once, or after "and" in between."""
    at_once = name_at(whole, start, end)
    joined = re.match(r"[\s,;.–-]*(?:and|&)\b", whole[start : start + 20], re.IGNORECASE)
    if at_once and (first or joined or LEGAL_FORM.search(whole, *at_once)):
        return at_once
    later = [name for begin in reversed(starts(whole, start, end)) if (name := name_at(whole, begin, end))]
    with_form = (name for name in later if LEGAL_FORM.search(whole, *name))
    return next(with_form, None) or name_before(whole, start, end)


def _undefined(whole: str, place: Preamble, known: list[_Introduced]) -> Iterator[_Introduced]:
    """Yield the names that are joined by "and" without a definition, as on a cover page.

    They count where all have a legal form, or where the first stands right after "between".
    """
    end = min(place.end, place.start + 900)
    names: list[_Introduced] = []
    for begin in (place.start, *starts(whole, place.start, end)):
        name = name_at(whole, begin, end)
        overlaps = name and any(name[0] < other.until and other.start < name[1] for other in (*known, *names))
        if name and not overlaps and (LEGAL_FORM.search(whole, *name) or begin - place.start < 150):
            names.append(_Introduced(*name, name[1]))
    if known or (names and names[0].start - place.start < 20):
        yield from names[: 2 - len(known)]


def _once(whole: str, found: list[_Introduced]) -> Iterator[_Introduced]:
    """Leave out names that came before, and two parties in one breath, as on a line of the title."""
    keys = [_key(whole[introduced.start : introduced.end]) for introduced in found]
    for number, introduced in enumerate(found):
        others = [*keys[:number], *keys[number + 1 :], *(_key(other.short or "") for other in found)]
        parts = [_key(part) for part in _AND.split(whole[introduced.start : introduced.end])]
        both = len(parts) > 1 and all(any(other.startswith(part) for other in others) for part in parts)
        if keys[number] not in keys[:number] and not both:
            yield introduced


def _key(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


def _party(text: ContractText, introduced: _Introduced) -> Party:
    short = introduced.short
    return Party(
        name=text.text[introduced.start : introduced.end],
        short_name=short,
        role=short.lower() if short and short.lower() in ROLES else None,
        evidence=(text.span(introduced.start, introduced.until),),
    )
