"""Numbers, amounts, measures, dates and identifiers that no source has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.facts import Fact
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

_WHOLE_DATE = re.compile(r"date (\d{4})-(\d\d-\d\d)")
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|nearly|almost|roughly|some|circa|close\sto|just\s(?:over|under)|over|above|more\sthan"
    r"|under|below|less\sthan|up\sto)\s(?:a\s)?$|~\s?$",
    re.IGNORECASE,
)
_FEW = frozenset(("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_REACH = 20  # characters before a number in which a word such as "about" may stand
# How far a number that is said to be about right may be off: 19.6 is about 20, 18 is not.
_ROUNDING = Fraction(1, 20)


def check_values(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield the facts of an output's sentence that are in no source.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("She takes 5 mg twice daily.")
    >>> [said] = read("She takes 50 mg twice a day.").sentences
    >>> [conflict.reason for conflict in check_values(said, source, source.sentences)]
    ["no source has '50 mg'; the nearest sentence says '5 mg'"]
    """
    for fact in sentence.facts:
        if fact.kind == "name" or fact.weak or supported(fact, sentence.whole, source):
            continue
        quote = sentence.whole[fact.start : fact.end]
        other = _other(fact, nearest)
        instead = f"; the nearest sentence says {other!r}" if other else ""
        # "two friends" may count what the source lists; next to another number it is a claim
        certain = bool(other) or fact.kind != "number" or quote.lower() not in _FEW
        yield Conflict("values", fact.start, fact.end, f"no source has {quote!r}{instead}", certain)


def supported(fact: Fact, text: str, source: Reading) -> bool:
    """Tell whether a source states a fact of ``text``, however it is written."""
    if any(key in source.known for key in (fact.key, *fact.also)):
        return True
    if date := _WHOLE_DATE.fullmatch(fact.key):
        stated = {f.key for f in source.facts if f.kind == "date"}
        return f"date {date[2]}" in stated and f"number {date[1]}" in source.known
    if fact.kind in ("money", "percent", "quantity", "duration", "number"):
        return _rounds(fact, text, source)
    return False


def _rounds(fact: Fact, text: str, source: Reading) -> bool:
    """Tell whether a number that is said to be rough is near one of the source."""
    if not _ABOUT.search(text, max(0, fact.start - _REACH), fact.start):
        return False
    amount, base = _measure(fact.key)
    for other in source.facts:
        if other.kind == fact.kind:
            known, known_base = _measure(other.key)
            if (
                base == known_base
                and known
                and amount is not None
                and abs(amount - known) <= known * _ROUNDING
            ):
                return True
    return False


def _measure(key: str) -> tuple[Fraction | None, str]:
    """Part a key such as ``"5 mg"`` or ``"EUR 5"`` into number and unit."""
    for number, base in (key.split(" ", 1), key.rsplit(" ", 1)[::-1]):
        if re.fullmatch(r"\d+(?:\.\d+)?(?:/\d+)?", number):
            return Fraction(number), base
    return None, key


def _other(fact: Fact, nearest: Sequence[Sentence]) -> str:
    """Quote what the nearest sentences have in place of a fact: of its unit, or else of its kind."""
    unit = _measure(fact.key)[1]
    alike = [(s, f) for s in nearest for f in s.facts if f.kind == fact.kind]
    alike.sort(key=lambda found: _measure(found[1].key)[1] != unit)  # stable
    return next((s.whole[f.start : f.end] for s, f in alike), "")
