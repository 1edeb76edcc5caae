"""Heads on what layers of the frozen encoder say: one small network per label."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dsolutions.arrays import ArrayModel
from dsolutions.safety.rewards.networks import directions

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]


#: Layers whose means the heads read, the last at the end. On OpenAI's moderation set the last alone gives an
#: average precision of .830, both .852, and both with the layer between .851.
LAYERS = 4, 6


@dataclass(frozen=True)
class VectorHeads(ArrayModel):
    """Two-layer networks that read the same means of token states, (rows, layers, width).

    Args:
        centre: (labels, layers, width), the mean of what a label was learned from.
        hidden: (labels, layers * width, units).
        hidden_bias: (labels, units).
        output: (labels, units).
        output_bias: (labels,).

    >>> arrays = [np.zeros((2, 1, 3)), *map(np.ones, [(2, 3, 4), (2, 4), (2, 4), (2,)])]
    >>> heads = VectorHeads(*(array.astype(np.float16) for array in arrays))
    >>> heads.logits(np.eye(3)[:, None]).tolist()
    [[9.0, 9.0], [9.0, 9.0], [9.0, 9.0]]
    """

    what, made_by = "a reward model", "`python -m benchmarks.safety.fit_rewards`"

    centre: Halves
    hidden: Halves
    hidden_bias: Halves
    output: Halves
    output_bias: Halves

    def logits(self, means: NDArray[np.floating]) -> Floats:
        """Return one logit per row and label, (rows, labels)."""
        centre, hidden, hidden_bias, output, output_bias = self._full
        vectors = np.stack([directions(means, own.numpy()) for own in centre])
        units = torch.relu(torch.from_numpy(vectors) @ hidden + hidden_bias[:, None])
        return np.asarray((units @ output[:, :, None])[..., 0].T.numpy() + output_bias.numpy())

    @cached_property
    def _full(self) -> tuple[Tensor, ...]:
        # Half precision is for the file: processors compute faster in single precision. By torch, since the
        # threads of numpy's products would wait busily beside those of the encoder.
        return tuple(torch.from_numpy(array.astype(np.float32)) for array in self.arrays.values())
