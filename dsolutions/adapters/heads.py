"""Heads: small networks that read an encoder's token states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal, Self

import numpy as np
import torch
from pydantic import Field, SerializerFunctionWrapHandler, field_validator, model_serializer, model_validator
from torch import Tensor, nn

from dsolutions.adapters.readers import LstmAttentionReader, PooledReader, Pooling
from dsolutions.types import Value

_RAREST = 1e-4  # share that a class without any row is taken to have


class HeadSpec(Value):
    """The shape of a head, as its adapter's card has it.

    Args:
        name: the task, such as ``"sentiment"``.
        labels: class names, in the order of the outputs.
        task: ``"single_label"`` (softmax) or ``"multi_label"`` (one sigmoid per class).
        reader: what reads the token states: ``"pooled"`` joins the summaries named in ``pooling``,
            ``"lstm_attention"`` runs an LSTM over them and attends to its outputs.
        pooling: for ``"pooled"``, which summaries of the token states are read, joined in this order: the
            first token, the mean of all tokens, the mean of the focus tokens.
        units: for ``"lstm_attention"``, width of the LSTM in each direction.
        dropout: share of features dropped in training.
        temperature: logits are divided by it; fitted on validation data (Guo et al. 2017).
        thresholds: for ``"multi_label"``, the probability from which each label is given, in the order of the
            labels; chosen on validation data. One half each where there are none.

    >>> spec = HeadSpec(name="mood", labels=("glad", "sad"), task="multi_label", thresholds=(0.5, 0.2))
    >>> spec.decide([0.4, 0.3])
    ('sad',)
    """

    name: str
    labels: tuple[str, ...] = Field(min_length=2)
    task: Literal["single_label", "multi_label"] = "single_label"
    reader: Literal["pooled", "lstm_attention"] = "pooled"
    pooling: tuple[Pooling, ...] = Field(default=("mean",), min_length=1)
    units: int = Field(default=160, gt=0)
    dropout: float = Field(default=0.1, ge=0, lt=1)
    temperature: float = Field(default=1.0, gt=0)
    thresholds: tuple[Annotated[float, Field(gt=0, lt=1)], ...] = ()

    @field_validator("labels")
    @classmethod
    def _distinct(cls, labels: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(labels)) < len(labels):
            raise ValueError("labels must differ from each other")
        return labels

    @model_validator(mode="after")
    def _one_threshold_per_label(self) -> Self:
        if self.thresholds and (self.task, len(self.thresholds)) != ("multi_label", len(self.labels)):
            raise ValueError("thresholds are for multi_label, one for each label")
        return self

    @model_serializer(mode="wrap")
    def _as_before(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out fields that came later and are not used, so that older adapters keep card and digest."""
        unused = {"reader": "pooled", "units": 160, "thresholds": ()}
        return {
            key: value
            for key, value in handler(self).items()
            if key not in unused or getattr(self, key) != unused[key]
        }

    @property
    def cutoffs(self) -> tuple[float, ...]:
        """For each label, the probability from which it is given, for ``"multi_label"``."""
        return self.thresholds or (0.5,) * len(self.labels)

    def decide(self, probabilities: Sequence[float]) -> tuple[str, ...]:
        """Return the labels that these probabilities, one per label, speak for; the most probable first.

        For ``"single_label"`` this is one label, for ``"multi_label"`` any number.
        """
        order = [int(i) for i in np.argsort(probabilities)[::-1]]
        if self.task == "single_label":
            return (self.labels[order[0]],)
        return tuple(self.labels[i] for i in order if probabilities[i] >= self.cutoffs[i])


class ClassificationHead(nn.Module):
    """What the reader makes of the token states, through one hidden layer, to one logit per class.

    Args:
        spec: labels and reader.
        hidden_size: width of the encoder's token states.
    """

    def __init__(self, spec: HeadSpec, hidden_size: int) -> None:
        super().__init__()
        self.spec = spec
        self.hidden_size = hidden_size
        self.reader: PooledReader | LstmAttentionReader = (
            LstmAttentionReader(spec.units, hidden_size)
            if spec.reader == "lstm_attention"
            else PooledReader(spec.pooling, hidden_size)
        )
        self.dropout = nn.Dropout(spec.dropout)
        self.hidden = nn.Linear(self.reader.width, hidden_size)
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

    def expect(self, shares: Tensor) -> None:
        """Let an untrained head begin at how often each class is true, rather than at one half.

        Where classes are rare, training would otherwise spend its first epoch on finding that out (the prior
        of Lin et al. 2017, "Focal Loss for Dense Object Detection", section 4.1).

        Args:
            shares: for each class, the share of rows where it is true, in [0, 1].
        """
        shares = shares.clamp(_RAREST, 1 - _RAREST)
        prior = shares.log() if self.spec.task == "single_label" else shares.logit()
        with torch.no_grad():
            self.output.bias.copy_(prior)

    def forward(self, states: Tensor, attention: Tensor, focus: Tensor) -> Tensor:
        """Compute logits.

        Args:
            states: token states, (rows, tokens, hidden size).
            attention: 1 for tokens, 0 for padding, (rows, tokens).
            focus: 1 for the tokens of the row's focus, (rows, tokens).

        Returns:
            Logits, (rows, classes), not divided by the temperature.
        """
        return self.read(states, attention, focus)[0]

    def read(self, states: Tensor, attention: Tensor, focus: Tensor) -> tuple[Tensor, Tensor | None]:
        """Compute logits from the arguments of ``forward``, and tell which tokens they rest on.

        Returns:
            Logits, and how much each token counted, (rows, tokens), or ``None`` where the reader pools.
        """
        features, weights = self.reader(states, attention, focus)
        hidden = nn.functional.gelu(self.hidden(self.dropout(features)))
        return self.output(self.dropout(hidden)), weights

    def probabilities(self, logits: Tensor) -> Tensor:
        """Turn logits into calibrated probabilities, (rows, classes), in float32."""
        scaled = logits.float() / self.spec.temperature
        return scaled.softmax(-1) if self.spec.task == "single_label" else scaled.sigmoid()
