"""Whether a text of unknown kind is a contract."""

from __future__ import annotations

import re

from dsolutions_finance.contracts.fields.preamble import preambles

# Shorter texts are told by length alone, so that news costs nothing: 380 of CUAD's 408 train contracts are
# longer, and hardly any news text is.
SHORTEST = 4_000
_TITLE = re.compile(r"\b(?:AGREEMENT|CONTRACT|LEASE|DEED|Agreement|Contract)\b")
_TITLE_REACH = 3_000  # characters in which the word stands
_SECTION = re.compile(
    r"(?:^|\s)(?:(?:Section|SECTION|Article|ARTICLE)\s+)?(?:\d{1,2}(?:\.\d{1,2})?|[IVX]{1,5})\.?\s+[A-Z]"
)
_SECTIONS = 5
_BINDS = re.compile(r"\b(?:shall|hereto|hereby|hereof|hereunder|herein|thereof)\b", re.IGNORECASE)
# Such words per 1,000 characters: nine of ten train contracts have 1.2 or more, news next to none. From the
# second number on a text need not define its parties: they may stand in a letterhead or on a cover page.
_BINDING, _DENSE = 1.0, 2.0


def is_contract(text: str) -> bool:
    """Tell whether a text is certainly a contract: long, titled, with parties, sections and duties.

    >>> is_contract("Acme and Borealis sign a supply agreement worth $2 billion.")
    False
    """
    if len(text) < SHORTEST or not _TITLE.search(text, 0, _TITLE_REACH):
        return False
    binding = 1_000 * sum(1 for _ in _BINDS.finditer(text)) / len(text)
    if binding < _BINDING or sum(1 for _ in _SECTION.finditer(text)) < _SECTIONS:
        return False
    return binding >= _DENSE or any(place.somebodies >= 2 for place in preambles(text))
