"""Low-rank changes to an encoder's weights, in PEFT's format."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import torch
from torch import Tensor, nn

PEFT_PREFIX = "base_model.model."  # in front of every name in PEFT's files


@dataclass(frozen=True)
class Deltas:
    """Changes to the encoder's weights: for each adapted matrix two thin ones, whose product is added.

    Args:
        config: the PEFT configuration as JSON text.
        tensors: the weights by PEFT's names.
    """

    config: str
    tensors: Mapping[str, Tensor]

    @classmethod
    def of_factors(cls, factors: Mapping[str, tuple[Tensor, Tensor]], config: str) -> Self:
        """Name the factors as PEFT does.

        Args:
            factors: module name to (A of (rank, inputs), B of (outputs, rank)); the change is B A.
            config: what ``peft_config`` wrote.
        """
        tensors = {}
        for name, (a, b) in factors.items():
            tensors[f"{PEFT_PREFIX}{name}.lora_A.weight"] = a
            tensors[f"{PEFT_PREFIX}{name}.lora_B.weight"] = b
        return cls(config, tensors)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over configuration and weights; equal deltas share one encoder pass."""
        digest = hashlib.sha256(json.dumps(json.loads(self.config), sort_keys=True).encode())
        for name in sorted(self.tensors):
            digest.update(name.encode() + self.tensors[name].float().numpy().tobytes())
        return digest.hexdigest()

    def in_half(self) -> Self:
        """Return the deltas in bfloat16: half the file, and far finer than what training leaves undecided."""
        half = {name: tensor.to(torch.bfloat16).contiguous() for name, tensor in self.tensors.items()}
        return type(self)(self.config, half)


def layer_matrices(network: nn.Module) -> dict[str, nn.Linear]:
    """Find the linear maps inside an encoder's layers, by module name, in order."""
    return {
        name: module
        for name, module in network.named_modules()
        if isinstance(module, nn.Linear) and re.search(r"\blayer\.\d+\.", name)
    }


def peft_config(network: nn.Module, base: str, rank: int, dropout: float = 0.0) -> str:
    """Write the PEFT configuration of deltas on every linear map of every layer, as JSON.

    ``lora_alpha`` equals the rank, so that the product of the two matrices is the change itself.

    Args:
        network: the encoder's network.
        base: the encoder's name.
        rank: rank of the deltas.
        dropout: dropout in front of them, in training.
    """
    ends = sorted({name.rsplit(".", 1)[-1] for name in layer_matrices(network)})
    config = {
        "peft_type": "LORA",
        "base_model_name_or_path": base,
        "inference_mode": True,
        "r": rank,
        "lora_alpha": rank,
        "lora_dropout": dropout,
        "bias": "none",
        "target_modules": rf".*layer\.\d+\.(.+\.)?({'|'.join(ends)})",
    }
    return json.dumps(config, indent=2)
