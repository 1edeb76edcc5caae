"""Whole sentences out of text that arrives in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dsolutions.types import Safety, Value

# A sentence has ended for sure where a capital, a digit, a quote or a list mark begins the next one. spaCy's
# sentence finder would need the words to come, which a stream does not have.
_END = re.compile(r"""(?:[.!?…]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9*#-])|[。！？]|\n+(?=\S))""")
# After these a full stop ends no sentence. Where one is cut too early, its parts are judged one by one.
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Inc|Ltd|Co|Corp|vs|approx|e\.g|i\.e))\.\s+$"
)
_LONGEST = 1_000  # characters without an end are cut at a space: nobody waits, and memory is bounded


class JudgedSentence(Value):
    """A piece of a stream that was judged.

    Args:
        text: one or more sentences, with the space behind them; ``""`` where they were blocked.
        safety: the verdict on them.
    """

    text: str
    safety: Safety


def whole_sentences(pieces: Iterable[str]) -> Iterator[str]:
    """Join pieces to whole sentences, each as soon as the next one begins.

    >>> list(whole_sentences(["It costs 2.", "50 EUR. Mr. R", "oe pays", ". Thanks!"]))
    ['It costs 2.50 EUR. ', 'Mr. Roe pays. ', 'Thanks!']
    """
    waiting = ""
    for piece in pieces:
        waiting += piece
        while cut := _first_end(waiting):
            yield waiting[:cut]
            waiting = waiting[cut:]
    if waiting:
        yield waiting


def _first_end(text: str) -> int:
    """Return where the first sentence ends that surely has ended; 0 where none has."""
    for end in _END.finditer(text):
        if text[: end.end()].strip() and not _ABBREVIATION.search(text, 0, end.end()):
            return end.end()
    if len(text) > _LONGEST:
        return text.rfind(" ", 1, _LONGEST) + 1 or _LONGEST
    return 0
