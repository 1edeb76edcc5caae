"""When two people who read the same contract have written the same value."""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher

_FORMS = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|llc|llp|lp|ltd|limited|plc|gmbh|ag|sa|nv|bv|na|the)\b"
)
# Likeness from which one name is a misspelling of the other, as CUAD's answers have some.
_NAMES_ALIKE = 0.85
_TITLES_ALIKE = 0.8  # annotators leave out or add "FORM OF", numbers and names of companies
_MONTH = 30.4375  # mean days of a month, so that 12 months are a year
_DAYS = {"D": 1.0, "W": 7.0, "M": _MONTH, "Y": 12 * _MONTH}
_SLACK = 0.03  # 90 days and 3 months are the same notice


def normalised(name: str) -> str:
    """Write a name without case, marks and legal form.

    >>> normalised("ACME Holdings, Inc."), normalised("The Acme Company")
    ('acme holdings', 'acme')
    """
    plain = re.sub(r"[^\w&]+", " ", re.sub(r"[.']", "", name.lower()))
    return " ".join(_FORMS.sub(" ", plain).split()) or plain.strip()


def same_name(first: str, second: str) -> bool:
    """Tell whether two normalised names are one: equal, one a part of the other, or misspelt.

    >>> same_name("mount kowledge holdings", "mount knowledge holdings"), same_name("acme", "borealis")
    (True, False)
    """
    one, two = set(first.split()), set(second.split())
    contained = (one <= two or two <= one) and 2 * min(len(one), len(two)) >= max(len(one), len(two))
    return contained or SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NAMES_ALIKE


def same_party(first: str, second: str) -> bool:
    """Tell whether two names of companies or people are one, whatever their case and legal form.

    >>> same_party("ACME, Inc.", "Acme Incorporated")
    True
    """
    return same_name(normalised(first), normalised(second))


def same_length(found: str, right: str) -> bool:
    """Compare ISO 8601 durations.

    >>> same_length("P12M", "P1Y"), same_length("P30D", "P60D")
    (True, False)
    """
    first, second = (_DAYS[value[-1]] * int(value[1:-1]) for value in (found, right))
    return abs(first - second) <= _SLACK * second


def same_end(found: str, right: str) -> bool:
    """Compare end dates; whether a term's last day is counted as its end differs among annotators.

    >>> same_end("2016-04-30", "2016-05-01")
    True
    """
    if "perpetual" in (found, right):
        return found == right
    return abs((date.fromisoformat(found) - date.fromisoformat(right)).days) <= 1


def same_title(found: str, right: str) -> bool:
    """Compare titles without case and marks.

    >>> same_title("Supply Agreement", "SUPPLY AGREEMENT")
    True
    """
    first, second = _words(found), _words(right)
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _TITLES_ALIKE


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))
