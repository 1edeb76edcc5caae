"""Heads on the vectors of the frozen encoder: one small network per label."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dsolutions.arrays import ArrayModel

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


@dataclass(frozen=True)
class VectorHeads(ArrayModel):
    """Two-layer networks that read the same vectors, (rows, width), each of length 1.

    Args:
        hidden: (labels, width, units).
        hidden_bias: (labels, units).
        output: (labels, units).
        output_bias: (labels,).

    >>> shapes = (2, 3, 4), (2, 4), (2, 4), (2,)
    >>> VectorHeads(*(np.ones(shape, dtype=np.float16) for shape in shapes)).logits(np.eye(3)).tolist()
    [[9.0, 9.0], [9.0, 9.0], [9.0, 9.0]]
    """

    what, made_by = "a reward model", "`python -m benchmarks.safety.fit_rewards`"

    hidden: Halves
    hidden_bias: Halves
    output: Halves
    output_bias: Halves

    def logits(self, vectors: NDArray[np.floating]) -> Floats:
        """Return one logit per row and label, (rows, labels)."""
        hidden, hidden_bias, output, output_bias = self._full
        units = np.maximum(np.einsum("rw,lwu->rlu", vectors, hidden, optimize=True) + hidden_bias, 0)
        return np.asarray(np.einsum("rlu,lu->rl", units, output) + output_bias, dtype=np.float32)

    @cached_property
    def _full(self) -> tuple[Floats, ...]:
        # Half precision is for the file: processors compute faster in single precision.
        arrays = self.hidden, self.hidden_bias, self.output, self.output_bias
        return tuple(array.astype(np.float32) for array in arrays)
