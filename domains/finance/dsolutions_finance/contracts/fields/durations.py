"""Lengths of time as contracts write them, with words and digits read as one."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dsolutions_finance.contracts.fields.numbers import NUMBER_WORDS, number
from dsolutions_finance.contracts.results import Duration
from dsolutions_finance.contracts.text import ContractText

# ISO 8601 designator and days; a month counts 30 days and a year 365, as for notice periods.
_UNITS = {"day": ("D", 1), "week": ("W", 7), "month": ("M", 30), "year": ("Y", 365)}
_MONTHS = {"M": 1, "Y": 12}

_QUALIFIER = r"(?:calendar|business|working|banking|consecutive|full|contract|successive|additional)"
_WRITTEN = re.compile(
    rf"(?:(?P<words>{NUMBER_WORDS})|(?<![\w.,$])(?P<digits>\d{{1,4}}))"
    rf"[\s-]*(?:\(\s*(?P<again>[^()]{{1,30}}?)\s*\)?\)[\s-]*)?"  # "ninety (90) days"; "one (I) year"
    rf"(?:{_QUALIFIER}[\s-]+)?(?P<unit>day|week|month|quarter|year)s?\b",
    re.IGNORECASE,
)
_QUARTER = 3  # months


@dataclass(frozen=True, slots=True)
class WrittenDuration:
    """A length of time in a text.

    Args:
        start: offset of its first character.
        end: offset after its last.
        count: how many units.
        unit: ``"D"``, ``"W"``, ``"M"`` or ``"Y"``.
    """

    start: int
    end: int
    count: int
    unit: str

    @property
    def value(self) -> str:
        """ISO 8601."""
        return f"P{self.count}{self.unit}"

    @property
    def days(self) -> int:
        """How many days that is, a month taken as 30 and a year as 365."""
        return self.count * next(days for unit, days in _UNITS.values() if unit == self.unit)

    def after(self, day: date) -> date | None:
        """Return the day that lies this much later; ``None`` beyond the calendar.

        A month later is the same day of the next month, or its last where that is shorter.

        >>> WrittenDuration(0, 0, 1, "M").after(date(2024, 1, 31)).isoformat()
        '2024-02-29'
        """
        try:
            if self.unit not in _MONTHS:
                return day + timedelta(days=self.days)
            month = day.month - 1 + self.count * _MONTHS[self.unit]
            year, month = day.year + month // 12, month % 12 + 1
            return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        except (OverflowError, ValueError):  # 999,999 years: the calendar ends with 9999
            return None

    def quoted(self, text: ContractText) -> Duration:
        """Return it as a field with its words as evidence."""
        return Duration(value=self.value, days=self.days, evidence=text.span(self.start, self.end))


def durations(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDuration]:
    """Yield the lengths of time in ``text[start:end]``.

    Where words and digits differ, the words count, as courts read them.

    >>> [d.value for d in durations("within ninety (90) days, a five-year term, 18 months, two weeks")]
    ['P90D', 'P5Y', 'P18M', 'P2W']
    """
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        count = number(match["words"]) if match["words"] else int(match["digits"])
        unit = match["unit"].lower()
        designator = "M" if unit == "quarter" else _UNITS[unit][0]
        if count:
            factor = _QUARTER if unit == "quarter" else 1
            yield WrittenDuration(match.start(), match.end(), count * factor, designator)
