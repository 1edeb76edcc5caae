"""Doses: a drug, its amount and how often, kept together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.facts import Fact
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

_BASES = ("mg", "ml", "IU", "mmol", "mEq")


@dataclass(frozen=True)
class _Dose:
    """An amount, the words of its clause, one of which is the drug, and how often it is given."""

    words: frozenset[str]
    amount: Fact
    frequency: Fact | None


def check_doses(sentence: Sentence, source: Reading, nearest: Sequence[Sentence]) -> Iterator[Conflict]:
    """Yield doses whose amount and frequency the source has, but not of this drug or not together.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> source = read("Alvorin 5 mg twice daily, Betrex 20 mg once daily.")
    >>> [said] = read("Alvorin 5 mg once daily.").sentences
    >>> [conflict.reason for conflict in check_doses(said, source, source.sentences)]
    ["the source gives '5 mg' another frequency than 'once daily'"]
    """
    said = _doses(sentence)
    if not said:
        return
    known = [dose for where in source.sentences if where.facts for dose in _doses(where)]
    for dose in said:
        same = [other for other in known if other.amount.key == dose.amount.key]
        drug = [other for other in same if dose.words & other.words] or same
        often = {other.frequency.key for other in drug if other.frequency}
        elsewhere = {other.frequency.key for other in known if other.frequency} - often
        if dose.frequency and (often or elsewhere & {dose.frequency.key}) and dose.frequency.key not in often:
            amount = sentence.whole[dose.amount.start : dose.amount.end]
            quote = sentence.whole[dose.frequency.start : dose.frequency.end]
            reason = f"the source gives {amount!r} another frequency than {quote!r}"
            yield Conflict("doses", dose.amount.start, dose.frequency.end, reason)


def _doses(sentence: Sentence) -> list[_Dose]:
    amounts = [fact for fact in sentence.facts if _is_amount(fact)]
    doses = []
    for place, amount in enumerate(amounts):
        clause = sentence.clause(amount)
        until = amounts[place + 1].start if place + 1 < len(amounts) else sentence.end
        after = (f for f in sentence.facts if f.kind == "frequency" and amount.end <= f.start < until)
        words = frozenset(
            word.stem
            for word in sentence.words
            if word.clause == clause and word.telling and not word.text[0].isdigit()
        )
        doses.append(_Dose(words, amount, next(after, None)))
    return doses


def _is_amount(fact: Fact) -> bool:
    return fact.kind == "quantity" and fact.key.split(" ", 1)[1].split("/")[0] in _BASES
