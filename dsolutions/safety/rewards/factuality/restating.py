"""How a sentence restates a source of a sentence or a few: what it takes over in order, and what it adds.

A reply about one passage mostly takes its words over, so that what is put before, between and after them
tells whether it keeps to it. In a long source any words stand somewhere, and the same numbers mislead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import Match, SequenceMatcher
from itertools import groupby

from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

RESTATING = (
    "part of the words that follow a source sentence",
    "longest stretch of a source sentence",
    "part of word triples that the source has",
    "stretch of the source",
    "words before those of the source sentence",
    "words between them",
    "words after them",
    "longest run of words that the source lacks",
    "words without content that the source lacks",
    "words of a speaker who is not in the source",
    "question",
)
# Sentences. At 5, summaries of left-out domains are judged worse: a balanced accuracy of .635, not .641.
SHORT = 3
_SPEAKER = frozenset(
    ("i", "me", "my", "mine", "myself", "i'm", "i've", "i'd", "i'll", "we", "us", "our", "we're")
)


def restating(sentence: Sentence, nearest: Sequence[Sentence], source: Reading) -> list[float]:
    """Return the numbers that ``RESTATING`` names; zeros where the source is long or no word is said.

    Args:
        sentence: of the output.
        nearest: the source sentences to align it with.
        source: all of the source.
    """
    said = [word.stem for word in sentence.words]
    if not said or len(source.sentences) > SHORT:
        return [0.0] * len(RESTATING)
    blocks = max((_blocks(said, near) for near in nearest), key=_covered, default=[])
    first, last = (blocks[0].a, _end(blocks[-1])) if blocks else (len(said), len(said))
    told = [word.stem for own in source.sentences for word in own.words]
    known, triples = frozenset(told), frozenset(_triples(told))
    own = _triples(said)
    own_speaker = 0 if source.vocabulary & _SPEAKER else sum(w.text in _SPEAKER for w in sentence.words)
    return [
        _covered(blocks) / len(said),
        max((block.size for block in blocks), default=0) / len(said),
        sum(triple in triples for triple in own) / len(own) if own else 1.0,
        float(f" {' '.join(said)} " in f" {' '.join(told)} "),
        first,
        last - first - _covered(blocks),
        len(said) - last,
        max((len(list(run)) for new, run in groupby(said, lambda w: w not in known) if new), default=0),
        sum(word.stem not in known and not word.telling for word in sentence.words),
        own_speaker,
        float(sentence.text.endswith("?")),
    ]


def _blocks(said: Sequence[str], near: Sentence) -> list[Match]:
    matcher = SequenceMatcher(None, said, [word.stem for word in near.words], autojunk=False)
    return [block for block in matcher.get_matching_blocks() if block.size]


def _covered(blocks: Iterable[Match]) -> int:
    return sum(block.size for block in blocks)


def _end(block: Match) -> int:
    return block.a + block.size


def _triples(stems: Sequence[str]) -> list[tuple[str, str, str]]:
    return list(zip(stems, stems[1:], stems[2:], strict=False))
