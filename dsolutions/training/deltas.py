"""Which of the encoder's weights are trained, and how they become low-rank deltas."""

from __future__ import annotations

import copy
import re

import torch
from torch import Tensor, nn

from dsolutions.adapters._peft import attach_trainable, layer_matrices, peft_config, trained_tensors
from dsolutions.adapters.deltas import Deltas
from dsolutions.errors import ConfigurationError
from dsolutions.runtime import Encoder
from dsolutions.training.recipe import DeltasSection


class TrainableEncoder:
    """A copy of an encoder's network with the chosen weights set free.

    Args:
        encoder: the frozen encoder.
        section: what the recipe trains.

    Raises:
        ConfigurationError: more layers are asked for than there are.
    """

    def __init__(self, encoder: Encoder, section: DeltasSection) -> None:
        self._frozen = encoder.network
        self._section = section
        self._config = peft_config(encoder.network, encoder.model.name, section.rank, section.dropout)
        self.network: nn.Module = copy.deepcopy(encoder.network)
        if section.train == "lora":
            self.network = attach_trainable(self.network, self._config)
        elif section.train != "none":
            for module in self._chosen().values():
                module.weight.requires_grad_(True)

    def deltas(self, network: nn.Module) -> Deltas | None:
        """Return what training changed, as low-rank deltas.

        Args:
            network: ``self.network``, or a copy of it with other weights such as their running average.

        Returns:
            The deltas, or ``None`` where nothing was trained.
        """
        if self._section.train == "none":
            return None
        if self._section.train == "lora":
            deltas = Deltas(self._config, trained_tensors(network))
        else:
            frozen = layer_matrices(self._frozen)
            changes = {n: m.weight.detach() - frozen[n].weight for n, m in layer_matrices(network).items()}
            factors = {name: low_rank(change, self._section.rank) for name, change in changes.items()}
            deltas = Deltas.of_factors(factors, self._config)
        return deltas.in_half()

    def _chosen(self) -> dict[str, nn.Linear]:
        matrices = layer_matrices(self.network)
        if self._section.train == "all":
            return matrices
        numbers = sorted({_layer(name) for name in matrices})
        if self._section.layers > len(numbers):
            raise ConfigurationError(
                f"the encoder has {len(numbers)} layers, not {self._section.layers}",
                stage="train",
                item="deltas.layers",
            )
        return {n: m for n, m in matrices.items() if _layer(n) in numbers[-self._section.layers :]}


def low_rank(change: Tensor, rank: int) -> tuple[Tensor, Tensor]:
    """Return the A, (rank, inputs), and B, (outputs, rank), whose product B A is nearest to ``change``.

    By truncated singular value decomposition (Eckart and Young 1936).
    """
    left, values, right = torch.linalg.svd(change.float().cpu(), full_matrices=False)
    scale = values[:rank].sqrt()
    return scale[:, None] * right[:rank], left[:, :rank] * scale


def _layer(name: str) -> int:
    return int(re.findall(r"\blayer\.(\d+)\.", name)[0])
