"""Readers: how a head turns the token states of a row into one vector."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

Pooling = Literal["cls", "mean", "focus"]


class PooledReader(nn.Module):
    """Joins fixed summaries of the token states; it has no weights.

    Args:
        pooling: which summaries, in this order.
        hidden_size: width of the token states.
    """

    def __init__(self, pooling: Sequence[Pooling], hidden_size: int) -> None:
        super().__init__()
        self.pooling = pooling
        self.width = hidden_size * len(pooling)

    def forward(self, states: Tensor, attention: Tensor, focus: Tensor) -> tuple[Tensor, None]:
        """Return features, (rows, width), and no attention weights."""
        pooled = {
            "cls": lambda: states[:, 0],
            "mean": lambda: _masked_mean(states, attention),
            "focus": lambda: _masked_mean(states, focus),
        }
        return torch.cat([pooled[kind]() for kind in self.pooling], dim=-1), None


class LstmAttentionReader(nn.Module):
    """A bidirectional LSTM over all tokens, summed up by additive attention over those of the focus.

    The attention is that of Yang et al. 2016 (hierarchical attention networks), on one level. Special tokens
    are read by the LSTM but get no attention, so that all of it lies on words.

    Args:
        units: width of the LSTM in each direction.
        hidden_size: width of the token states.
    """

    def __init__(self, units: int, hidden_size: int) -> None:
        super().__init__()
        self.width = 2 * units
        self.lstm = nn.LSTM(hidden_size, units, batch_first=True, bidirectional=True)
        self.key = nn.Linear(self.width, units)
        self.score = nn.Linear(units, 1, bias=False)

    def forward(self, states: Tensor, attention: Tensor, focus: Tensor) -> tuple[Tensor, Tensor]:
        """Return features, (rows, width), and attention weights, (rows, tokens), each row's sum 1."""
        with torch.autocast(states.device.type, enabled=False):  # a packed LSTM has no bfloat16 kernels
            # Packed, the backward direction starts at a row's own end: padding changes nothing.
            packed = pack_padded_sequence(
                states.float(), attention.sum(1).cpu(), batch_first=True, enforce_sorted=False
            )
            read, _ = pad_packed_sequence(
                self.lstm(packed)[0], batch_first=True, total_length=states.shape[1]
            )
            eligible = torch.where(
                focus.sum(1, keepdim=True) > 0, focus, attention
            )  # an empty text has no focus
            scores = self.score(self.key(read).tanh()).squeeze(-1)
            weights = scores.masked_fill(eligible == 0, -torch.inf).softmax(-1)
            return (weights.unsqueeze(1) @ read).squeeze(1), weights


def _masked_mean(states: Tensor, mask: Tensor) -> Tensor:
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1).clamp(min=1)
