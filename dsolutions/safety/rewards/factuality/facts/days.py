"""Dates, parts of dates, and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from dsolutions.safety.rewards.factuality.facts.fact import Fact

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_QUARTERS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=,?\s\d))?"
)
_YEAR = r"(?:19|20)\d\d"
_NTH = r"(?:st|nd|rd|th)?"
WITH_DIGITS = (
    rf"\b(?P<iso_year>{_YEAR})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d)",
    rf"\b(?P<day>\d{{1,2}}){_NTH}[\s-](?:day\s)?(?:of\s)?(?P<month>{MONTH})"
    rf"(?:,?[\s-](?:of\s)?(?P<year>{_YEAR}))?(?!\d)",
    r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<short_year>(?:19|20)?\d\d)"
    r"(?![\d/-])",
)
WITH_WORDS = (
    rf"\b(?P<us_month>{MONTH})\s(?:the\s)?(?P<us_day>\d{{1,2}}){_NTH}(?![\w%]|[.,:]\d)"
    rf"(?:,?\s(?P<us_year>{_YEAR})\b)?",
    rf"\b(?P<my_month>{MONTH}),?\s(?:of\s)?(?P<my_year>{_YEAR})\b",
)
PARTS_WITH_WORDS = (
    # a month alone is capitalised: "may" and "march" are verbs too
    r"(?-i:\b(?P<only_month>January|February|March|April|(?<!^)(?<!\.\s)May|June|July|August|September"
    r"|October|November|December)\b)",
    rf"\b(?P<quarter_word>{'|'.join(_QUARTERS)})[\s-]quarter\b",
    r"(?-i:\b(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b)",
)
PARTS_WITH_DIGITS = (
    r"\bQ(?P<quarter>[1-4])\b|\b(?P<quarter_first>[1-4])Q\b",
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?",
    r"\b(?P<clock>[01]?\d|2[0-3]):(?P<clock_minute>[0-5]\d)\b(?!:)",
    r"\b(?P<decade>(?:19|20)\d0)s\b",
)
_LONG_MONTHS = (
    "january", "february", "march", "april", "june", "july", "august", "september", "october", "november",
    "december", "sept",
)  # fmt: skip
BEGINNINGS = {*_MONTHS, *_LONG_MONTHS, *_DAYS, *(f"{day}s" for day in _DAYS), *_QUARTERS}  # of words


def read_day(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the fact of a match of a form, if it is one."""
    groups = {name: found for name, found in hit.groupdict().items() if found is not None}
    if "short_year" in groups:
        yield from _slashes(hit)
    elif month := groups.get("month") or groups.get("us_month") or groups.get("iso_month"):
        day = groups.get("day") or groups.get("us_day") or groups["iso_day"]
        year = groups.get("year") or groups.get("us_year") or groups.get("iso_year")
        yield from _date(hit, int(year) if year else None, _month(month), int(day))
    elif "my_month" in groups:
        month, year = f"{_month(groups['my_month']):02}", groups["my_year"]
        implied = (f"month {month}", f"number {year}")
        yield Fact(*hit.span(), "date", f"date {year}-{month}", implies=implied)
    elif "only_month" in groups:
        yield Fact(*hit.span(), "date", f"month {_month(groups['only_month']):02}")
    elif quarter := groups.get("quarter") or groups.get("quarter_first") or groups.get("quarter_word"):
        yield Fact(*hit.span(), "date", f"quarter {_QUARTERS.get(quarter.lower(), quarter)}")
    elif "weekday" in groups:
        yield Fact(*hit.span(), "date", f"weekday {groups['weekday'].lower()[:3]}")
    elif "decade" in groups:
        yield Fact(*hit.span(), "date", f"decade {groups['decade']}")
    elif "clock" in groups:
        yield Fact(*hit.span(), "time", f"time {int(groups['clock']):02}:{groups['clock_minute']}")
    elif "hour" in groups and int(groups["hour"]) <= 12:
        hour = int(groups["hour"]) % 12 + (12 if groups["half"].lower() == "p" else 0)
        yield Fact(*hit.span(), "time", f"time {hour:02}:{groups.get('minute', '00')}")


def dated(start: int, end: int, day: date) -> Fact:
    """Return the fact of a whole date, with all parts that it implies."""
    implied = (
        f"date {day:%m-%d}",
        f"date {day:%Y-%m}",
        f"month {day:%m}",
        f"number {day.year}",
        f"weekday {_DAYS[day.weekday()][:3]}",
        f"quarter {(day.month + 2) // 3}",
    )
    return Fact(start, end, "date", f"date {day.isoformat()}", implies=implied)


_LATER = re.compile(
    r"\b(?:(?P<next>(?:the\s)?(?:next|following)\sday|a\sday\slater)|(?P<before>the\s(?:day\sbefore|previous\sday))"
    r"|(?P<count>\d{1,3}|one|two|three|four|five|six|seven|ten|a)\s(?P<unit>day|week)s?\s(?P<way>later|earlier))\b",
    re.IGNORECASE,
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "ten": 10}


def resolved(text: str, found: list[Fact]) -> Iterator[Fact]:
    """Yield the dates that relative terms stand for, reckoned from the whole date named last before them.

    >>> from datetime import date
    >>> text = "Filed on 3 March 2025 and answered two days later."
    >>> [fact.key for fact in resolved(text, [dated(9, 21, date(2025, 3, 3))])]
    ['date 2025-03-05']
    """
    days = [f for f in found if f.kind == "date" and re.fullmatch(r"date \d{4}-\d\d-\d\d", f.key)]
    if not days:
        return
    for hit in _LATER.finditer(text):
        if before := [fact for fact in days if fact.end <= hit.start()]:
            step = 1
            if hit["count"]:
                step = _COUNTS.get(hit["count"].lower()) or int(hit["count"])
                step *= 7 if hit["unit"].lower() == "week" else 1
            back = hit["before"] or (hit["way"] or "").lower() == "earlier"
            origin = date.fromisoformat(before[-1].key[5:])
            yield dated(*hit.span(), origin + timedelta(days=-step if back else step))


def _slashes(hit: re.Match[str]) -> Iterator[Fact]:
    """Read 3/4/2025 both ways; where only one is a date, that one."""
    first, second, year = int(hit["first"]), int(hit["second"]), int(hit["short_year"])
    if year < 100:
        year += 1900 if year >= 70 else 2000
    readings = []
    for month, day in ((second, first), (first, second)):
        with suppress(ValueError):
            readings.append(dated(*hit.span(), date(year, month, day)))
    if hit["mark"] == "." and len(readings) > 1:
        readings = readings[:1]  # full stops part day and month in this order everywhere
    if readings:
        keys = tuple(fact.key for fact in readings[1:])
        implied = tuple(dict.fromkeys(key for fact in readings for key in fact.implies))
        yield Fact(*hit.span(), "date", readings[0].key, also=keys, implies=implied)


def _date(hit: re.Match[str], year: int | None, month: int, day: int) -> Iterator[Fact]:
    if year is None:
        if day <= 31:
            yield Fact(*hit.span(), "date", f"date {month:02}-{day:02}", implies=(f"month {month:02}",))
        return
    with suppress(ValueError):  # 31 June is a slip of the pen or no date at all
        yield dated(*hit.span(), date(year, month, day))


def _month(written: str) -> int:
    return int(written) if written.isdigit() else _MONTHS.index(written[:3].lower()) + 1
