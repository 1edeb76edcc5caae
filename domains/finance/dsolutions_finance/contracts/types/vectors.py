"""A small network on what the frozen encoder says of a passage: it knows meanings in words not met before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsolutions.arrays import ArrayModel
from dsolutions.networks import directions
from dsolutions.runtime import Row, Runtime
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.reading import within_tokens

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

# Layers whose means are read, the last at the end: those that the judges of ``dsolutions.safety`` read.
LAYERS = 4, 6


@dataclass(frozen=True)
class VectorModel(ArrayModel):
    """A two-layer network with one score per clause type.

    Args:
        centre: (layers, width), the mean of the passages that it was learned from.
        hidden: (layers * width, units).
        hidden_bias: (units,).
        output: (units, types).
        output_bias: (types,).

    >>> model = VectorModel(*(np.ones(s, np.float16) for s in [(1, 2), (2, 4), (4,), (4, 3), (3,)]))
    >>> model.scores(np.array([[[1.0, 2.0]]], dtype=np.float32)).tolist()
    [[9.0, 9.0, 9.0]]
    """

    what, made_by = "a vector model", "contracts.types.learning"

    centre: Halves
    hidden: Halves
    hidden_bias: Halves
    output: Halves
    output_bias: Halves

    def scores(self, means: NDArray[np.floating]) -> Floats:
        """Return (passages, types) log-odds.

        Args:
            means: (passages, layers, width), as ``layer_means`` returns them.
        """
        units = directions(means, self.centre.astype(np.float32)) @ self.hidden.astype(np.float32)
        units = np.maximum(units + self.hidden_bias, 0)
        return np.asarray(units @ self.output.astype(np.float32) + self.output_bias, dtype=np.float32)


def layer_means(runtime: Runtime, text: str, asked: Sequence[Passage]) -> Floats:
    """Read passages, each on its own, with the frozen encoder.

    Args:
        runtime: has the encoder.
        text: working text of the contract.
        asked: what to read.

    Returns:
        (asked, layers, width) means of token states; of a passage in pieces, the mean of its pieces.
    """
    pieces = [within_tokens(runtime.encoder, text, passage) for passage in asked]
    rows = [Row(text[piece.start : piece.end]) for own in pieces for piece in own]
    means = iter(runtime.embed_layers(rows, LAYERS))
    read = [np.mean([next(means) for _ in own], axis=0) for own in pieces]
    return np.array(read, dtype=np.float32).reshape(len(asked), len(LAYERS), runtime.encoder.hidden_size)
