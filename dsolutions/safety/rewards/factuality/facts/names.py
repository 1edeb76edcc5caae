"""Names: runs of capitalised words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from dsolutions.safety.rewards.factuality.facts.fact import Fact

_WORD = r"[A-ZÀ-Þ][\w&’'-]*"
_NAME = re.compile(rf"\b{_WORD}(?:\s(?:(?:of|and|&|de|van|von)\s)?{_WORD})*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;]['\"”’)]*\s+|\n[\s*-]*|[\"“(]\s*)$")
# Words that sentences open with and stop-word lists lack; in capitals they name nobody.
_OPENERS = """
absolutely actually additionally alternatively apologies bye certainly check choose click congratulations
contact currently dear don't enjoy enter feel follow glad goodbye good great hello hey hi i'd i'll i'm
i've it's kindly earlier last later meanwhile next tonight yesterday let let's log look may no of okay ok
once open perfect please regarding regards sadly select send simply sorry sure tap thank thanks that's
therefore today tomorrow understood unfortunately use visit wait welcome we'd we'll we're we've what's
wonderful would write yes you'd you'll you're you've
"""
ORDINARY = ENGLISH_STOP_WORDS | set(_OPENERS.split())
_REACH = 40  # characters before a name that tell whether a sentence starts with it


def names(text: str) -> Iterator[Fact]:
    """Yield the names in a text, without the ordinary words that a sentence opens with.

    >>> [(name.key, name.opens) for name in names("Kowalski said that Merrow Bank pays.")]
    [('name kowalski', True), ('name merrow bank', False)]
    """
    for hit in _NAME.finditer(text):
        words = list(re.finditer(r"\S+", hit[0]))
        first = 0
        while first < len(words) and bare(words[first][0]) in ORDINARY:
            first += 1
        if first == len(words):
            continue
        start = hit.start() + words[first].start()
        before = text[max(0, start - _REACH) : start]
        opens = first == 0 and len(words) == 1 and _SENTENCE_START.search(before) is not None
        key = " ".join(bare(word[0]) for word in words[first:])
        yield Fact(start, hit.end(), "name", f"name {key}", opens=opens)


def bare(word: str) -> str:
    """Return a word in lower case, without a possessive ending."""
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
