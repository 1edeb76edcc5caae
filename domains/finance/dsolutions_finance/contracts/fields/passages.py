r"""Sentences around a place, found by their ends alone.

Fields look at a few places of a text that may be 300,000 characters long; to parse all of it for them would
take longer than everything else together.
"""

from __future__ import annotations

import re

# A full stop ends a sentence unless it follows an abbreviation, an initial or a section number.
_END = re.compile(
    r"\n\n|(?<!\b[A-Z])(?<!\b(?:No|Co|Mr|Ms|Dr|St))(?<!\b(?:Inc|Ltd|Mrs|Sec|Art|etc))(?<!\bCorp)(?<!\bSect)"
    r"(?<!\d)[.?!][\"')\]]{0,2}\s+(?=[A-Z(\"\d])|(?<=\d)\.\s+(?=[A-Z][a-z])"
)
_REACH = 1_500  # characters; longer sentences are lists, whose beginning says nothing about their end


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the range of the sentence that the characters ``[start, end)`` stand in.

    >>> text = "It is made in May. It ends after Acme, Inc. has paid. No more."
    >>> text[slice(*sentence_around(text, 25, 29))]
    'It ends after Acme, Inc. has paid.'
    """
    first = max(0, start - _REACH)
    before = [match.end() for match in _END.finditer(text, first, start)]
    after = _END.search(text, end, min(len(text), end + _REACH))
    begin = before[-1] if before else first
    close = (after.start() + len(after[0].rstrip())) if after else min(len(text), end + _REACH)
    return begin, close
