"""Differences word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dsolutions_finance.contracts.results import WordChange

_TOKEN = re.compile(r"\w+|[^\w\s]")
# difflib takes quadratic time on unlike texts; of longer paragraphs whole sentences are compared instead.
_LONGEST = 2_000  # tokens, four pages: no paragraph of a well-formed contract is longer


def tokens(text: str) -> list[str]:
    """Return words and marks.

    >>> tokens("Net 30 days.")
    ['Net', '30', 'days', '.']
    """
    return _TOKEN.findall(text)


def word_changes(before: str, after: str) -> tuple[WordChange, ...]:
    """Return what of two texts is the same, removed and added, in reading order.

    >>> [(c.kind, c.text) for c in word_changes("within 30 days", "within 90 days")]
    [('same', 'within'), ('removed', '30'), ('added', '90'), ('same', 'days')]
    """
    old, new = _pieces(before), _pieces(after)
    changes: list[WordChange] = []
    matcher = SequenceMatcher(
        None, [text for text, _, _ in old], [text for text, _, _ in new], autojunk=False
    )
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            changes.append(WordChange(kind="same", text=_words(after, new[c:d])))
            continue
        if a < b:
            changes.append(WordChange(kind="removed", text=_words(before, old[a:b])))
        if c < d:
            changes.append(WordChange(kind="added", text=_words(after, new[c:d])))
    return tuple(changes)


def _pieces(text: str) -> list[tuple[str, int, int]]:
    found = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(text)]
    return found if len(found) <= _LONGEST else list(_sentences(text))


def _sentences(text: str) -> Iterator[tuple[str, int, int]]:
    for match in re.finditer(r"\S.*?(?:[.;:](?=\s)|\Z)", text, re.DOTALL):
        yield " ".join(match[0].split()), match.start(), match.end()


def _words(text: str, pieces: Sequence[tuple[str, int, int]]) -> str:
    return " ".join(text[pieces[0][1] : pieces[-1][2]].split())
