"""Recognising a story again: small sketches of texts whose overlap estimates how much the texts share.

Bottom-k MinHash: A. Broder, "On the resemblance and containment of documents", 1997.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"\w+")
_LEAD_WORDS = 60  # a news text says what happened in its first paragraph; the rest is background


def sketch(text: str, size: int) -> list[int]:
    """Return the ``size`` smallest hashes of the words and word pairs of the lead.

    >>> len(sketch("Acme cuts jobs", size=16))
    5
    """
    words = [word.lower() for word in _WORD.findall(text, 0, _LEAD_WORDS * 40)[:_LEAD_WORDS]]
    features = {*words, *(f"{a} {b}" for a, b in pairwise(words))}
    return sorted({zlib.crc32(feature.encode()) for feature in features})[:size]


def similarity(one: Sequence[int], other: Sequence[int], size: int) -> float:
    """Estimate the share of words and word pairs that two texts have in common, in [0, 1]."""
    union = sorted({*one, *other})[:size]
    both = set(one) & set(other)
    return sum(value in both for value in union) / len(union) if union else 0.0
