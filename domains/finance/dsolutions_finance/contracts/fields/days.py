"""Days of the calendar as contracts write them, blanks included.

``dateutil`` and ``dateparser`` read a date out of a string that is one; they neither find it in a page of
text nor know a date that was left blank, and guess missing parts from today. So the forms are listed here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from dsolutions_finance.contracts.fields.numbers import ordinal

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month{0}>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_NTH = r"(?:\s?(?:st|nd|rd|th|s\st|n\sd|r\sd|t\sh)\b)?"  # typesetters raise the letters, and PDF splits them
_BLANK = r"(?:\[[^\]\w]{0,30}\]|[_•●*]{1,40}|\.{3,}|…)"
_FIRST = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|fifteenth|twentieth"
)
_YEAR = r"(?P<year{0}>(?:19|20)\d\d)(?!\d)"

# Each form names its groups with its own suffix.
_FORMS = (
    # March 15, 2019; MARCH 15th 2019; March 15th, of 2019
    rf"\b{_MONTH.format('a')}\s{{1,2}}(?P<daya>\d{{1,2}}){_NTH}(?:\s*,\s*|\s+)(?:of\s+)?{_YEAR.format('a')}",
    # 15 March 2019; 15th day of March, 2019; the first day of March 2019
    rf"(?<![\w/.])(?P<dayb>\d{{1,2}}|{_FIRST}){_NTH}(?:[\s-]+day)?(?:[\s-]+of)?[\s-]+"
    rf"(?:the\s+month\s+of\s+)?{_MONTH.format('b')}[\s,-]+(?:in\s+the\s+year\s+|of\s+)?{_YEAR.format('b')}",
    # 2019-03-15
    rf"(?<![\w/.-]){_YEAR.format('c')}-(?P<monthc>\d\d)-(?P<dayc>\d\d)(?![\w/-])",
    # 3/15/2019, 3-15-19, 15.3.2019
    r"(?<![\w/.$-])(?P<firstd>\d{1,2})(?P<mark>[/.-])(?P<secondd>\d{1,2})(?P=mark)(?P<yeard>(?:19|"
    r"20)?\d\d)(?![\w/%-])",
    # ____ day of ______, 2019; March __, 2019; this [ ] day of March 2019; March 2019 with a day left out
    rf"(?P<blank>{_BLANK}\s*(?:st|nd|rd|th)?\s*day\s+of\s+(?:{_BLANK}|[A-Z]\w+)(?:\s*,?\s*(?:(?:19|"
    rf"20)(?:\d\d|{_BLANK})|{_BLANK}))?"
    rf"|\b{_MONTH.format('e')}\s*{_BLANK}\s*,?\s*(?:(?:19|20)\d\d)?"
    rf"|{_BLANK}\s*,\s*(?:19|20)\d\d\b)",
)
_WRITTEN = re.compile("|".join(f"(?:{form})" for form in _FORMS), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A date in a text.

    Args:
        start: offset of its first character.
        end: offset after its last.
        value: the day; ``None`` where part of it was left blank.
    """

    start: int
    end: int
    value: date | None


def days(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDay]:
    """Yield the dates in ``text[start:end]``.

    Two numbers before a year are month and day, as in the United States, unless the first cannot be a month
    or full stops part them.

    >>> text = "this 8th day of May 2014, June 1s t 2020; 29/3/18, 3/15/2019 and March __, 1999"
    >>> [str(day.value) for day in days(text)]
    ['2014-05-08', '2020-06-01', '2018-03-29', '2019-03-15', 'None']
    """
    for match in _WRITTEN.finditer(text, start, len(text) if end is None else end):
        if match["blank"]:
            yield WrittenDay(match.start(), match.end(), None)
            continue
        with suppress(ValueError):  # 31 June is a slip of the pen or no date at all
            yield WrittenDay(match.start(), match.end(), _read(match))


def _read(match: re.Match[str]) -> date:
    if match["firstd"]:
        first, second, year = int(match["firstd"]), int(match["secondd"]), int(match["yeard"])
        if year < 100:
            year += 1900 if year >= 70 else 2000  # no contract of this kind is older than 1970
        day_first = match["mark"] == "." or first > 12
        return date(year, second, first) if day_first else date(year, first, second)
    if match["yearc"]:
        return date(int(match["yearc"]), int(match["monthc"]), int(match["dayc"]))
    month, day_of_month, year_of_date = (
        match[f"{part}a"] or match[f"{part}b"] for part in ("month", "day", "year")
    )
    return date(int(year_of_date), _MONTHS.index(month[:3].lower()) + 1, ordinal(day_of_month))
