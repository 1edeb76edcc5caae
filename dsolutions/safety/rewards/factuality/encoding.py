"""Sentences through the shared encoder: a state per token, not only one vector for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from dsolutions.runtime import Runtime

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Encoded:
    """One sentence as the encoder sees it.

    Args:
        ids: (tokens,) vocabulary numbers, special tokens left out.
        states: (tokens, hidden size) scaled to length 1.
        vector: (hidden size,) mean over all tokens, scaled to length 1.
    """

    ids: NDArray[np.int64]
    states: Floats
    vector: Floats


def encode(runtime: Runtime, texts: Sequence[str]) -> Mapping[str, Encoded]:
    """Encode each text once, in batches of like length; always in float32, as the model was fitted.

    A text with more tokens than the encoder reads is cut; ``sentences`` makes none so long in English.
    """
    import torch

    from dsolutions.runtime import Row

    encoder = runtime.encoder
    distinct = list(dict.fromkeys(texts))
    tokens = encoder.tokenize([Row(text) for text in _fitting(runtime, distinct)])
    found: dict[str, Encoded] = {}
    with torch.inference_mode():
        for chosen in runtime.batching.plan([len(row) for row in tokens]):
            states = encoder.states(encoder.batch([tokens[n] for n in chosen])).cpu().numpy()
            for row, n in zip(states, chosen, strict=True):
                own = row[: len(tokens[n])]
                ids = np.array(tokens[n].ids[1:-1], dtype=np.int64)
                found[distinct[n]] = Encoded(ids, _unit(own[1:-1]), _unit(own.mean(axis=0)))
    return found


def _fitting(runtime: Runtime, texts: Sequence[str]) -> list[str]:
    """Cut what is too long for the encoder."""
    room = runtime.encoder.max_tokens - 2
    fitting = []
    for text in texts:
        if len(text) > room and len(offsets := runtime.encoder.offsets(text)) > room:
            text = text[: offsets[room - 1][1]]
        fitting.append(text)
    return fitting


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)
