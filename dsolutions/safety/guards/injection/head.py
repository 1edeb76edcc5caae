"""A small network on the frozen encoder's vectors, for what words and patterns leave open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsolutions.arrays import ArrayModel
from dsolutions.safety.guards.injection.lexical import Signs, family_features

Floats = NDArray[np.float32]

# Scales that give vectors of length 1 and patterns about the same say before anything is learned.
VECTOR, PATTERN = 6.0, 0.5


@dataclass(frozen=True)
class Head(ArrayModel):
    """One hidden layer with rectified units.

    Args:
        hidden: (features, units) weights from vector and patterns.
        hidden_bias: (units,).
        output: (units,) weights.
        bias: (1,).
    """

    what, made_by = "a head", "benchmarks.safety.injection_fit"

    hidden: NDArray[np.float16]
    hidden_bias: NDArray[np.float16]
    output: NDArray[np.float16]
    bias: NDArray[np.float16]

    def log_odds(self, vectors: Floats, signs: Sequence[Signs]) -> Floats:
        """Score stretches.

        Args:
            vectors: (stretches, hidden size of the encoder) of length 1.
            signs: what each stretch shows.

        Returns:
            (stretches,) log-odds.
        """
        units = described(vectors, signs) @ self.hidden.astype(np.float32) + self.hidden_bias
        return np.asarray(np.maximum(units, 0) @ self.output.astype(np.float32) + self.bias, np.float32)


def described(vectors: Floats, signs: Sequence[Signs]) -> Floats:
    """Join vectors with patterns: (stretches, hidden size of the encoder + families and pairs of them)."""
    column = {name: place for place, name in enumerate(family_features())}
    patterns = np.zeros((len(signs), len(column)), dtype=np.float32)
    for row, sign in enumerate(signs):
        for name in sign.shown:
            patterns[row, column[name]] = PATTERN
    return np.hstack([np.asarray(vectors, np.float32) * VECTOR, patterns])
