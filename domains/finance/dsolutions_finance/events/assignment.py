"""Whose event it is: the entities that the words of a sentence make responsible or suffer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dsolutions_finance.entities import LinkedEntity
from dsolutions_finance.events.clause import CAUSE, CLAUSE_BREAK
from dsolutions_finance.events.rules import EventRule

# Things have prices but neither profits nor directors; authorities act in an event and do not undergo it.
_ONLY_PRICED = frozenset({"commodity", "currency", "index", "market"})
_AUTHORITIES = frozenset({"regulator", "rating_agency"})

_AGENT = re.compile(r"\b(?:by|from|at|with|over|says|said)\b|:", re.IGNORECASE)
_ATTRIBUTION = re.compile(r"(?:\bby|\baccording to|\bsays|\bsaid|:)\s*$", re.IGNORECASE)
_ATTRIBUTION_REACH = 20  # characters, enough for "according to "
# What stands between the names of a list; symbols may stand behind the names: "Acme <ACM.N>, Borealis".
_LISTED = re.compile(r"\s*(?:(?:\.\w+)?[>)]?\s*(?:,|&|and|,\s*and)|[<(])\s*", re.IGNORECASE)

_OBJECT_REACH = 4  # words between "sues" and whom; further away another clause has usually begun


@dataclass(frozen=True, slots=True)
class _Place:
    """A mention: offsets in the document, and whose it is."""

    start: int
    end: int
    entity: LinkedEntity


class Cast:
    """The entities of one document, asked who takes part in an event.

    Args:
        text: the document.
        entities: its entities.

    >>> acme, borealis = (LinkedEntity(name, "company", None, (at,)) for name, at in
    ...                   (("Acme", (14, 18)), ("Borealis", (0, 8))))
    >>> rule = EventRule(name="law.suit", type="law", description="", source="", affects="object",
    ...                  patterns=("sues",), matches=("a sues b",))
    >>> [who.name for who in Cast("Borealis sues Acme", [acme, borealis]).parties(rule, (9, 13), (0, 18))]
    ['Acme']
    """

    def __init__(self, text: str, entities: Sequence[LinkedEntity]) -> None:
        self._text = text
        places = (_Place(start, end, entity) for entity in entities for start, end in entity.mentions)
        self._places = sorted(places, key=lambda place: place.start)
        self._starts = [place.start for place in self._places]

    def clauses(self, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a sentence at its conjunctions, and at a comma before a name that is no item of a list.

        Args:
            text: the document, as it is or with insertions skipped.
            start: offset of the sentence's first character.
            end: offset after its last.
        """
        cuts = {found.start() for found in CLAUSE_BREAK.finditer(text, start, end)}
        for one, other in pairwise(self._within(start, end)):
            parted = text[one.end : other.start].rstrip().endswith(",")
            if parted and not self._in_list(one, other):
                cuts.add(other.start)
        return list(pairwise(sorted(cuts | {start, end})))

    def strangers(self, parties: Sequence[LinkedEntity]) -> list[tuple[int, int]]:
        """Return the places where somebody else is named."""
        names = {entity.name for entity in parties}
        return [(place.start, place.end) for place in self._places if place.entity.name not in names]

    def parties(
        self, rule: EventRule, trigger: tuple[int, int], sentence: tuple[int, int]
    ) -> list[LinkedEntity]:
        """Name the entities that an event concerns.

        Args:
            rule: what was found; it says whether the event happens to its subject, its object or both.
            trigger: offsets of the words that announce it.
            sentence: offsets of their sentence.

        Returns:
            One entity, or several where the text lists them or the rule concerns both parties; empty where
            the text names nobody that it could happen to.
        """
        here = [place for place in self._within(*sentence) if _can_undergo(rule, place.entity)]
        subject, object_ = self._subject(trigger, here), self._object(trigger, here)
        if rule.affects == "both":
            chosen = self._both(subject, object_ or self._after(trigger, here), here)
        else:
            preferred, other = (subject, object_) if rule.affects == "subject" else (object_, subject)
            chosen = [preferred or other or self._after(trigger, here)]
        found = {p.entity.name: p.entity for one in chosen if one for p in self._with_listed(one, here)}
        return list(found.values()) or self._earlier(rule, trigger)

    def _within(self, start: int, end: int) -> list[_Place]:
        first, last = (bisect_left(self._starts, offset) for offset in (start, end))
        return self._places[first:last]

    def _both(self, one: _Place | None, other: _Place | None, here: list[_Place]) -> list[_Place | None]:
        """Find the second party where it stands before the reason: "Acme jumps after bid from Borealis"."""
        first, second = (one or other), (other if one else None)
        if first is None or (second is not None and second.entity.name != first.entity.name):
            return [first, second]
        for place in reversed(here[: here.index(first)]):
            between = self._text[place.end : first.start]
            if place.entity.name != first.entity.name and CAUSE.search(between):
                return [place, first]
        return [first]

    def _subject(self, trigger: tuple[int, int], here: list[_Place]) -> _Place | None:
        """Find the nearest mention before the trigger in its clause, else inside: "profit at Acme fell"."""
        for place in reversed(here):
            if place.end > trigger[0] or CLAUSE_BREAK.search(self._text[place.end : trigger[0]]):
                continue
            before = self._text[max(0, place.start - _ATTRIBUTION_REACH) : place.start]
            if place is here[0] or not _ATTRIBUTION.search(before):
                return place
        return _inside(trigger, here)

    def _object(self, trigger: tuple[int, int], here: list[_Place]) -> _Place | None:
        """Find the mention that follows the trigger as its object: "sues Acme", not "sued by Acme"."""
        following = self._after(trigger, here)
        if following is None:
            return _inside(trigger, here)
        between = self._text[trigger[1] : following.start]
        near = len(between.split()) <= _OBJECT_REACH and not _AGENT.search(between)
        return following if near else None

    def _after(self, trigger: tuple[int, int], here: list[_Place]) -> _Place | None:
        """Find the next mention in the clause, whatever stands between: "takeover bid from Acme"."""
        place = next((place for place in here if place.start >= trigger[1]), None)
        if place is None or CLAUSE_BREAK.search(self._text[trigger[1] : place.start]):
            return None
        return place

    def _with_listed(self, place: _Place, here: list[_Place]) -> Iterator[_Place]:
        """Yield a place and those that the text lists with it: "Acme, Borealis and Cobalt cut jobs"."""
        first = last = here.index(place)
        while first > 0 and self._in_list(here[first - 1], here[first]):
            first -= 1
        while last + 1 < len(here) and self._in_list(here[last], here[last + 1]):
            last += 1
        yield from here[first : last + 1]

    def _in_list(self, one: _Place, other: _Place) -> bool:
        return _LISTED.fullmatch(self._text, one.end, other.start) is not None

    def _earlier(self, rule: EventRule, trigger: tuple[int, int]) -> list[LinkedEntity]:
        """Fall back on the entity named last: "The company said ..."."""
        before = self._places[: bisect_left(self._starts, trigger[0])]
        return next(([place.entity] for place in reversed(before) if _can_undergo(rule, place.entity)), [])


def _can_undergo(rule: EventRule, entity: LinkedEntity) -> bool:
    return entity.type not in _AUTHORITIES and (rule.type == "market_move" or entity.type not in _ONLY_PRICED)


def _inside(trigger: tuple[int, int], here: list[_Place]) -> _Place | None:
    return next((place for place in here if trigger[0] <= place.start < trigger[1]), None)
