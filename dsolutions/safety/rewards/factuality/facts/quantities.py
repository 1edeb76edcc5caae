"""Numbers with what they count: money, percentages, measures, lengths of time; and numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dsolutions.safety.rewards.factuality.facts import money, spans_of_time, units
from dsolutions.safety.rewards.factuality.facts.fact import Fact, Kind
from dsolutions.safety.rewards.factuality.facts.numerals import DIGITS, NUMERAL, SHORT_SCALE, plain, value

_TO = r"\s?(?:-|–|to|or|and)\s?"
_SCALED = rf"{DIGITS}(?:[\s-]?{SHORT_SCALE}\b)?"
_PERCENT = r"%|per\s?cent\b|percentage\spoints?\b|pp(?:ts?)?\b|bps\b|basis\spoints?\b"
_PERCENT_OR_NONE = r"(?:\s?(?:%|per\s?cent))?"


def _low(name: str, unit: str = "") -> str:
    return rf"(?:(?P<{name}>{NUMERAL}){unit}{_TO})?"


# A range has one currency: "$5-7", "$5 to $7", but not "$5 to 7 GBP".
MONEY = (
    rf"(?P<sign>{money.BEFORE})\s?(?:(?P<money_low>{_SCALED}){_TO}(?:(?P<again>(?P=sign))\s?)?"
    rf"(?=(?>{_SCALED})(?!\s?{money.AFTER})))?(?P<money>{_SCALED})"
)
MONEY_AFTER = rf"{_low('sum_low')}(?P<sum>{NUMERAL})[\s-]?(?P<currency>{money.AFTER})"
PERCENT = rf"{_low('percent_low', _PERCENT_OR_NONE)}(?P<percent>{NUMERAL})[\s-]?(?P<percent_unit>{_PERCENT})"
MEASURE = rf"{_low('measure_low')}(?P<measure>{NUMERAL})[\s-]?(?P<unit>{units.UNIT})(?![\w-])"
SPAN = (
    rf"{_low('span_low')}\b(?P<span_count>{NUMERAL}|half\san?|an?)[\s-]"
    rf"(?P<span_unit>{spans_of_time.UNIT})"
)
NUMBER = rf"(?<!\w)(?P<number>{NUMERAL})(?:st|nd|rd|th)?(?!\w)"

_SCALE = re.compile(rf"(?<=\d)[\s-]?({SHORT_SCALE})$", re.IGNORECASE)


def read_money(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the amounts of a match of ``MONEY`` or ``MONEY_AFTER``."""
    before = hit["sign"] is not None
    code = money.currency(hit["sign"] or hit["currency"])
    name = "money" if before else "sum"
    low, high, start = hit[f"{name}_low"], hit[name], hit.start()
    if low:
        scaled = low if hit["again"] else _scaled_like(low, high)
        yield _fact(start, hit.end(f"{name}_low"), "money", value(scaled), code)
        start = hit.start("again" if hit["again"] else name)
    amount = value(high)
    pounds = code == "GBP" and not before
    also = (f"{plain(units.converted(amount, 'lb')[0])} mg",) if pounds else ()
    yield _fact(start, hit.end(), "money", amount, code, also=also)


def read_percent(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the shares of a match: percent and percentage points differ, and basis points may be either."""
    unit = hit["percent_unit"].lower()
    basis = unit.startswith(("bp", "basis"))
    base = "pp" if basis or unit.startswith(("pp", "percentage")) else "%"
    for name in ("percent_low", "percent"):
        if hit[name]:
            number = value(hit[name]) / (100 if basis else 1)
            start = hit.start(name)
            end = hit.end() if name == "percent" else hit.end(name)
            also = (f"{plain(number)} %",) if basis else ()
            yield _fact(start, end, "percent", number, base, also=also, number=plain(value(hit[name])))


def read_measure(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the measures of a match, in base units."""
    for name in ("measure_low", "measure"):
        if hit[name]:
            number = value(hit[name])
            converted, base = units.converted(number, hit["unit"])
            end = hit.end() if name == "measure" else hit.end(name)
            # "12.4m" are metres or millions
            also = (f"number {plain(number * 10**6)}",) if hit["unit"].lower() == "m" else ()
            yield _fact(hit.start(name), end, "quantity", converted, base, also=also, number=plain(number))


def read_span(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield the lengths of time of a match, in days or months."""
    for name in ("span_low", "span_count"):
        if hit[name]:
            written = hit[name].lower()
            count = _ARTICLES.get(written) or value(written)
            converted, base = spans_of_time.duration(count, hit["span_unit"])
            end = hit.end() if name == "span_count" else hit.end(name)
            yield _fact(hit.start(name), end, "duration", converted, base, number=plain(count))


def read_number(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield a number that stands alone; leading zeros of an identifier are part of it."""
    written = hit["number"]
    shown = written if written.isdigit() else plain(value(written))
    # "one" is as often a pronoun
    yield Fact(*hit.span(), "number", f"number {shown}", weak=written.lower() in ("one", "zero"))


def read_frequency(hit: re.Match[str]) -> Iterator[Fact]:
    """Yield how often something happens; "a day" is a length of time unless a number goes before it."""
    counted = hit["times"] or _COUNTED.search(hit.string, max(0, hit.start() - _COUNTED_BEFORE), hit.start())
    if hit[0][:1] in "aA" and hit["each"] and not counted:
        yield _fact(*hit.span(), "duration", *spans_of_time.duration(Fraction(1), hit["each"]), number="1")
        return
    for rate, span in spans_of_time.frequencies(hit):
        yield Fact(*hit.span(), "frequency", f"{plain(rate)} per {span}")


# "5 mg of Alvorin a day", but not "5 days and a week"
_COUNTED = re.compile(
    r"(?:\d|%|\b(?:one|two|three|four|five|six|eight|ten))\s?[\wµμ%]*"
    r"(?:\s(?!(?:and|or|for|in|after|within|with)\b)[\w€$£%]+){0,3}\s$",
    re.IGNORECASE,
)
_ARTICLES = {"a": Fraction(1), "an": Fraction(1), "half a": Fraction(1, 2), "half an": Fraction(1, 2)}
_COUNTED_BEFORE = 40  # characters


def _scaled_like(low: str, high: str) -> str:
    """Give the low end of "3-5 million" the scale of the high end."""
    scale = _SCALE.search(high)
    return low if scale is None or _SCALE.search(low) else f"{low} {scale[1]}"


def _fact(
    start: int,
    end: int,
    kind: Kind,
    amount: Fraction,
    base: str,
    *,
    number: str | None = None,
    also: tuple[str, ...] = (),
) -> Fact:
    shown = plain(amount)
    key = f"{base} {shown}" if kind == "money" else f"{shown} {base}"
    return Fact(start, end, kind, key, number=number or shown, also=also)
