"""Values of slots as they are written in a turn, whatever they do there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from dsolutions_support.state.dates import SMALL, find_dates
from dsolutions_support.state.schema import Slot, StateSchema
from dsolutions_support.state.words import PhraseIndex, Word, lowered

_CURRENCIES = {
    "£": "GBP", "$": "USD", "€": "EUR", "¥": "JPY", "pound": "GBP", "quid": "GBP", "dollar": "USD",
    "buck": "USD", "euro": "EUR",
}  # fmt: skip
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_MONEY = re.compile(
    rf"(?P<sign>[£$€¥])\ ?(?P<a>{_AMOUNT})(?!\d)"
    rf"|\b(?P<before>[a-z]{{3}})\ ?(?P<b>{_AMOUNT})(?!\d)"
    rf"|(?<![\d.,:/-])(?P<c>{_AMOUNT})"
    r"(?:\ ?(?P<after>pound|quid|dollar|buck|euro|[a-z]{3})s?\b)?(?![\d:/-])",
)
_ISO_CODES = frozenset(
    ("usd", "eur", "gbp", "jpy", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "inr", "cny", "zar")
)
_NUMBER = re.compile(
    rf"(?<![\w.,:/£$€-])(?:\d+(?:\.\d+)?|{'|'.join(SMALL)}|a couple(?: of)?)(?![\w:/]|[.,]\d)"
)
_HOURS = "|".join(SMALL[1:13])
_TIME = re.compile(
    rf"""\b(?:
      (?P<hour>[01]?\d|2[0-4])\ ?[:.]\ ?(?P<minute>[0-5]\d)(?![\d.])\ ?(?P<half>[ap]\.?\ ?m\b\.?)?
    | (?P<hour2>1[0-2]|0?\d|{_HOURS})\ ?(?:o'?clock\ ?)?(?P<half2>[ap]\.?\ ?m\b\.?)
    | (?P<near>half\ past|quarter\ past|quarter\ to)\ (?P<hour3>1[0-2]|\d|{_HOURS})\b
      \ ?(?P<half3>[ap]\.?m\b\.?)?
    | (?P<name>noon|midday|midnight)\b
    | (?P<hour4>1[0-2]|\d|{_HOURS})\ o'?clock\b
    | (?:(?<=at\ )|(?<=by\ )|(?<=after\ )|(?<=before\ )|(?<=around\ ))
      (?:(?P<hour5>[01]?\d|2[0-3])(?P<minute5>[0-5]\d)?|(?P<hour6>{_HOURS}))\b(?![:./]\d|\ ?%|\ [a-z]+s\b)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A value of a slot as it is written in a text."""

    slot: Slot
    value: str
    start: int
    end: int
    exact: bool = True
    bare: bool = False  # a number with nothing to say what of


class MentionReader:
    """Finds the values of every slot of a schema in a text.

    Args:
        schema: the slots.

    >>> from dsolutions_support.state.words import words
    >>> slot = Slot(name="size", kind="categorical", values={"large": ["big"]})
    >>> reader = MentionReader(StateSchema(version="1", slots=[slot]))
    >>> [(mention.value, mention.start) for mention in reader.read("The big one", words("The big one"), None)]
    [('large', 4)]
    """

    def __init__(self, schema: StateSchema) -> None:
        self._schema = schema
        self._phrases = PhraseIndex(
            (
                (phrase, (slot, value))
                for slot in schema.slots
                for source in (slot, *map(schema.slot, slot.shares))
                for value, synonyms in source.values.items()
                for phrase in (value, *synonyms)
            ),
            known=schema.words(),
        )
        self._leads = PhraseIndex(
            (lead, slot) for slot in schema.slots if slot.kind == "text" for lead in slot.leads
        )
        self._by_kind = {
            kind: [slot for slot in schema.slots if slot.kind == kind and slot.informable]
            for kind in ("date", "time", "money", "number", "id")
        }
        self._ids = {
            slot.name: re.compile(rf"\b(?:{slot.pattern})\b", re.IGNORECASE) for slot in self._by_kind["id"]
        }

    def read(self, text: str, split: Sequence[Word], today: date | None) -> list[Mention]:
        """Find the values; of two for one slot that overlap, the longer stays."""
        low = lowered(text)
        found = [
            Mention(slot, value, split[hit.first].start, split[hit.last - 1].end, hit.exact)
            for hit in self._phrases.find(split)
            for slot, value in (hit.item,)
            if slot.informable
        ]
        for slot in self._by_kind["date"]:
            dates = find_dates(low, today, day_first=self._schema.day_first, past=slot.past)
            found += [Mention(slot, value, start, end) for start, end, value in dates]
        for slot in self._by_kind["time"]:
            found += [Mention(slot, value, start, end) for start, end, value in _times(low)]
        for slot in self._by_kind["number"]:
            found += [Mention(slot, value, start, end) for start, end, value in _numbers(low)]
        for slot in self._by_kind["money"]:
            found += [Mention(slot, value, start, end) for start, end, value in _amounts(low, slot.currency)]
        for slot in self._by_kind["id"]:
            found += [
                Mention(slot, match.group(), *match.span()) for match in self._ids[slot.name].finditer(text)
            ]
        for lead in self._leads.find(split):
            found += _free_text(lead.item, text, split[lead.last :])
        return _longest(_without_parts(found, low))


def bare_text(slot: Slot, text: str, split: Sequence[Word]) -> list[Mention]:
    """Read an answer to a question for a free text: all of it up to the first mark."""
    return _free_text(slot, text, split, limit=12)


# A free text ends where another thought begins.
_STOPS = frozenset(
    (
        *",.?!;:()", "and", "but", "because", "so", "which", "that", "who", "please", "for", "with", "when",
        "if", "or",
        "from", "on", "at", "by", "is", "are", "was", "to", "i", "my",
    )
)  # fmt: skip
_ARTICLES = frozenset(
    ("is", "it", "it's", "that's", "a", "an", "the", "my", "our", "called", "to", "in", "at", "on", "of")
)  # fmt: skip


def _free_text(slot: Slot, text: str, split: Sequence[Word], limit: int = 6) -> list[Mention]:
    """Take the words up to the next stop word, without an article in front."""
    first = next((n for n, word in enumerate(split) if word.text not in _ARTICLES), len(split))
    last = first
    while last < len(split) and last - first < limit and split[last].text not in _STOPS:
        last += 1
    if first == last:
        return []
    start, end = split[first].start, split[last - 1].end
    return [Mention(slot, text[start:end], start, end)]


def _without_parts(found: list[Mention], low: str) -> list[Mention]:
    """Mark bare numbers; drop those in a date, a time, an id, or an amount with its currency."""
    marked = [
        replace(m, bare=m.slot.kind in ("number", "money", "id") and low[m.start : m.end].isdigit())
        for m in found
    ]
    whole = [m for m in marked if m.slot.kind in ("date", "time", "id", "money") and not m.bare]
    return [m for m in marked if not (m.bare and any(w.start < m.end and m.start < w.end for w in whole))]


def _longest(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if not any(
            other.slot is mention.slot and other.start < mention.end and mention.start < other.end
            for other in kept
        ):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def _amounts(low: str, currency: str | None) -> Iterator[tuple[int, int, str]]:
    for match in _MONEY.finditer(low):
        part = match.groupdict()
        code = part["before"] or part["after"]
        known = _CURRENCIES.get(part["sign"] or code or "") or (
            code.upper() if code in _ISO_CODES else currency
        )
        number = part["a"] or part["b"] or part["c"]
        if known is None:
            continue
        start, end = match.span()
        if code and code not in _ISO_CODES and code not in _CURRENCIES:  # just a word beside the number
            start, end = match.span("b" if part["b"] else "c")
        yield start, end, f"{Decimal(number.replace(',', '')):.2f} {known}"


def _numbers(low: str) -> Iterator[tuple[int, int, str]]:
    for match in _NUMBER.finditer(low):
        word = match.group()
        yield (
            *match.span(),
            "2" if word.startswith("a couple") else str(SMALL.index(word)) if word in SMALL else word,
        )


def _times(low: str) -> Iterator[tuple[int, int, str]]:
    """Times as HH:MM; without am or pm an hour stands for itself."""
    for match in _TIME.finditer(low):
        part = match.groupdict()
        if part["name"]:
            yield *match.span(), "00:00" if part["name"] == "midnight" else "12:00"
            continue
        spoken = next(part[key] for key in ("hour", "hour2", "hour3", "hour4", "hour5", "hour6") if part[key])
        hour = SMALL.index(spoken) if spoken in SMALL else int(spoken)
        minute = int(part["minute"] or part["minute5"] or 0)
        if part["near"]:
            minute = 30 if part["near"].startswith("half") else 15 if part["near"].endswith("past") else 45
            hour -= part["near"].endswith("to")
        half = part["half"] or part["half2"] or part["half3"]
        if half and hour <= 12:
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        yield *match.span(), f"{hour % 24:02}:{minute:02}"
