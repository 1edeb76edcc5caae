"""The network that is trained: encoder and head, and their running average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel
from torch.utils.data import Dataset

from dsolutions.adapters import ClassificationHead
from dsolutions.runtime import Encoder
from dsolutions.runtime.encoder import TokenBatch, Tokens
from dsolutions.training.decisions import indicators
from dsolutions.training.deltas import TrainableEncoder
from dsolutions.training.distillation import SoftLabels
from dsolutions.training.examples import Example, augment
from dsolutions.training.recipe import Recipe


class EncoderWithHead(nn.Module):
    """Token ids to logits.

    Args:
        network: a trainable copy of the encoder's network.
        head: reads its token states.
    """

    def __init__(self, network: nn.Module, head: ClassificationHead) -> None:
        super().__init__()
        self.network = network
        self.head = head

    def forward(self, encoder: Encoder, batch: TokenBatch) -> Tensor:
        """Compute logits, (rows, classes), of a batch that ``encoder`` made."""
        states = encoder.states(batch, self.network)
        logits: Tensor = self.head(states, batch.attention, batch.focus)
        return logits


class TrainableAdapter(nn.Module):
    """What the training loop sees: batches in, loss and logits out.

    In training mode the live weights answer, in evaluation mode their running average (Polyak and Juditsky
    1992), which is steadier and costs nothing at inference.

    Args:
        encoder: the frozen encoder.
        recipe: what to train.
    """

    def __init__(self, encoder: Encoder, recipe: Recipe) -> None:
        super().__init__()
        self._encoder = encoder
        self.trainable = TrainableEncoder(encoder, recipe.deltas)
        head = ClassificationHead(recipe.head, encoder.hidden_size)
        self.live = EncoderWithHead(self.trainable.network, head)
        self._loss = (
            nn.functional.cross_entropy
            if recipe.head.task == "single_label"
            else nn.functional.binary_cross_entropy_with_logits
        )
        self._decay = recipe.optimisation.average
        # Copies of the frozen weights change nothing, so one averaged model serves every kind of deltas.
        self.average = AveragedModel(self.live, avg_fn=self._average) if self._decay else None

    @property
    def settled(self) -> EncoderWithHead:
        """The network that is kept: the average, or the live one where none is taken."""
        return self.live if self.average is None else cast("EncoderWithHead", self.average.module)

    def forward(
        self, ids: Tensor, segments: Tensor, attention: Tensor, focus: Tensor, labels: Tensor
    ) -> dict[str, Tensor]:
        """Compute cross-entropy loss and logits of a batch; ``labels`` are shares, (rows, classes).

        For a ``multi_label`` head the loss is that of one yes or no per class.
        """
        network = self.live if self.training else self.settled
        logits = network(self._encoder, TokenBatch(ids, segments, attention, focus)).float()
        return {"loss": self._loss(logits, labels), "logits": logits}

    def after_step(self) -> None:
        """Bring the running average up to date."""
        if self.average is not None:
            self.average.update_parameters(self.live)

    def parameter_groups(self, recipe: Recipe) -> list[dict[str, Any]]:
        """Split the live weights into encoder and head, each with its own learning rate."""
        rates = recipe.optimisation
        groups = [
            {"params": list(self.live.head.parameters()), "lr": rates.head_learning_rate},
            {
                "params": [p for p in self.live.network.parameters() if p.requires_grad],
                "lr": rates.learning_rate,
            },
        ]
        return [group for group in groups if group["params"]]

    def _average(self, average: Tensor, current: Tensor, updates: Tensor | int) -> Tensor:
        # The decay rises with the number of updates, so that the random start is soon forgotten.
        decay = min(self._decay, (1 + int(updates)) / (10 + int(updates)))
        return average * decay + current * (1 - decay)


class ExampleSet(Dataset[dict[str, Any]]):
    """Examples as the training loop reads them: augmented afresh each time, tokenised.

    Args:
        examples: the examples.
        encoder: tokenises them.
        recipe: labels, augmentation and the teacher's weight.
        teacher: soft labels by row; a row that is not in it keeps its hard label.
        augmented: whether to change rows at random.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        encoder: Encoder,
        recipe: Recipe,
        *,
        teacher: SoftLabels | None = None,
        augmented: bool = False,
    ) -> None:
        self._examples = examples
        self._encoder = encoder
        self._labels = recipe.head.labels
        self._teacher = teacher or {}
        self._weight = recipe.distillation.weight if recipe.distillation else 0.0
        self._augmentation = recipe.augmentation if augmented else None
        self._targets = [e.text[slice(*e.focus)] for e in examples if e.focus]

    def __len__(self) -> int:
        return len(self._examples)

    def __getitem__(self, number: int) -> dict[str, Any]:
        example = self._examples[number]
        if self._augmentation:
            example = augment(example, self._targets, self._augmentation)
        [label] = indicators([example.label], self._labels)
        if (soft := self._teacher.get(example.row)) is not None:
            label = (1 - self._weight) * label + self._weight * soft
        [tokens] = self._encoder.tokenize([example.row])
        # "input_ids" is where the loop's length-grouping sampler looks.
        return {"input_ids": tokens.ids, "tokens": tokens, "label": label}

    def collate(self, items: Sequence[Mapping[str, Any]]) -> dict[str, Tensor]:
        """Pad items to one batch."""
        tokens: list[Tokens] = [item["tokens"] for item in items]
        labels = torch.from_numpy(np.stack([item["label"] for item in items]))
        return {**vars(self._encoder.batch(tokens)), "labels": labels.to(self._encoder.device)}
