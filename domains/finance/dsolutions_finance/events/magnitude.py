"""How big: the shares and amounts of money that a sentence states, with their direction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dsolutions_finance.events.pattern import compile_patterns, lower

_NUMBER = r"(?P<{0}>\d[\d,]{{0,19}}(?:\.\d+)?)"
_CURRENCIES = {
    "$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "₹": "INR", "rs": "INR", "rs.": "INR", "inr": "INR",
    "rupee": "INR", "¥": "JPY", "jpy": "JPY", "yen": "JPY", "cny": "CNY", "yuan": "CNY", "chf": "CHF",
    "a$": "AUD", "c$": "CAD", "hk$": "HKD", "s$": "SGD", "sek": "SEK", "nok": "NOK", "dkk": "DKK",
}  # fmt: skip
_SCALES = {
    "thousand": 1e3, "k": 1e3, "lakh": 1e5, "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6,
    "crore": 1e7, "cr": 1e7, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9, "trillion": 1e12, "trn": 1e12,
}  # fmt: skip
_PENCE = 0.01  # UK dividends and prices are stated in hundredths of a pound
_BASIS_POINT = 0.01  # of a percent point


def _any_of(words: Mapping[str, object]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_SCALE = rf"(?:[\s-]?(?P<{{0}}>{_any_of(_SCALES)})s?\b)?"
_UNIT = r"(?P<unit>%|pct\b|pc\b|per\s?cent\b|bps\b|basis points\b)"
_PERCENT = rf"(?P<sign>[+\-−]|minus\s)?{_NUMBER.format('percent')}[\s-]?{_UNIT}"
_BEFORE = rf"(?P<before>{_any_of(_CURRENCIES)})\s?{_NUMBER.format('money')}{_SCALE.format('scale')}"
_CURRENCY_WORD = r"(?P<after>euro|dollar|pound|rupee|yen|yuan)s?\b"
_AFTER = rf"{_NUMBER.format('sum')}{_SCALE.format('sum_scale')}[\s-]{_CURRENCY_WORD}"
_PENNIES = rf"{_NUMBER.format('pence')}(?:p\b|\spence\b)"
_SIZE = re.compile(rf"(?<![\w.,])(?:{_PERCENT}|{_BEFORE}|{_AFTER}|{_PENNIES})", re.IGNORECASE)

_DECIMAL_COMMA = re.compile(r"\d+,\d{1,2}")  # "30,5"; "4,500" and "1,94,700" group digits
_BELOW = re.compile(r"\s(?:below|short of|under)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Size:
    """A share or an amount of money that a text states.

    Args:
        start: offset of its first character.
        end: offset after its last.
        kind: ``"percent"`` or ``"money"``.
        value: percent points, or units of ``currency``; negative where the text says down.
        currency: ISO 4217 code for money.
    """

    start: int
    end: int
    kind: Literal["percent", "money"]
    value: float
    currency: str | None = None


class SizeReader:
    """Reads sizes out of sentences.

    Args:
        lists: word lists with the entries ``up`` and ``down``, whose words give a size its sign; so do those
            of ``raise`` and ``cut`` where there are any.

    >>> SizeReader({"up": ["rises"], "down": ["falls"]}).sizes("Profit falls 12% to Rs 4,500 crore")
    [Size(start=13, end=16, kind='percent', value=-12.0, currency=None),
     Size(start=20, end=34, kind='money', value=45000000000.0, currency='INR')]
    """

    def __init__(self, lists: Mapping[str, Sequence[str]]) -> None:
        both = {"{up}": ("raise", 1), "{down}": ("cut", -1)}
        self._words = [
            (words, sign)
            for own, (more, sign) in both.items()
            if (words := compile_patterns([own, *lists.get(more, ())], lists))
        ]

    def sizes(self, sentence: str, offset: int = 0) -> list[Size]:
        """Return the sizes of a sentence in text order.

        Args:
            sentence: the sentence.
            offset: where it begins; what offsets count from.
        """
        found = list(_SIZE.finditer(sentence))
        if not found:
            return []
        lowered = lower(sentence)
        directions = sorted(
            (word.start(), word.end(), sign)
            for words, sign in self._words
            for word in words.finditer(lowered)
        )
        return [_size(match, offset, _direction(sentence, match, directions)) for match in found]


def _size(match: re.Match[str], offset: int, direction: int) -> Size:
    start, end, group = offset + match.start(), offset + match.end(), match.groupdict()
    if group["percent"]:
        points = _number(group["percent"]) * (_BASIS_POINT if group["unit"].lower().startswith("b") else 1)
        sign = direction if not group["sign"] else (1 if group["sign"] == "+" else -1)
        return Size(start, end, "percent", points * (sign or 1))
    if group["pence"]:
        return Size(start, end, "money", _number(group["pence"]) * _PENCE * (direction or 1), "GBP")
    name = (group["before"] or group["after"]).lower()
    scale = _SCALES.get((group["scale"] or group["sum_scale"] or "").lower(), 1.0)
    amount = _number(group["money"] or group["sum"]) * scale
    return Size(start, end, "money", amount * (direction or 1), _CURRENCIES[name])


def _direction(sentence: str, match: re.Match[str], directions: list[tuple[int, int, int]]) -> int:
    """Return 1 or -1 where the clause says up or down by this size, else 0.

    "falls 12%" and "a 12% fall" do; "falls to Rs 40 crore" states a level.
    """
    if _BELOW.match(sentence, match.end()):
        return -1
    for _, end, sign in reversed(directions):
        between = sentence[end : match.start()]
        if end <= match.start() and not re.search(r"[;:]|,\s", between):
            level = re.search(r"\b(?:to|at|from|of)\b", between)
            near = len(between.split()) <= (2 if match["percent"] is None else 6)
            return sign if near and not (level and match["percent"] is None) else 0
    for start, _, sign in directions:
        if start >= match.end() and re.fullmatch(r"\s(?:\w+\s)?", sentence[match.end() : start]):
            return sign
    return 0


def _number(digits: str) -> float:
    if _DECIMAL_COMMA.fullmatch(digits):
        return float(digits.replace(",", "."))
    return float(digits.replace(",", ""))
