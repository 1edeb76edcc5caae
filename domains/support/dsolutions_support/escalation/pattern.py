"""The notation of the word rules: regular expressions with three shorthands, explained in ``rules.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

# Repetitions are bounded, so that no text takes more than linear time.
_BREAK = r"""(?:[,'"’”)]{0,2}[\s\-–]{1,4}['"‘“(]{0,2})"""
_GAP = rf"(?:{_BREAK}(?:[^\s.;:!?]{{1,40}}\s{{1,4}}){{0,4}}?)"  # four words: more join unrelated clauses
_LIST = re.compile(r"\{([a-z_]+)\}")
_CAPITAL = re.compile(r"(?<!\\)[A-Z]")


def expand(pattern: str, lists: Mapping[str, Sequence[str]]) -> str:
    """Write a pattern out as a regular expression.

    Raises:
        KeyError: it uses a list that does not exist.
        re.error: it has capitals, which nothing would match, or a ``...`` without spaces around it.

    >>> bool(re.fullmatch(expand("see ... {who}", {"who": ["lawyer"]}), "see you and my lawyer"))
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
    spelled = spelled.replace("'", "['’]?")  # chat leaves apostrophes out
    return spelled.replace(" ... ", "\0").replace(" ", _BREAK).replace("\0", _GAP)


def compile_patterns(patterns: Sequence[str], lists: Mapping[str, Sequence[str]]) -> re.Pattern[str] | None:
    """Compile patterns into one that finds any of them as whole words, or ``None`` where there are none.

    Raises:
        KeyError: a pattern uses a list that does not exist.
        re.error: a pattern is no regular expression.
    """
    if not patterns:
        return None
    alternatives = "|".join(expand(pattern, lists) for pattern in patterns)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
