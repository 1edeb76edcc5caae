"""Durations, and how often something happens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

# Two calendars that do not convert: a month has no fixed number of days.
_DAYS = {
    "second": Fraction(1, 86400), "minute": Fraction(1, 1440), "hour": Fraction(1, 24), "day": Fraction(1),
    "night": Fraction(1), "week": Fraction(7), "fortnight": Fraction(14),
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_SHORT = {
    "sec": "second", "min": "minute", "hr": "hour", "wk": "week", "mth": "month", "yr": "year",
}  # fmt: skip
_WORKING = r"(?:(?P<{0}working>working|business|trading)[\s-])"
_LONG = "second|minute|hour|day|night|week|fortnight|month|year"
UNIT = rf"(?:{_WORKING.format('')}day|(?:calendar\s)?(?:{_LONG}|sec|min|hr|wk|yr|mth))s?\b"

_ADVERBS: Mapping[str, tuple[int | Fraction, str]] = {
    "hourly": (24, "day"), "daily": (1, "day"), "nightly": (1, "day"), "weekly": (Fraction(1, 7), "day"),
    "fortnightly": (Fraction(1, 14), "day"), "monthly": (1, "month"), "quarterly": (Fraction(1, 3), "month"),
    "annually": (Fraction(1, 12), "month"), "yearly": (Fraction(1, 12), "month"),
    "b.i.d.": (2, "day"), "bid": (2, "day"), "t.i.d.": (3, "day"), "tid": (3, "day"), "q.i.d.": (4, "day"),
    "qid": (4, "day"), "q.d.": (1, "day"), "p.a.": (Fraction(1, 12), "month"),
}  # fmt: skip
_TIMES = {
    "once": 1, "twice": 2, "thrice": 3, "one time": 1, "two times": 2, "three times": 3, "four times": 4,
    "five times": 5, "six times": 6,
}  # fmt: skip
_HOW_MANY = rf"(?P<times>{'|'.join(_TIMES)}|\d{{1,2}}\s?(?:times|x))[\s-]"
_SPAN = "hour|day|night|week|fortnight|month|quarter|year|annum"
_COUNT = r"\d{1,3}|two|three|four|five|six|eight|ten|twelve|other|second"
FREQUENCY = (
    rf"\b(?:{_HOW_MANY})?(?:(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly|quarterly|annually|yearly)\b"
    rf"|(?:(?:a|an|per|each|every)\s|/\s?)(?P<each>{_SPAN})\b"
    rf"|every\s(?P<gap>{_COUNT})(?:\s?(?:to|-)\s?(?P<gap_to>{_COUNT}))?[\s-](?P<span>{_SPAN})s?\b)"
    r"|\b(?P<latin>b\.i\.d\.|t\.i\.d\.|q\.i\.d\.|q\.d\.|p\.a\.)|(?-i:\b(?P<code>BID|TID|QID|bid|tid|qid)\b)"
)
# Words that a frequency begins with; numbers and "a" begin others, too.
BEGINNINGS = frozenset(
    (*_ADVERBS, *(f"/{span}" for span in _SPAN.split("|")), "once", "twice", "thrice", "per", "each", "every")
)
_GAPS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
    "other": 2,
    "second": 2,
}


def duration(count: Fraction, unit: str) -> tuple[Fraction, str]:
    """Convert a length of time to days or months; working days stay what they are.

    >>> duration(Fraction(2), "weeks"), duration(Fraction(1), "year"), duration(Fraction(5), "business days")
    ((Fraction(14, 1), 'day'), (Fraction(12, 1), 'month'), (Fraction(5, 1), 'working day'))
    """
    words = re.split(r"[\s-]+", unit.lower())
    name = words[-1].removesuffix("s")
    name = _SHORT.get(name, name)
    if name in _MONTHS:
        return count * _MONTHS[name], "month"
    working = words[0] in ("working", "business", "trading")
    return count * _DAYS[name], "working day" if working else "day"


def frequencies(hit: re.Match[str]) -> list[tuple[Fraction, str]]:
    """Return how often per day or month a match of ``FREQUENCY`` says; two where it gives a range.

    >>> [frequencies(re.search(FREQUENCY, words, re.I)) for words in ("twice daily", "every 12 hours")]
    [[(Fraction(2, 1), 'day')], [(Fraction(2, 1), 'day')]]
    """
    if named := hit["adverb"] or hit["latin"] or hit["code"]:
        rate, span = _ADVERBS[named.lower()]
        return [(_times(hit["times"]) * Fraction(rate), span)]
    if hit["each"]:
        return [_rate(_times(hit["times"]), Fraction(1), hit["each"])]
    gaps = [gap for gap in (hit["gap"], hit["gap_to"]) if gap]
    return [
        _rate(_times(hit["times"]), Fraction(_GAPS.get(gap.lower()) or int(gap)), hit["span"]) for gap in gaps
    ]


def _times(written: str | None) -> Fraction:
    if not written:
        return Fraction(1)
    digits = re.match(r"\d+", written)
    return Fraction(int(digits[0]) if digits else _TIMES[re.sub(r"\s+", " ", written.lower())])


def _rate(times: Fraction, gap: Fraction, span: str) -> tuple[Fraction, str]:
    name = span.lower().replace("annum", "year")
    length, base = (Fraction(_MONTHS[name]), "month") if name in _MONTHS else (_DAYS[name], "day")
    return times / (max(gap, Fraction(1)) * length), base
