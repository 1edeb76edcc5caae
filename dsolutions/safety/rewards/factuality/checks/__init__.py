"""Exact checks: each compares a sentence of an output with its sources and says which words do not agree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dsolutions.safety.rewards.factuality.checks.binding import check_binding
from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.doses import check_doses
from dsolutions.safety.rewards.factuality.checks.names import check_names
from dsolutions.safety.rewards.factuality.checks.negation import check_negation
from dsolutions.safety.rewards.factuality.checks.opposites import check_opposites
from dsolutions.safety.rewards.factuality.checks.values import check_values
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence

Check = Callable[[Sentence, Reading, Sequence[Sentence]], Iterator[Conflict]]

CHECKS: tuple[Check, ...] = (
    check_values,
    check_doses,
    check_binding,
    check_negation,
    check_opposites,
    check_names,
)
CHECK_NAMES = ("values", "doses", "binding", "negation", "opposites", "names")
NEAREST = 3  # source sentences that are compared with a sentence


def conflicts(sentence: Sentence, source: Reading) -> list[Conflict]:
    """Return all that the exact checks have against a sentence; the order is that of ``CHECKS``.

    >>> from dsolutions.safety.rewards.factuality.reading import read
    >>> [said] = read("Costs rose 5%.").sentences
    >>> [conflict.check for conflict in conflicts(said, read("Costs fell 4%."))]
    ['values', 'opposites']
    """
    nearest = source.nearest(sentence, NEAREST)
    found = [conflict for check in CHECKS for conflict in check(sentence, source, nearest)]
    # an amount may go on where the sentence splitter has ended the sentence: "3" and "€"
    return [replace(one, end=sentence.end) if one.end > sentence.end else one for one in found]


__all__ = ["CHECKS", "CHECK_NAMES", "NEAREST", "Check", "Conflict", "conflicts"]
