"""The encoder with adapters' deltas in it: merged for one adapter, side by side for several, or compiled."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING

import torch
from torch import nn

from dsolutions.adapters._peft import FROZEN, attach
from dsolutions.runtime.compiled import compiled
from dsolutions.runtime.probe import PROBE

if TYPE_CHECKING:
    from dsolutions.adapters import Deltas
    from dsolutions.runtime.encoder import Encoder


class Variants:
    """Makes and keeps the networks that rows need; every one is built on first use.

    Args:
        encoder: the frozen encoder, float32.
    """

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._frozen = encoder.network
        self._compiled: dict[tuple[str, torch.dtype], nn.Module] = {}
        self._merged: dict[tuple[str, torch.dtype], nn.Module] = {}
        self._mixed: dict[torch.dtype, tuple[frozenset[str], nn.Module]] = {}

    def merged(self, deltas: Deltas | None, dtype: torch.dtype) -> nn.Module:
        """Return the network with one adapter's deltas added to its weights: the fast path."""
        key = (deltas.digest if deltas else FROZEN, dtype)
        if key not in self._merged:
            network = copy.deepcopy(self._frozen)
            if deltas:
                network = attach(network, {deltas.digest: deltas}).merge_and_unload()
            self._merged[key] = network.to(dtype).eval().requires_grad_(False)
        return self._merged[key]

    def compiled(self, deltas: Deltas | None, dtype: torch.dtype) -> nn.Module:
        """Return the merged network, compiled: for batches of two or more rows, each on a single thread.

        Raises:
            ConfigurationError: it cannot be compiled on this machine.
        """
        key = (deltas.digest if deltas else FROZEN, dtype)
        if key not in self._compiled:
            batch = self._encoder.batch(self._encoder.tokenize(PROBE[:2]))
            self._compiled[key] = compiled(
                self.merged(deltas, dtype), lambda network: self._encoder.states(batch, network)
            )
        return self._compiled[key]

    def mixed(self, deltas: Mapping[str, Deltas], dtype: torch.dtype) -> nn.Module:
        """Return the network with several adapters' deltas beside its weights, chosen row by row.

        Its ``forward`` takes ``adapter_names``: for each row a key of ``deltas``, or ``FROZEN``.
        """
        have, network = self._mixed.get(dtype, (frozenset(), self._frozen))
        if have != frozenset(deltas):
            network = attach(copy.deepcopy(self._frozen), deltas).to(dtype).eval().requires_grad_(False)
            self._mixed[dtype] = (frozenset(deltas), network)
        return network

    def forget(self, digest: str) -> None:
        """Free the networks that hold these deltas."""
        self._merged = {key: network for key, network in self._merged.items() if key[0] != digest}
        self._compiled = {key: network for key, network in self._compiled.items() if key[0] != digest}
        self._mixed = {dtype: held for dtype, held in self._mixed.items() if digest not in held[0]}
