"""What comes out of a runtime for one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Probabilities = NDArray[np.float32]


@dataclass(frozen=True)
class Reading:
    """The answers of an adapter's heads to one row, and which characters they looked at.

    Args:
        probabilities: head name to one probability per label.
        attention: name of each head that attends to how much each token counted, (tokens,); the sum is 1.
        ranges: for each token, the characters of the row's text that it stands for; (0, 0) for special ones.

    >>> reading = Reading({}, {"mood": np.array([0.0, 0.75, 0.25])}, [(0, 0), (0, 3), (4, 8)])
    >>> reading.weight("mood", 0, 3)
    0.75
    """

    probabilities: Mapping[str, Probabilities]
    attention: Mapping[str, Probabilities]
    ranges: Sequence[tuple[int, int]]

    def weight(self, head: str, start: int, end: int) -> float:
        """Return how much the head attended to the tokens that lie in ``text[start:end]``."""
        inside = [start <= first < last <= end for first, last in self.ranges]
        return float(self.attention[head][inside].sum())


@dataclass(frozen=True)
class TokenStates:
    """One row as the encoder read it: a vector for the whole, and one for each of its tokens.

    Args:
        vector: (width,), of length 1.
        ids: (tokens,), vocabulary numbers, with those of the special tokens around a text.
        states: (tokens, width).
    """

    vector: NDArray[np.float32]
    ids: NDArray[np.int_]
    states: NDArray[np.float32]
