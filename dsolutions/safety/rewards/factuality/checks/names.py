"""Persons, organisations and products that no source names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.facts.names import ORDINARY, bare
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence
from dsolutions.safety.rewards.factuality.words import stem

_PART = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SHARED = 5  # letters that "German" and "Germany" have in common
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "prof", "sir", "the", "ceo", "cfo", "coo", "cto",
"president", "chairman",
                     "professor", "doctor", "i"))  # fmt: skip
_SAME = {  # what countries are called
    name: group
    for group, names in enumerate(
        (
            "us usa u.s america american united states",
            "uk u.k britain british united kingdom",
            "eu european europe union",
        )
    )
    for name in names.split()
}
# In a headline most words are capitalised, and no name stands out.
_HEADLINE = 0.6


def check_names(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield names of an output's sentence of which a part is in no source.

    A single capitalised word that opens a sentence may be no name and is let pass.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("Merrow Bank was advised by Ms Ito.")
    >>> [said] = read("Merrow Bank was advised by Ms Ono.").sentences
    >>> [conflict.reason for conflict in check_names(said, source, source.sentences)]
    ["no source names 'Ono'"]
    """
    capitals = [word for word in sentence.words if sentence.whole[word.start].isupper()]
    if len(capitals) > 4 and len(capitals) >= _HEADLINE * len(sentence.words):
        return
    for fact in sentence.facts:
        if fact.kind != "name" or fact.opens:
            continue
        parts = [hit for hit in _PART.finditer(sentence.whole, fact.start, fact.end) if hit[0][0].isupper()]
        unknown = [hit for hit in parts if not _known(bare(hit[0]), source)]
        if unknown:
            start, end = unknown[0].start(), unknown[-1].end()
            reason = f"no source names {sentence.whole[start:end]!r}"
            # the first name of somebody whom the source calls by the last one may be right
            yield Conflict("names", start, end, reason, certain=parts[-1] is unknown[-1])


def _known(word: str, source: Reading) -> bool:
    if (
        word in source.vocabulary
        or word in source.joined
        or word in ORDINARY
        or word in _TITLES
        or len(word) == 1
    ):
        return True
    if stem(word) in source.stems or (
        word in _SAME and any(_SAME.get(w) == _SAME[word] for w in source.vocabulary)
    ):
        return True
    if len(word) >= _SHARED and any(other.startswith(word[:_SHARED]) for other in source.vocabulary):
        return True
    return word.isalpha() and 2 <= len(word) <= 5 and word in source.initials
