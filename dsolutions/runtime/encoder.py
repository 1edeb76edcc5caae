"""The frozen encoder: texts to token states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from inspect import signature
from typing import TYPE_CHECKING, Any, Self

import torch
from torch import Tensor, nn

from dsolutions.errors import InputError, ModelError
from dsolutions.runtime.catalogue import ResolvedModel, resolve
from dsolutions.runtime.rows import Row
from dsolutions.types import Ingredient

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True)
class Tokens:
    """One tokenised row.

    Args:
        ids: vocabulary numbers.
        segments: 0 for the first segment, 1 for the second.
        focus: 1.0 for tokens inside the row's focus, else 0.0.
        ranges: characters of the row's text that each token stands for; (0, 0) for special tokens and those
            of the second segment.
    """

    ids: list[int]
    segments: list[int]
    focus: list[float]
    ranges: list[tuple[int, int]]

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class TokenBatch:
    """Padded rows, each tensor (rows, tokens)."""

    ids: Tensor
    segments: Tensor
    attention: Tensor
    focus: Tensor

    @classmethod
    def of(cls, rows: Sequence[Tokens], padding: int, device: torch.device) -> Self:
        """Pad rows to the longest one."""
        width = max(map(len, rows))

        def pad(values: list[list[Any]], fill: int, dtype: torch.dtype) -> Tensor:
            padded = [row + [fill] * (width - len(row)) for row in values]
            return torch.tensor(padded, dtype=dtype, device=device)

        return cls(
            ids=pad([row.ids for row in rows], padding, torch.long),
            segments=pad([row.segments for row in rows], 0, torch.long),
            attention=pad([[1] * len(row) for row in rows], 0, torch.long),
            focus=pad([row.focus for row in rows], 0, torch.float32),
        )


class Encoder:
    """A pretrained transformer encoder with its tokeniser.

    Args:
        model: what the catalogue resolved.
        device: where it runs.
    """

    def __init__(self, model: ResolvedModel, device: torch.device) -> None:
        from transformers import AutoModel, AutoTokenizer
        from transformers.utils import logging as transformers_logging

        self.model = model
        self.device = device
        transformers_logging.disable_progress_bar()  # a bar for 90 MB from disk is noise in a user's log
        try:
            wrapped = AutoTokenizer.from_pretrained(model.folder, local_files_only=True)
            network = AutoModel.from_pretrained(model.folder, local_files_only=True, dtype=torch.float32)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"cannot be loaded as an encoder: {error}",
                stage="load model",
                item=model.name,
                remedy="give a folder with config.json, tokenizer.json and model.safetensors",
            ) from error
        self.network: nn.Module = network.to(device).eval().requires_grad_(False)
        self.hidden_size: int = network.config.hidden_size
        self.depth: int = network.config.num_hidden_layers
        self._tokenizer: Tokenizer = wrapped.backend_tokenizer
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._padding: int = wrapped.pad_token_id
        self._takes_segments = "token_type_ids" in signature(network.forward).parameters
        self.max_tokens: int = network.config.max_position_embeddings - _places_before_tokens(network)

    @classmethod
    def load(cls, name: str, device: torch.device | None = None) -> Self:
        """Find a model by catalogue name or path and load it on ``device`` (CUDA where there is one)."""
        device = device or torch.device("cuda" if torch.cuda.is_available() else "cpu")
        return cls(resolve(name), device)

    @property
    def ingredient(self) -> Ingredient:
        """The encoder's entry in a provenance."""
        return Ingredient(kind="model", name=self.model.name, digest=self.model.sha256)

    def tokenize(self, rows: Sequence[Row]) -> list[Tokens]:
        """Tokenise rows, without padding.

        Raises:
            InputError: a row is longer than the encoder reads; nothing is ever cut silently.
        """
        texts = [(row.text, row.pair) if row.pair is not None else row.text for row in rows]
        tokenised = []
        for row, encoding in zip(rows, self._tokenizer.encode_batch(texts), strict=True):
            if len(encoding.ids) > self.max_tokens:
                raise InputError(
                    f"{len(encoding.ids)} tokens, but the encoder reads {self.max_tokens} at once",
                    stage="tokenise",
                    item=row.text[:60],
                    remedy="split it with dsolutions.preprocessing.windows",
                )
            start, end = row.focus or (0, len(row.text))
            ranges = [
                (first, last) if sequence == 0 else (0, 0)
                for sequence, (first, last) in zip(encoding.sequence_ids, encoding.offsets, strict=True)
            ]
            focus = [float(start <= first < last <= end) for first, last in ranges]
            tokenised.append(Tokens(encoding.ids, encoding.type_ids, focus, ranges))
        return tokenised

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Return the character range of each token of ``text``, special tokens left out."""
        return list(self._tokenizer.encode(text, add_special_tokens=False).offsets)

    def batch(self, rows: Sequence[Tokens]) -> TokenBatch:
        """Pad tokenised rows to one batch on the encoder's device."""
        return TokenBatch.of(rows, self._padding, self.device)

    def states(self, batch: TokenBatch, network: nn.Module | None = None, **options: Any) -> Tensor:
        """Compute token states.

        Args:
            batch: padded rows.
            network: a variant of the encoder with adapted weights; the frozen one by default.
            options: passed to the network's ``forward``.

        Returns:
            Token states, (rows, tokens, hidden size), in the network's precision.
        """
        states: Tensor = self._read(batch, network, options)[0]
        return states

    def layers(self, batch: TokenBatch) -> Sequence[Tensor]:
        """Compute the frozen network's token states after its embeddings and after each layer."""
        states: Sequence[Tensor] = self._read(batch, None, {"output_hidden_states": True}).hidden_states
        return states

    def _read(self, batch: TokenBatch, network: nn.Module | None, options: dict[str, Any]) -> Any:
        if self._takes_segments:
            options["token_type_ids"] = batch.segments
        network = self.network if network is None else network  # a compiled one has no truth value
        return network(input_ids=batch.ids, attention_mask=batch.attention, **options)


def _places_before_tokens(network: nn.Module) -> int:
    """Count the places of a position table that no token takes: RoBERTa and MPNet keep some for padding."""
    embeddings = getattr(network, "embeddings", None)
    padding = getattr(getattr(embeddings, "position_embeddings", None), "padding_idx", None)
    return 0 if padding is None else padding + 1
