"""Values of the numerals that sections are counted with."""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_VALID_ROMAN = re.compile(r"(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)}
_WORDS |= {word: 10 * value for value, word in enumerate(_TENS, start=2)}

#: Pattern of a number word below 100, in small letters.
NUMBER_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)})\b)?|{'|'.join(_TEENS)}|{'|'.join(_ONES)})"
)


def roman_value(numeral: str) -> int | None:
    """Return the value of a Roman numeral below 100; ``None`` for what is none.

    >>> roman_value("IV"), roman_value("iix"), roman_value("Q")
    (4, None, None)
    """
    digits = numeral.casefold()
    if not digits or not _VALID_ROMAN.fullmatch(digits):
        return None
    values = [_ROMAN[digit] for digit in digits]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def letters_value(letters: str) -> int | None:
    """Return the place of a letter in the alphabet, or of a doubled one after it; ``None`` for what is none.

    >>> letters_value("c"), letters_value("bb"), letters_value("bc")
    (3, 28, None)
    """
    if len(set(letters.casefold())) != 1 or not ("a" <= letters[0].casefold() <= "z"):
        return None
    return ord(letters[0].casefold()) - ord("a") + 1 + 26 * (len(letters) - 1)


def word_value(word: str) -> int | None:
    """Return the value of a number word below 100; ``None`` for what is none.

    >>> word_value("Three"), word_value("TWENTY-ONE"), word_value("few")
    (3, 21, None)
    """
    values = [_WORDS.get(part) for part in word.casefold().replace("-", " ").split()]
    return None if None in values else sum(value for value in values if value)
