"""Our adapter's model as ``transformers.pipeline`` runs it: what a user would have without this library."""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor
from transformers import AutoTokenizer, PreTrainedModel, TextClassificationPipeline
from transformers.modeling_outputs import SequenceClassifierOutput

from dsolutions.adapters import Adapter, ClassificationHead
from dsolutions.runtime import Encoder, Row
from dsolutions.runtime.variants import Variants


class MergedClassifier(PreTrainedModel):  # type: ignore[misc]  # transformers ships no type information
    """The encoder with an adapter's deltas in its weights, float32, and one of the adapter's heads."""

    _supports_sdpa = True

    def __init__(self, network: PreTrainedModel, head: ClassificationHead) -> None:
        config = copy.deepcopy(network.config)
        config.id2label = dict(enumerate(head.spec.labels))
        super().__init__(config)
        self.network = network
        self.head = head

    def forward(self, focus: Tensor, attention_mask: Tensor, **inputs: Tensor) -> SequenceClassifierOutput:
        """Compute calibrated logits, (rows, classes)."""
        states = self.network(attention_mask=attention_mask, **inputs)[0]
        return SequenceClassifierOutput(
            logits=self.head(states, attention_mask, focus) / self.head.spec.temperature
        )


class FocusPipeline(TextClassificationPipeline):  # type: ignore[misc]
    """The stock pipeline, but for ``Row`` inputs: it also marks the tokens of the row's focus."""

    def check_model_type(self, supported_models: Any) -> None:
        """Accept the model; the inherited check compares its class name with a list."""

    def preprocess(self, inputs: Row, **options: Any) -> dict[str, Tensor]:
        """Tokenise one row."""
        start, end = inputs.focus or (0, len(inputs.text))
        encoded = self.tokenizer(
            inputs.text, inputs.pair, return_offsets_mapping=True, return_tensors="pt", **options
        )
        first, last = encoded.pop("offset_mapping")[0].T
        own = torch.tensor([sequence == 0 for sequence in encoded.sequence_ids(0)])
        focus = own & (start <= first) & (first < last) & (last <= end)
        return {**encoded, "focus": focus[None].float()}


def reference_pipeline(encoder: Encoder, adapter: Adapter, head: str, *, batch_size: int) -> FocusPipeline:
    """Build the pipeline with its defaults.

    Args:
        encoder: the encoder.
        adapter: an adapter for it.
        head: name of the head that answers.
        batch_size: rows per batch.
    """
    network = Variants(encoder).merged(adapter.deltas, torch.float32)
    return FocusPipeline(
        model=MergedClassifier(network, adapter.heads[head]),
        tokenizer=AutoTokenizer.from_pretrained(encoder.model.folder, local_files_only=True),
        batch_size=batch_size,
    )
