"""The one file that calls PEFT: low-rank deltas put into a network, and taken out again."""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from torch import Tensor, nn

from dsolutions.errors import AdapterMismatch

if TYPE_CHECKING:
    from dsolutions.adapters.deltas import Deltas

FROZEN = "__base__"  # in a mixed batch, the name of a row that takes no deltas
PREFIX = "base_model.model."  # in front of every name in PEFT's files


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


def attach(network: nn.Module, deltas: Mapping[str, Deltas]) -> Any:
    """Put deltas beside the weights of ``network``, which is changed.

    Args:
        network: the encoder's network.
        deltas: name to deltas; at least one.

    Returns:
        A PEFT model; its ``forward`` takes ``adapter_names``, for each row a key of ``deltas`` or ``FROZEN``.

    Raises:
        AdapterMismatch: deltas do not fit the network.
    """
    from peft import PeftConfig, get_peft_model, set_peft_model_state_dict

    adapted: Any = None
    for name, delta in deltas.items():
        config = PeftConfig.from_peft_type(**json.loads(delta.config))
        config.base_model_name_or_path = None  # the runtime has compared the digests, which say more
        try:
            with _known_noise_muted():
                if adapted is None:
                    adapted = get_peft_model(network, config, adapter_name=name)
                else:
                    adapted.add_adapter(name, config)
            outcome = set_peft_model_state_dict(adapted, dict(delta.tensors), adapter_name=name)
        except (ValueError, RuntimeError) as error:
            raise AdapterMismatch(
                f"its deltas do not fit the encoder: {error}", stage="load adapter", item=name[:12]
            ) from error
        if outcome.unexpected_keys:
            raise AdapterMismatch(
                f"its deltas name weights that the encoder does not have: {outcome.unexpected_keys[:3]}",
                stage="load adapter",
                item=name[:12],
            )
    return adapted


def attach_trainable(network: nn.Module, config: str) -> nn.Module:
    """Put fresh deltas beside the weights of ``network`` and set only them free."""
    from peft import LoraConfig, get_peft_model

    settings = json.loads(config) | {"inference_mode": False, "base_model_name_or_path": None}
    with _known_noise_muted():
        trainable: nn.Module = get_peft_model(network, LoraConfig(**settings))
    return trainable


def trained_tensors(network: nn.Module) -> dict[str, Tensor]:
    """Take the deltas out of a network from ``attach_trainable``, by PEFT's names."""
    from peft import get_peft_model_state_dict

    found: dict[str, Tensor] = get_peft_model_state_dict(network, save_embedding_layers=False)
    return {name: tensor.detach().cpu() for name, tensor in found.items()}


@contextmanager
def _known_noise_muted() -> Iterator[None]:
    """Mute a notice between PEFT and transformers about a name that neither we nor our users use."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*is_gradient_checkpointing.*", category=FutureWarning)
        yield
