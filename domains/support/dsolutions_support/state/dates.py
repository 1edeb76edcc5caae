"""Dates in a turn, as ISO 8601, relative to when it was said.

Written by hand because dateutil reads a date that is known to be one; it does not find dates in a sentence.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator
from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july",
    "august", "september", "october", "november", "december",
)  # fmt: skip
SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip

_WEEKDAY = "|".join([*WEEKDAYS, "mon", "tues?", "wed", "thu(?:rs)?", "fri"])  # "sat" and "sun" are words, too
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]})?" for month in MONTHS) + "|sept"
_DATE = re.compile(
    rf"""\b(?:
      (?P<iso>\d{{4}}-\d\d-\d\d)
    | (?P<a>\d{{1,2}})[/.](?P<b>\d{{1,2}})(?:[/.](?P<year>\d{{4}}|\d\d))?
    | (?:(?:{_WEEKDAY})[ ,]+(?:the\ )?)?
      (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\ (?:of\ )?(?P<month>{_MONTH})\b\.?(?:,?\ (?P<year1>\d{{4}}))?
    | (?:(?:{_WEEKDAY})[ ,]+)?
      (?P<month2>{_MONTH})\.?\ (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\ (?P<year2>\d{{4}}))?
    | (?P<near>(?:the\ )?day\ after\ tomorrow|today|tonight|tomorrow|yesterday)
    | in\ (?P<count>a|an|\d{{1,3}}|{"|".join(SMALL)})\ (?P<unit>day|week)s?
    | (?:(?P<which>next|this|last|coming)\ )?(?P<weekday>{_WEEKDAY})s?
    | the\ (?P<day3>\d{{1,2}})(?:st|nd|rd|th)
    )\b""",
    re.VERBOSE,
)
_NEAR = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}


def find_dates(
    text: str, today: date | None, *, day_first: bool = True, past: bool = False
) -> Iterator[tuple[int, int, str]]:
    """Find dates in lower-case text: start, end and ISO 8601 date.

    A day of the week is the next one, or with ``past`` the last one; "next Friday" is that of the following
    week. A date without a year is the one nearest to today, or with ``past`` the last one.

    Without ``today``, a day of the week is given as TimeML writes it (``"XXXX-WXX-2"`` is a Tuesday), a date
    without a year with ``XXXX`` for the year, and what is counted from today is left out.

    >>> list(find_dates("next friday or in two days", date(2026, 3, 10)))
    [(0, 11, '2026-03-20'), (15, 26, '2026-03-12')]
    >>> list(find_dates("sent on Wednesday 10 February".lower(), date(2026, 3, 10), past=True))
    [(8, 29, '2026-02-10')]
    >>> list(find_dates("on 3/12", None))
    [(3, 7, 'XXXX-12-03')]
    """
    for match in _DATE.finditer(text):
        try:
            value = _value(match, today, day_first, past)
        except (ValueError, OverflowError):  # 31 February
            continue
        if value:
            yield match.start(), match.end(), value


def _value(match: re.Match[str], today: date | None, day_first: bool, past: bool) -> str | None:
    part = match.groupdict()
    if part["iso"]:
        return date.fromisoformat(part["iso"]).isoformat()
    if part["a"]:
        day, month = int(part["a"]), int(part["b"])
        if not day_first:
            day, month = month, day
        return _dated(day, month, part["year"], today, past)
    if name := part["month"] or part["month2"]:
        month = next(n for n, full in enumerate(MONTHS, 1) if full.startswith(name[:3]))
        return _dated(int(part["day"] or part["day2"]), month, part["year1"] or part["year2"], today, past)
    if part["weekday"]:
        weekday = next(n for n, full in enumerate(WEEKDAYS) if full.startswith(part["weekday"][:3]))
        return _on(weekday, part["which"] or ("last" if past else None), today)
    if today is None:
        return None
    if part["day3"]:  # of this month, or of the next where it is over
        day = int(part["day3"])
        month_on = today if day >= today.day else today.replace(day=1) + timedelta(days=31)
        return month_on.replace(day=day).isoformat()
    if part["near"]:
        days = _NEAR.get(part["near"], 2)
    else:
        count = part["count"]
        days = (1 if count in ("a", "an") else SMALL.index(count) if count in SMALL else int(count)) * (
            7 if part["unit"] == "week" else 1
        )
    return (today + timedelta(days=days)).isoformat()


def _dated(day: int, month: int, year: str | None, today: date | None, past: bool) -> str:
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day).isoformat()
    if today is None:
        date(2000, month, day)  # 2000 has a 29 February
        return f"XXXX-{month:02}-{day:02}"
    years = (today.year - 1, today.year) if past else (today.year - 1, today.year, today.year + 1)
    there = [date(year, month, day) for year in years if (month, day) != (2, 29) or isleap(year)]
    return min((d for d in there if d <= today or not past), key=lambda d: abs(d - today)).isoformat()


def _on(weekday: int, which: str | None, today: date | None) -> str:
    """The next such day; "next" is the one of the following week, "last" the one before today."""
    if today is None:
        return f"XXXX-WXX-{weekday + 1}"
    if which == "next":
        days = 7 - today.weekday() + weekday
    elif which == "last":
        days = -((today.weekday() - weekday - 1) % 7 + 1)
    else:
        days = (weekday - today.weekday() - 1) % 7 + 1 if which != "this" else (weekday - today.weekday()) % 7
    return (today + timedelta(days=days)).isoformat()
