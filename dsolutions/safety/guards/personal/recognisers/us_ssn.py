"""Social security numbers of the USA: the numbers that the Social Security Administration gives out.

No area is 000, 666 or above 899, no group 00, no serial 0000 (SSA, "Social Security Number Randomization",
2011). Those with an area above 899 that are written the same way are tax numbers of the same persons, so they
count.
"""

from __future__ import annotations

import re

from dsolutions.safety.guards.personal.recogniser import PatternRecogniser, Rule

_GROUPED = re.compile(r"(?<![\w\-.+])\d{3}(?P<mark>[\- .])\d{2}(?P=mark)\d{4}(?![\w\-])(?!\.\d)")
_NAMED = re.compile(
    r"\b(?:SSN|social security)\b[^\d\n]{0,30}(?P<value>\d{3}[\- .]?\d{2}[\- .]?\d{4})(?![\w\-])", re.I
)

# Numbers that were printed on sample cards and in advertisements.
_VOID = {"078051120", "219099999", "123456789", "111111111"}


def given_out(value: str) -> bool:
    """Tell whether a number can be one.

    >>> given_out("536-22-8471"), given_out("666-22-8471"), given_out("536-00-8471")
    (True, False, False)
    """
    digits = re.sub(r"\D", "", value)
    parts = digits[:3], digits[3:5], digits[5:]
    return parts[0] not in ("000", "666") and parts[1] != "00" and parts[2] != "0000" and digits not in _VOID


US_SSN = PatternRecogniser(
    "US_SSN",
    (
        Rule(
            _NAMED, score=0.99, reason="nine digits that are called a social security number", valid=given_out
        ),
        Rule(_GROUPED, score=0.95, reason="three, two and four digits, of a range in use", valid=given_out),
    ),
    hint=re.compile(r"\d{4}"),
)
