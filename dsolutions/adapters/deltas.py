"""Low-rank changes to an encoder's weights, in PEFT's format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import torch
from torch import Tensor

from dsolutions.adapters._peft import PREFIX


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
            tensors[f"{PREFIX}{name}.lora_A.weight"] = a
            tensors[f"{PREFIX}{name}.lora_B.weight"] = b
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
