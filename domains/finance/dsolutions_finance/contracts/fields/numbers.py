"""Numbers in words, as contracts spell them out beside the digits."""

from __future__ import annotations

import re

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: value for value, word in enumerate(_SMALL)}
_VALUES |= {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "fifteenth": 15, "twentieth": 20,
}  # fmt: skip

_WORD = "(?:" + "|".join(sorted((*_VALUES, *_SCALES), key=len, reverse=True)) + ")"
# A pattern for a whole number in words; use it without regard to case.
NUMBER_WORDS = rf"\b{_WORD}\b(?:[\s-]+(?:and\s+)?{_WORD}\b){{0,9}}"
ORDINAL_WORDS = rf"\b(?:{'|'.join(_ORDINALS)})\b"


def number(words: str) -> int:
    """Read a number in words.

    >>> number("one hundred and eighty"), number("Twenty-Five"), number("two million")
    (180, 25, 2000000)
    """
    total = part = 0
    for word in re.split(r"[\s-]+", words.lower()):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total += max(part, 1) * _SCALES[word]
            part = 0
        else:
            part += _VALUES.get(word, 0)  # "and" adds nothing
    return total + part


def ordinal(word: str) -> int:
    """Read an ordinal in words or digits.

    >>> ordinal("fifth"), ordinal("3rd")
    (5, 3)
    """
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _ORDINALS[word.lower()]
