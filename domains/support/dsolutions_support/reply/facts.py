"""The facts that a text states in so many words: numbers, dates, amounts, ids, addresses and names.

What is compared is a key that does not depend on how a fact is written: "3 May 2026" and "2026-05-03" are one
date, "EUR 12.50" and "€12.50" one amount, "five business days" and "5 working days" one span of time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "dozen": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20",
    "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80",
    "ninety": "90", "hundred": "100", "thousand": "1000",
}  # fmt: skip
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "usd": "USD", "dollar": "USD",
    "dollars": "USD", "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "chf": "CHF",
}  # fmt: skip
_MONTH = rf"(?:{'|'.join(f'{month}|{month[:3]}' for month in _MONTHS)}|sept)\.?"
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_AMOUNT = rf"(?:{_DIGITS}|{'|'.join(_NUMBER_WORDS)})"
_CURRENCY = "|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True))
_UNIT = r"(?:(?:working|business|calendar)[\s-])?(?:minute|hour|day|week|month|year)s?"
_ORDINAL = "(?:st|nd|rd|th)"
_FORMS = (  # the first that fits is taken; repetitions that could meet anywhere are bounded
    r"(?P<address>https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<![\w.-])(?:[\w-]{1,63}\.){1,5}[a-z]{2,7}\b(?:/\S*)?)",
    r"(?P<iso>\b\d{4}-\d{2}-\d{2}\b)",
    rf"\b(?P<day>\d{{1,2}}){_ORDINAL}?\s(?:of\s)?(?P<month>{_MONTH})\b(?:,?\s(?P<year>\d{{4}}))?",
    rf"\b(?P<us_month>{_MONTH})\s(?P<us_day>\d{{1,2}}){_ORDINAL}?\b(?:,?\s(?P<us_year>\d{{4}}))?",
    rf"(?P<before>{_CURRENCY})\s?(?P<money>{_DIGITS})\b",
    rf"\b(?P<sum>{_AMOUNT})\s?(?P<after>{_CURRENCY})(?!\w)",
    r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b",
    r"\b(?P<clock>\d{1,2}:\d\d)\b",
    rf"\b(?P<percent>{_AMOUNT})\s?(?:%|per\s?cent\b)",
    rf"\b(?:(?P<low>{_AMOUNT})\s?(?:-|–|to|or|and)\s?)?"
    rf"(?P<count>{_AMOUNT}|one|an?)[\s-](?P<unit>{_UNIT})\b",
    r"(?P<phone>\+?\(?\d[\d()/\s-]{5,20}\d\b)",
    rf"(?P<id>#\w[\w-]*|(?<![\w-])(?=[\w-]{{0,40}}\d)(?=[\w-]{{0,40}}[a-z])(?!\d+{_ORDINAL}\b)\w[\w-]*)",
    rf"\b(?P<number>{_AMOUNT}){_ORDINAL}?\b",
)
_FACT = re.compile("|".join(_FORMS), re.IGNORECASE)
_WORD = r"[A-ZÀ-Þ][\w&’'-]*"
_NAME = re.compile(rf"\b{_WORD}(?:\s(?:(?:of|and|&|de|van|von)\s)?{_WORD})*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n[\s*-]*|[\"“(]\s*)$")
# Words that sentences of a support desk open with and stop-word lists lack; in capitals they name nobody.
_OPENERS = """
absolutely actually additionally alternatively apologies bye certainly check choose click congratulations
contact currently dear don't enjoy enter feel follow glad goodbye good great hello hey hi i'd i'll i'm i've
it's kindly let let's log look may no of okay ok once open perfect please regarding regards sadly select send
simply sorry sure tap thank thanks that's therefore today tomorrow understood unfortunately use visit
wait welcome we'd we'll we're we've what's wonderful would write yes you'd you'll you're you've
"""
_ORDINARY = ENGLISH_STOP_WORDS | set(_OPENERS.split())


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in a text.

    Args:
        start: offset of its first character.
        end: offset after its last.
        key: what it states, however it is written.
        number: its bare number, if it is one with a unit.
        opens: whether it is a single capitalised word at the start of a sentence; it may be no name.
    """

    start: int
    end: int
    key: str
    number: str | None = None
    opens: bool = False


def facts(text: str) -> list[Fact]:
    """Return the facts that ``text`` states, in text order.

    >>> [fact.key for fact in facts("Call 0800 123 456 before 3 May 2026, says Merrow Bank.")]
    ['number 0800123456', 'date 2026-05-03', 'name merrow bank']
    """
    found = [fact for hit in _FACT.finditer(text) for fact in _read(hit)]
    taken = bytearray(len(text))
    for fact in found:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    names = (name for hit in _NAME.finditer(text) for name in _name(text, hit))
    found += [name for name in names if not any(taken[name.start : name.end])]
    return sorted(found, key=lambda fact: fact.start)


def _read(hit: re.Match[str]) -> Iterator[Fact]:
    start, end = hit.span()
    if hit["address"]:
        address = hit["address"].rstrip(".,;:!?)\"'")
        yield Fact(
            start, start + len(address), f"address {address.lower().removeprefix('https://').rstrip('/')}"
        )
    elif hit["iso"]:
        yield Fact(start, end, f"date {hit['iso']}")
    elif month := hit["month"] or hit["us_month"]:
        day, year = hit["day"] or hit["us_day"], hit["year"] or hit["us_year"]
        number = next(n for n, name in enumerate(_MONTHS, start=1) if name.startswith(month.lower()))
        yield Fact(start, end, f"date {year + '-' if year else ''}{number:02}-{int(day):02}")
    elif hit["money"] or hit["sum"]:
        value = _plain(hit["money"] or hit["sum"])
        yield Fact(start, end, f"{_CURRENCIES[(hit['before'] or hit['after']).lower()]} {value}", value)
    elif hit["hour"]:
        hour = int(hit["hour"]) % 12 + (12 if hit["half"].lower() == "p" else 0)
        yield Fact(start, end, f"time {hour:02}:{hit['minute'] or '00'}")
    elif hit["clock"]:
        yield Fact(start, end, f"time {hit['clock']:0>5}")
    elif hit["percent"]:
        yield Fact(start, end, f"{_plain(hit['percent'])} %", _plain(hit["percent"]))
    elif hit["unit"]:
        unit = re.sub(r"[\s-]+", " ", hit["unit"].lower()).removesuffix("s").replace("business", "working")
        if hit["low"]:
            yield Fact(*hit.span("low"), f"{_plain(hit['low'])} {unit}", _plain(hit["low"]))
        yield Fact(hit.start("count"), end, f"{_plain(hit['count'])} {unit}", _plain(hit["count"]))
    elif hit["id"]:
        own = hit["id"].lstrip("#").lower()
        yield Fact(start, end, f"{'number' if own.isdigit() else 'id'} {own}")
    elif hit["phone"]:
        yield Fact(start, end, f"number {re.sub(r'[^0-9]', '', hit['phone'])}")
    else:
        yield Fact(start, end, f"number {_plain(hit['number'])}")


def _plain(number: str) -> str:
    lowered = number.lower()
    if lowered in ("a", "an", "one"):
        return "1"
    digits = _NUMBER_WORDS.get(lowered, lowered).replace(",", "")
    if "." not in digits:
        return digits  # leading zeros of an id are part of it
    return f"{Decimal(digits).normalize():f}"


def _name(text: str, hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the name in a run of capitalised words, without the ordinary words that a sentence opens with."""
    words = list(re.finditer(r"\S+", hit[0]))
    first = 0
    while first < len(words) and _bare(words[first][0]) in _ORDINARY:
        first += 1
    if first == len(words):
        return
    start = hit.start() + words[first].start()
    opens = first == 0 and len(words) == 1 and _SENTENCE_START.search(text[:start]) is not None
    key = " ".join(_bare(word[0]) for word in words[first:])
    yield Fact(start, hit.end(), f"name {key}", opens=opens)


def _bare(word: str) -> str:
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
