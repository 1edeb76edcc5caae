"""The words of a turn that a head attended to."""

from __future__ import annotations

import re

from dsolutions.runtime import Reading
from dsolutions_support.conversation import TurnSpan

# Words, and signs that carry feeling: exclamation and question marks, emoji. Commas and full stops collect
# attention because sentences end there, and tell a reader nothing.
_WORD = re.compile(r"\w+(?:['’]\w+)*|[!?]+|[\U0001F300-\U0001FAFF☀-➿]+")
MOST_WORDS = 3
ENOUGH = 0.5  # words that hold half of the attention between them say where the model looked


def attended(
    reading: Reading, head: str, turn: int, text: str, window: tuple[int, int]
) -> tuple[TurnSpan, ...]:
    """Return the words that a head attended to most, the strongest first.

    Args:
        reading: the answer to ``text[slice(*window)]``.
        head: name of the head.
        turn: the turn's position, for the evidence.
        text: the turn's whole text.
        window: the characters of it that were read.

    Returns:
        At most three words; fewer where they hold half of the attention on all words.
    """
    start, end = window
    weights = {
        (start + word.start(), start + word.end()): reading.weight(head, *word.span())
        for word in _WORD.finditer(text[start:end])
    }
    strongest = sorted(weights, key=lambda word: -weights[word])[:MOST_WORDS]
    found: list[TurnSpan] = []
    held, enough = 0.0, ENOUGH * sum(weights.values())
    for first, last in strongest:
        if found and held >= enough:
            break
        held += weights[first, last]
        found.append(TurnSpan(turn=turn, start=first, end=last, quote=text[first:last]))
    return tuple(found)
