"""Numbers as prose writes them: digits, words, and scales such as "million" and "k"."""

from __future__ import annotations

import re
from fractions import Fraction

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: Fraction(place) for place, word in enumerate((*_ONES, *_TEENS), start=1)}
_VALUES |= {word: Fraction(10 * place) for place, word in enumerate(_TENS, start=2)}
_VALUES |= {"zero": Fraction(0), "dozen": Fraction(12), "half": Fraction(1, 2)}
_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mln": 10**6, "mn": 10**6, "mm": 10**6, "m": 10**6,
    "billion": 10**9, "bln": 10**9, "bn": 10**9, "b": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip

NUMBER_WORDS = frozenset((*_VALUES, "hundred", "a", "an"))

# "1,250", "1'250" and "1 250" with an unbreakable space have thousands; "2,5" is a decimal in most of Europe.
# No amount has more than 30 digits, and Python refuses to read 4,300.
DIGITS = (
    r"(?:\d{1,3}(?:[,'’\u00a0\u202f]\d{3}){1,9}(?:\.\d{1,30})?|\d{1,30},\d{1,2}(?![\d,])"
    r"|\d{1,30}(?:\.\d{1,30})?)"
)
_LARGE = r"(?:thousand|million|billion|trillion)"
_SMALL = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join((*_TEENS, *_ONES))})"
_HUNDREDS = rf"(?:(?:{_SMALL}\s|a\s)?hundred(?:\s(?:and\s)?{_SMALL})?|{_SMALL})"
_HALF = r"(?:\sand\sa\shalf)?"
_WHOLE = (
    rf"(?:(?:{_HUNDREDS}|a){_HALF}\s{_LARGE}(?:,?\s(?:and\s)?(?:{_HUNDREDS}\s{_LARGE}|{_HUNDREDS})\b)*"
    rf"|{_HUNDREDS}{_HALF})"
)
WORDS = rf"(?:half\sa\s{_LARGE}|a\sdozen|dozen|zero|{_WHOLE})"
SHORT_SCALE = r"(?:thousand|million|billion|trillion|mln|mn|bln|bn|tn|mm|k|m|b)"
# A number with its scale. A short scale may only touch the digits: "5 m" are metres.
NUMERAL = rf"(?:{DIGITS}(?:(?:[\s-]?{_LARGE}|\s?(?:mln|mn|bln|bn)|k)\b|(?!\d))|\b{WORDS}\b)"

_PARTS = re.compile(rf"(?P<digits>{DIGITS})[\s-]?(?P<scale>{SHORT_SCALE})?", re.IGNORECASE)


def value(written: str) -> Fraction:
    """Read a number.

    >>> [str(value(x)) for x in ("1,250", "2.5 million", "12k", "twenty-five", "one hundred and six", "0,5")]
    ['1250', '2500000', '12000', '25', '106', '1/2']
    """
    if parts := _PARTS.fullmatch(written.strip()):
        return _digits(parts["digits"]) * _SCALES.get((parts["scale"] or "").lower(), 1)
    return _words(written.lower())


def plain(number: Fraction) -> str:
    """Write a number in one way: without needless zeros, and as a fraction where decimals never end.

    >>> plain(Fraction("12.50")), plain(Fraction(1, 3))
    ('12.5', '1/3')
    """
    if number.denominator == 1:
        return str(number.numerator)
    shown = f"{float(number):.12g}"
    return shown if "e" not in shown and Fraction(shown) == number else str(number)


def _digits(written: str) -> Fraction:
    if re.fullmatch(r"\d+,\d{1,2}", written):
        return Fraction(written.replace(",", "."))
    return Fraction(re.sub(r"[,'’\u00a0\u202f]", "", written))


def _words(written: str) -> Fraction:
    words = re.split(r"[\s,-]+", written)
    if words[:2] == ["half", "a"]:
        return Fraction(_SCALES[words[2]], 2)
    total = part = Fraction(0)
    for word in words:
        if word == "hundred":
            part = max(part, Fraction(1)) * 100
        elif word in _SCALES:
            total += max(part, Fraction(1)) * _SCALES[word]
            part = Fraction(0)
        else:  # "and a half" adds a half, and the rest of the little words nothing
            part += _VALUES.get(word, Fraction(0))
    return total + part
