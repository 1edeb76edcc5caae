"""Changed words, put together to running text again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from dsolutions_finance.contracts.results import WordChange

# Words are compared apart from the marks around them; between these there is no space.
_CLOSES = re.compile(r"[),.;:%\]’'/-]")
_OPENS = re.compile(r"[(\[$€£'/-]$")
# Of what stayed the same this much on each side tells where one is.
_KEPT = 160  # characters


def spaced(words: Iterable[WordChange]) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before each stretch, its kind and its words; what stayed for long is shortened.

    >>> changes = [("same", "thirty ("), ("removed", "30"), ("added", "90"), ("same", ") days")]
    >>> [before + text for before, _, text in spaced(WordChange(kind=k, text=t) for k, t in changes)]
    ['thirty (', '30', ' 90', ') days']
    """
    last: WordChange | None = None
    for word in words:
        apart = last is not None and not _CLOSES.match(word.text) and not _OPENS.search(last.text)
        # What was struck out and what replaced it must not run together.
        apart = apart or (last is not None and {last.kind, word.kind} == {"removed", "added"})
        yield " " if apart else "", word.kind, _shortened(word)
        last = word


def _shortened(word: WordChange) -> str:
    text = word.text
    if word.kind != "same" or len(text) <= 3 * _KEPT:
        return text
    return f"{text[:_KEPT].rsplit(' ', 1)[0]} … {text[-_KEPT:].split(' ', 1)[-1]}"
