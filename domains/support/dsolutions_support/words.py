"""How alike two texts are by their words, where no embeddings are at hand."""

from __future__ import annotations

import re
from collections.abc import Collection

from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ing|ed|es|s)$")
# The usual list holds words that say what a turn is about: questions, and things that customers ask after.
_TELLING = "what when where which who why how amount bill call empty fire full interest name system"
# What opens and closes turns of a chat, and contractions; none of them says what is asked.
_CHAT = (
    "hi hello hey please thanks thank sorry ok okay yes yeah just really still already told ask asked "
    "i'm i've i'd i'll it's that's don't doesn't didn't can't isn't wasn't haven't hasn't won't "
    "you're let's know tell want need like got said say"
)
_EMPTY = (ENGLISH_STOP_WORDS - set(_TELLING.split())) | set(_CHAT.split())


def content_words(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, without endings.

    >>> sorted(content_words("Hi, where is my parcel? I ordered parcels!"))
    ['order', 'parcel', 'where']
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    return frozenset(_ENDING.sub("", word.removesuffix("'s")) for word in words if word not in _EMPTY)


def overlap(one: Collection[str], other: Collection[str]) -> float:
    """Return the Dice coefficient of two sets of words, in [0, 1].

    >>> overlap({"where", "parcel"}, {"parcel"})
    0.6666666666666666
    """
    shared = len(set(one) & set(other))
    return 2 * shared / (len(one) + len(other)) if shared else 0.0
