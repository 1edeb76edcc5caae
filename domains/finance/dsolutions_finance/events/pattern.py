"""The notation of the rule files: regular expressions with three shorthands.

- a space stands for white space or a hyphen, with a comma, bracket or quotation mark at most;
- ``...`` stands for up to six words of the same clause;
- ``{name}`` stands for any entry of that word list; lists do not use lists.

A pattern is written in lower case and matches whole words of a text put through ``lower``: comparing letters
as they are takes half the time of comparing them in either case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dsolutions_finance.events.clause import LONGEST_INSERTION, SKIPPED

# All repetitions are bounded, so that no text, however odd, takes more than linear time. A break is a group,
# so that the pattern "buy ?back" makes all of it optional.
_SKIPPED = rf"{SKIPPED}{{0,{LONGEST_INSERTION}}}"
_BREAK = rf"""(?:[,'"’”)%]{{0,3}}{_SKIPPED}[\s\-–]{{1,4}}['"‘“(]{{0,3}})"""
# Six words: longer gaps join unrelated clauses.
_WORDS = rf"(?:[^\s;:{SKIPPED}]{{1,40}}{_SKIPPED}\s{{1,4}}){{0,6}}?"
_GAP = rf"""(?:{_BREAK}{_WORDS}['"‘“(]{{0,3}})"""
_LIST = re.compile(r"\{([a-z_]+)\}")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def lower(text: str) -> str:
    """Put a text into lower case, character by character, so that offsets stay.

    >>> len(lower("İstanbul")), len("İstanbul".lower())
    (8, 9)
    """
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(own if len(own := letter.lower()) == 1 else letter for letter in text)


def expand(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Write a pattern out as a regular expression.

    Raises:
        KeyError: it uses a list that does not exist.
        re.error: a ``...`` has no spaces around it, or there are capitals, which nothing would match.

    >>> bool(re.fullmatch(expand("net {up}", {"up": ["rises", "grew"]}), "net grew"))
    True
    """

    def words(found: re.Match[str]) -> str:
        if found[1] not in lists:
            raise KeyError(f"there is no list {found[1]!r}")
        return f"(?:{'|'.join(lists[found[1]])})"

    spelled = _LIST.sub(words, pattern)
    if _CAPITAL.search(spelled):
        raise re.error("patterns and lists are written in lower case", pattern)
    if "..." in spelled.replace(" ... ", ""):
        raise re.error("'...' needs a space on both sides", pattern)
    return spelled.replace(" ... ", "\0").replace(" ", _BREAK).replace("\0", _GAP)


def compile_patterns(patterns: Sequence[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """Compile patterns into one that matches any of them, or ``None`` where there are none.

    Raises:
        re.error: a pattern is no regular expression.
        KeyError: a pattern uses a list that does not exist.
    """
    if not patterns:
        return None
    alternatives = "|".join(expand(pattern, lists) for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
