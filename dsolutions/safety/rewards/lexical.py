"""What the words of a text say, in a fraction of a millisecond: the stage before the encoder."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log

import numpy as np
from numpy.typing import NDArray

from dsolutions.arrays import ArrayModel

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

PLACES = 2**16  # few collisions among the 60,000 features of the training texts, and 130 kB a label
_PIECE = 4  # letters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+")


@dataclass(frozen=True)
class LexicalModel(ArrayModel):
    """One linear score per label from hashed words, pairs of words and pieces of words.

    Args:
        idf: (places,) inverse document frequency of the features.
        weights: (places, labels).
        bias: (labels,).

    >>> ones = np.ones(PLACES, dtype=np.float16)
    >>> LexicalModel(ones, 0 * ones[:, None], np.ones(1, dtype=np.float32)).scores("Acme cuts jobs").tolist()
    [1.0]
    """

    what, made_by = "a reward model", "`python -m benchmarks.safety.fit_rewards`"

    idf: NDArray[np.float16]
    weights: NDArray[np.float16]
    bias: Floats

    def scores(self, text: str) -> Floats:
        """Return one score per label, (labels,): above 0 the words speak for it."""
        places, values = weighted(text, self._idf)
        return np.asarray(values @ self._dense[places] + self.bias, dtype=np.float32)

    @cached_property
    def _idf(self) -> Floats:
        return self.idf.astype(np.float32)

    @cached_property
    def _dense(self) -> Floats:
        return self.weights.astype(np.float32)


def counts(text: str) -> tuple[Places, Floats]:
    """Count the features of a text, sublinearly.

    Returns:
        Their places and their values, (features,) each.
    """
    found = Counter(map(_place, _names(text)))
    values = [1 + log(count) for count in found.values()]
    return np.fromiter(found, dtype=np.int64), np.array(values, dtype=np.float32)


def weighted(text: str, idf: Floats) -> tuple[Places, Floats]:
    """Weigh the features of a text as TF-IDF of length 1; places and values as in ``counts``."""
    places, values = counts(text)
    values = values * idf[places]
    return places, values / max(float(np.linalg.norm(values)), 1e-6)


def _names(text: str) -> Iterator[str]:
    found = _WORD.findall(text.lower().replace("’", "'"))
    words = ["0" if word[0].isdigit() else word for word in found]
    yield from words
    yield from (f"{first} {second}" for first, second in pairwise(["^", *words, "$"]))
    for word in words:
        yield from _pieces(word)


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> tuple[str, ...]:
    """Cut a word into runs of four letters, so that a form that was never seen is still known in part."""
    framed = f"<{word}>"
    return tuple(f"~{framed[i : i + _PIECE]}" for i in range(len(framed) - _PIECE + 1))


@lru_cache(maxsize=100_000)
def _place(name: str) -> int:
    return zlib.crc32(name.encode()) % PLACES
