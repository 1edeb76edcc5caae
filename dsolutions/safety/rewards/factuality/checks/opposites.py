"""Words that say the opposite of the source's: "rose" for "fell", "approved" for "rejected"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.likeness import alike, belongs_elsewhere, carried, restates
from dsolutions.safety.rewards.factuality.checks.negation import is_negated
from dsolutions.safety.rewards.factuality.checks.pairs import sides
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence
from dsolutions.safety.rewards.factuality.words import Word

_OF_TIME = frozenset(("before", "after"))

_Found = Sequence[tuple[Sentence, Word]]


def check_opposites(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield words of an output's sentence for which the source has the opposite.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("Revenue rose while costs fell.")
    >>> [said] = read("Revenue dropped.").sentences
    >>> [conflict.reason for conflict in check_opposites(said, source, source.sentences)]
    ["the source says 'rose' where the output says 'dropped'"]
    """
    close = alike(sentence, nearest)
    certain = restates(sentence, close)
    for word in sentence.words:
        for number, side in sides().get(word.stem, ()):
            same, other = _found(close, number, side), _found(close, number, 1 - side)
            if not other or (same and not _misplaced(word, sentence, same, other)):
                continue
            if not same and _found([sentence], number, 1 - side):
                continue  # the output has both sides, such as "rose after it fell"
            where, against = other[0]
            if word.text in _OF_TIME and _after(sentence, word) != _after(where, against):
                continue  # "he fell before she came" is "she came after he fell"
            if is_negated(sentence, word.stem) != is_negated(where, against.stem):
                continue  # "not approved" is "rejected"
            reason = f"the source says {against.text!r} where the output says {word.text!r}"
            yield Conflict("opposites", word.start, word.end, reason, certain)
            break


def _found(sentences: Sequence[Sentence], number: int, side: int) -> _Found:
    return [(s, word) for s in sentences for word in s.words if (number, side) in sides().get(word.stem, ())]


def _misplaced(word: Word, sentence: Sentence, same: _Found, other: _Found) -> bool:
    """Tell whether a word stands beside words that the source puts beside its opposite, and only there."""
    # "after they had risen" is of what was said before
    own = frozenset[str]().union(*(_clause(s, w) or s.stems for s, w in same))
    return any(
        belongs_elsewhere(
            _clause(sentence, word), own, _clause(s, w), carried(s, w.clause, _clause(s, w), sentence)
        )
        for s, w in other
    )


def _after(sentence: Sentence, word: Word) -> str:
    """Return the telling word after a word."""
    return next((w.stem for w in sentence.words if w.start >= word.end and w.telling), "")


def _clause(sentence: Sentence, word: Word) -> frozenset[str]:
    inside = (w for w in sentence.words if w.clause == word.clause and w.telling and w is not word)
    return frozenset(w.stem for w in inside) - sides().keys()
