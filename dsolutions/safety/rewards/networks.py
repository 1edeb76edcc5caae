"""Small networks on the means of a frozen encoder's token states: a few hundred texts fit one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn


@dataclass(frozen=True)
class Fit:
    """How a network is fitted.

    Args:
        units: of its hidden layer.
        epochs: how often each row is shown.
        batch: rows of a step.
        rate: highest learning rate.
        dropout: share of inputs and of units that a step leaves out.
        decay: of the weights.
        scale: of the inputs; vectors of length 1 are scaled up, so that the first layer learns at once.
    """

    units: int
    epochs: int
    batch: int
    rate: float
    dropout: float
    decay: float
    scale: float = 8.0

    def network(
        self, vectors: NDArray[np.float32], truth: Tensor, weights: Tensor, seed: int = 0
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Fit a two-layer network with one logit per column of the truth.

        Args:
            vectors: (rows, width), each of length 1.
            truth: (rows, columns) of 0 and 1.
            weights: (rows, 1) what each row counts.
            seed: of the first weights, the order of rows and what is left out.

        Returns:
            For vectors that are not scaled the weights of the first layer, (width, units), and its bias, and
            those of the second, (units, columns), and its bias.
        """
        torch.manual_seed(seed)
        states = torch.from_numpy(vectors) * self.scale
        network = nn.Sequential(
            nn.Dropout(self.dropout),
            first := nn.Linear(states.shape[1], self.units),
            nn.ReLU(),
            nn.Dropout(self.dropout),
            last := nn.Linear(self.units, truth.shape[1]),
        )
        search = torch.optim.AdamW(network.parameters(), lr=self.rate, weight_decay=self.decay)
        steps = self.epochs * -(-len(states) // self.batch)
        schedule = torch.optim.lr_scheduler.OneCycleLR(search, self.rate, total_steps=steps)
        for _ in range(self.epochs):
            for rows in torch.split(torch.randperm(len(states)), self.batch):
                losses = nn.functional.binary_cross_entropy_with_logits(
                    network(states[rows]), truth[rows], reduction="none"
                )
                search.zero_grad()
                (losses * weights[rows]).mean().backward()  # type: ignore[no-untyped-call]
                search.step()
                schedule.step()
        parts = first.weight.T * self.scale, first.bias, last.weight.T, last.bias
        hidden, hidden_bias, output, output_bias = (part.detach() for part in parts)
        return hidden, hidden_bias, output, output_bias


def directions(means: NDArray[np.floating], centre: NDArray[np.floating]) -> NDArray[np.float32]:
    """Turn means of token states into vectors of length 1, to which each layer adds as much.

    Without the centre taken out the average precision on OpenAI's moderation set is .842 in place of .848.

    Args:
        means: (rows, layers, width).
        centre: (layers, width), what most rows have in common.

    Returns:
        (rows, layers * width).
    """
    vectors = means - centre
    vectors /= np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-6) * np.sqrt(len(centre))
    return np.asarray(vectors.reshape(len(means), centre.size), dtype=np.float32)
