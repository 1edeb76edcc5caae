"""Names of people in texts without any capital, as people write in chats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dsolutions.safety.guards.personal.recogniser import Candidate
from dsolutions.safety.guards.personal.word_lists import given_names, words

_WORD = r"(?>[^\W\d_]\w{0,30}(?:-\w{1,30}){0,3})"
_WORDS = re.compile(_WORD)
_AFTER_TITLE = re.compile(rf"\b(?:mrs?|ms|dr|prof|miss|mx)\b\.?\s(?P<value>{_WORD})")
_CALLED = re.compile(
    rf"\bname\b(?:\s(?:is|was|to)\b|\s?:|[^.?!\n]{{0,40}}\?)\s{{0,2}}(?:user:\s)?"
    rf"(?P<value>{_WORD}(?:\s(?:{_WORD}\.?\s)?{_WORD})?)(?=\s?(?:[.,!?\n]|$|\band\b|\bbut\b))"
)
_SECOND = re.compile(
    rf"\s(?:[a-z]\.?\s)?(?P<word>{_WORD})(?=(?P<rest>['’]s)?(?:\s?$|\s?[.,:;!?\"]|\s(?P<next>{_WORD})))"
)

# Given names that are words when written small.
_ALSO_WORDS = frozenset(words("names_that_are_words"))


def names_in_small_letters(text: str) -> Iterator[Candidate]:
    """Yield names of a text that has no capital at all; of others, what is called a name.

    >>> text = "follow up with patricia in may, and with dr. brandt"
    >>> sorted(text[found.start : found.end] for found in names_in_small_letters(text))
    ['brandt', 'patricia']
    """
    if not text.islower():
        for match in _CALLED.finditer(text):
            if match["value"].islower() and match["value"].split()[0] in _known():
                yield Candidate("PERSON", *match.span("value"), 0.85, "words for a name stand before it")
        return
    for pattern, score in ((_AFTER_TITLE, 0.9), (_CALLED, 0.85)):
        for match in pattern.finditer(text):
            if not _small_words().intersection(match["value"].split()):
                yield Candidate("PERSON", *match.span("value"), score, "words for a name stand before it")
    for match in _WORDS.finditer(text):
        if match[0] in _known():
            second = _SECOND.match(text, match.end())
            extended = second and second["word"] not in _small_words() and _is_last(second)
            end = second.end("word") if second and extended else match.end()
            yield Candidate("PERSON", match.start(), end, 0.75, "a given name in small letters")


def _is_last(second: re.Match[str]) -> bool:
    return second["next"] is None or second["next"] in _small_words()


@cache
def _known() -> frozenset[str]:
    return frozenset(name.lower() for name in given_names() if len(name) > 2) - _ALSO_WORDS


@cache
def _small_words() -> frozenset[str]:
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS) | {"a", "novel", "concert", "flew", "lives", "account", "please"}
