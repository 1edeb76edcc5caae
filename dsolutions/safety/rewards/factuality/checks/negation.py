"""Sentences that deny what their source states: "not", "never", "no", "without", "denies", "unless"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.likeness import alike, restates
from dsolutions.safety.rewards.factuality.checks.pairs import opposed
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence
from dsolutions.safety.rewards.factuality.words import Word

# Cues before a verb reach one word, those before a noun its phrase. After NegEx (Chapman et al. 2001).
_VERB_CUES = """
not never cannot fail fails failed failing unable refuse refuses refused hardly neither nobody nothing
"""
_NOUN_CUES = """
no without none nor unless lack lacks lacked lacking absence denies denied deny denying excluding
except exclude
excludes
"""
_OF_VERBS, _OF_NOUNS = frozenset(_VERB_CUES.split()), frozenset(_NOUN_CUES.split())
# Words that cues look through: "no evidence of a fracture" is about the fracture.
_THROUGH = """
evidence sign signs indication history longer yet been be being have has had also able need ever even still
currently previously further other presence to trace any
"""
_ENDS = frozenset(("of", "for", "in", "at", "on", "by", "to"))  # "without control of the ball" has a ball
_SEEN_THROUGH = frozenset(_THROUGH.split())
# What looks like a negation and is none.
_NO_CUE = re.compile(
    r"\bno[.,-]|\bnever-|\bnot\s(?:only|just|really|necessarily|least|more\sthan|less\sthan|later\sthan|without)\b"
    r"|\bno\s(?:more|less|fewer|later|sooner|earlier)\sthan\b|\bno\s(?:doubt|matter)\b|\b(?:if|or)\snot\b"
    r"|\bnot\s[^,.;]{0,60}\buntil\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,\s*)?(?:or|nor)\s+|\s*,\s*", re.IGNORECASE)
_REACH, _LONGEST = 6, 3  # words from a cue to what it negates, and words of a phrase that count


@dataclass(frozen=True)
class _Negated:
    """What one cue negates."""

    cue: Word
    words: tuple[Word, ...]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words)


def check_negation(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield words that only the output negates, or only the source.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("The board did not approve the plan.")
    >>> [said] = read("The plan was approved by the board.").sentences
    >>> [conflict.reason for conflict in check_negation(said, source, source.sentences)]
    ["the source says it with 'not' before 'approve'"]
    """
    close = alike(sentence, nearest)
    if not close:
        return
    certain = restates(sentence, close)
    said, known = _negated(sentence), [_negated(where) for where in close]
    stems = frozenset[str]().union(*(where.stems for where in close))
    denied = frozenset[str]().union(*(one.stems for found in known for one in found))
    own = frozenset[str]().union(*(one.stems for one in said))
    passive = own.union(*(_before(sentence, one.cue) for one in said))
    for one in said:
        shared = one.stems & stems
        if shared and not shared & denied and not opposed(one.stems, stems - sentence.stems):
            reason = f"the source says it without {one.cue.text!r} before {one.words[-1].text!r}"
            yield Conflict("negation", one.cue.start, one.words[-1].end, reason, certain)
    for where, found in zip(close, known, strict=True):
        for one in found:
            said_plainly = one.stems & sentence.stems - own
            if one.stems & passive or not said_plainly or opposed(one.stems, sentence.stems - where.stems):
                continue
            if any(_states(other, said_plainly) for other in close if other is not where):
                continue
            word = next(word for word in sentence.words if word.stem in said_plainly)
            reason = f"the source says it with {one.cue.text!r} before {_written(one, word.stem)!r}"
            yield Conflict("negation", word.start, word.end, reason, certain)
            break


def is_negated(sentence: Sentence, stem: str) -> bool:
    """Tell whether a word is negated in a sentence."""
    return any(stem in one.stems for one in _negated(sentence))


def _is_verb_cue(word: Word) -> bool:
    return word.text in _OF_VERBS or word.text.endswith("n't")


def _before(sentence: Sentence, cue: Word) -> frozenset[str]:
    """Return the words before a cue that it denies, too.

    "A fracture was not seen" denies the fracture, and "they found no poison" that it was found.
    """
    before = [w for w in sentence.words if w.clause == cue.clause and w.end <= cue.start]
    return frozenset(w.stem for w in (before if _is_verb_cue(cue) else before[-1:]))


def _written(one: _Negated, stem: str) -> str:
    return next(word.text for word in one.words if word.stem == stem)


def _states(sentence: Sentence, stems: frozenset[str]) -> bool:
    """Tell whether a sentence has these words, and none of them negated."""
    return stems <= sentence.stems and not any(stems & one.stems for one in _negated(sentence))


def _negated(sentence: Sentence) -> list[_Negated]:
    spoiled = [hit.span() for hit in _NO_CUE.finditer(sentence.whole, sentence.start, sentence.end)]
    found: list[_Negated] = []
    for place, word in enumerate(sentence.words):
        of_verb = _is_verb_cue(word)
        if not (of_verb or word.text in _OF_NOUNS) or any(a <= word.start < b for a, b in spoiled):
            continue
        phrases = [_phrase(sentence, place + 1, 1 if of_verb else _LONGEST)]
        if of_verb:
            phrases += [_phrase(sentence, n + 1, _LONGEST) for n in _any_after(sentence, place)]
        else:
            phrases += _listed(sentence, phrases[0])
        found += [_Negated(word, phrase) for phrase in phrases if phrase]
    return found


def _any_after(sentence: Sentence, place: int) -> list[int]:
    """Return where "any" stands after a cue: "did not find any fracture" is about the fracture too."""
    after = range(place + 1, min(place + _REACH, len(sentence.words)))
    return [n for n in after if sentence.words[n].text == "any"]


def _phrase(sentence: Sentence, place: int, longest: int) -> tuple[Word, ...]:
    """Return the telling words from a place on, up to the end of the clause."""
    found: list[Word] = []
    for word in sentence.words[place : place + _REACH]:
        if found and (word.clause != found[-1].clause or word.text in _ENDS):
            break
        if (
            word.telling
            and word.text not in _SEEN_THROUGH
            and not (longest == 1 and word.text.endswith("ly"))
        ):
            found.append(word)
        if len(found) == longest:
            break
    return tuple(found)


def _listed(sentence: Sentence, first: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """Return the other items of "no fever, cough or rash", if it is such a list."""
    items, closed, last = [], False, first
    while last and not closed:
        after = [word for word in sentence.words if word.start >= last[-1].end]
        if not after or not (link := _LIST.match(sentence.whole, last[-1].end)):
            break
        closed = "or" in link[0].lower()
        place = next(n for n, word in enumerate(sentence.words) if word.start >= link.end())
        last = _phrase(sentence, place, _LONGEST)
        items.append(last)
    return items if closed else []
