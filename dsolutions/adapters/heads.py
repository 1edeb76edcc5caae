"""Heads: small networks that read an encoder's token states."""

from __future__ import annotations

from typing import Literal, Self

import torch
from pydantic import Field, field_validator
from torch import Tensor, nn

from dsolutions.types import Value

Pooling = Literal["cls", "mean", "focus"]


class HeadSpec(Value):
    """The shape of a head, as its adapter's card has it.

    Args:
        name: the task, such as ``"sentiment"``.
        labels: class names, in the order of the outputs.
        task: ``"single_label"`` (softmax) or ``"multi_label"`` (one sigmoid per class).
        pooling: which summaries of the token states are read, joined in this order: the first token, the mean
            of all tokens, the mean of the focus tokens.
        dropout: share of features dropped in training.
        temperature: logits are divided by it; fitted on validation data (Guo et al. 2017).

    >>> HeadSpec(name="sentiment", labels=("negative", "positive")).pooling
    ('mean',)
    """

    name: str
    labels: tuple[str, ...] = Field(min_length=2)
    task: Literal["single_label", "multi_label"] = "single_label"
    pooling: tuple[Pooling, ...] = Field(default=("mean",), min_length=1)
    dropout: float = Field(default=0.1, ge=0, lt=1)
    temperature: float = Field(default=1.0, gt=0)

    @field_validator("labels")
    @classmethod
    def _distinct(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(labels)) < len(labels):
            raise ValueError("labels must differ from each other")
        return labels


class ClassificationHead(nn.Module):
    """Pooled token states through one hidden layer to one logit per class.

    Args:
        spec: labels and pooling.
        hidden_size: width of the encoder's token states.
    """

    def __init__(self, spec: HeadSpec, hidden_size: int) -> None:
        super().__init__()
        self.spec = spec
        self.dropout = nn.Dropout(spec.dropout)
        self.hidden = nn.Linear(hidden_size * len(spec.pooling), hidden_size)
        self.output = nn.Linear(hidden_size, len(spec.labels))

    @classmethod
    def from_tensors(cls, spec: HeadSpec, tensors: dict[str, Tensor]) -> Self:
        """Build the head that ``tensors`` belong to.

        Raises:
            RuntimeError: the tensors do not fit the specification.
        """
        head = cls(spec, hidden_size=tensors["output.weight"].shape[1])
        head.load_state_dict(tensors)
        return head.eval()

    def forward(self, states: Tensor, attention: Tensor, focus: Tensor) -> Tensor:
        """Compute logits.

        Args:
            states: token states, (rows, tokens, hidden size).
            attention: 1 for tokens, 0 for padding, (rows, tokens).
            focus: 1 for the tokens of the row's focus, (rows, tokens).

        Returns:
            Logits, (rows, classes), not divided by the temperature.
        """
        pooled = {
            "cls": lambda: states[:, 0],
            "mean": lambda: _masked_mean(states, attention),
            "focus": lambda: _masked_mean(states, focus),
        }
        features = torch.cat([pooled[kind]() for kind in self.spec.pooling], dim=-1)
        hidden = nn.functional.gelu(self.hidden(self.dropout(features)))
        logits: Tensor = self.output(self.dropout(hidden))
        return logits

    def probabilities(self, logits: Tensor) -> Tensor:
        """Turn logits into calibrated probabilities, (rows, classes), in float32."""
        scaled = logits.float() / self.spec.temperature
        return scaled.softmax(-1) if self.spec.task == "single_label" else scaled.sigmoid()


def _masked_mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
