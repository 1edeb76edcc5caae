"""Fit the lexical model and the vector model to labelled passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from dsolutions.runtime import Row, Runtime
from dsolutions_finance.contracts.types.labelled import LabelledContract
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts, weighted
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.reading import within_tokens
from dsolutions_finance.contracts.types.vectors import Halves, TypeNetwork, VectorModel, layers_of

Bools = NDArray[np.bool_]

FEWEST = 4  # passages that a feature must occur in to be looked at
FEATURES = 80_000  # kept; at 41 types a file of 4 MB
REGULARISATION = 0.5  # of the support vector machines; 0.2 and 1.5 did worse on validation contracts

# Of the network.
EPOCHS, BATCH, RATE = 8, 64, 2e-3
LONGEST = 160  # tokens of a passage that it learns from
SAMPLE = 1000  # passages, at least, whose tokens give the centre


def fit_lexical(contracts: Sequence[LabelledContract]) -> LexicalModel:
    """Fit the model to all passages of contracts.

    Args:
        contracts: labelled contracts; every type must occur.

    Returns:
        One linear support vector machine per type, on the features that tell types apart.
    """
    counted = [counts(c.text.text, c.passages, c.passages) for c in contracts]
    return fit_counts(counted, np.vstack([c.gold for c in contracts]))


def fit_counts(counted: Sequence[Sequence[Any]], gold: Bools) -> LexicalModel:
    """Fit the model to counted features.

    Args:
        counted: per text what ``counts`` returned.
        gold: (passages of all texts, types).
    """
    from scipy.sparse import vstack
    from sklearn.svm import LinearSVC

    views = [vstack(parts).tocsr() for parts in zip(*counted, strict=True)]
    hashes, frequency = _telling(views, gold)
    idf = (np.log((1 + len(gold)) / (1 + frequency)) + 1).astype(np.float16)
    matrix = weighted(views, hashes, idf).astype(np.float32)
    weights = np.zeros((len(hashes), gold.shape[1]), dtype=np.float32)
    bias = np.zeros(gold.shape[1], dtype=np.float32)
    for number, column in enumerate(gold.T):
        machine = LinearSVC(C=REGULARISATION, tol=1e-2, max_iter=200, random_state=0).fit(matrix, column)
        weights[:, number], bias[number] = machine.coef_[0], machine.intercept_[0]
    scales = np.abs(weights).max(axis=0) / 127
    return LexicalModel(hashes, idf, np.rint(weights / scales).astype(np.int8), scales, bias)


def token_states(runtime: Runtime, texts: Sequence[str], *, quick: bool = False) -> list[Halves]:
    """Return what ``fit_vectors`` learns from: per text the states of its first tokens.

    Args:
        runtime: has the encoder.
        texts: passages.
        quick: compute in the runtime's number format, which is enough to learn from.

    Returns:
        Arrays (tokens, layers, width).
    """
    rows = [Row(text[: within_tokens(runtime.encoder, text, Passage(0, len(text)))[0].end]) for text in texts]
    found: dict[int, Halves] = {}
    halved = quick and runtime.precision.dtype is torch.bfloat16
    with torch.autocast(runtime.encoder.device.type, torch.bfloat16, enabled=halved):
        for chosen, states, row in runtime.layer_states(rows, layers_of(runtime.encoder)):
            halves = np.split(states.half().cpu().numpy(), torch.bincount(row).cumsum(0)[:-1].tolist())
            found.update((i, own[:LONGEST].copy()) for i, own in zip(chosen, halves, strict=True))
    return [found[i] for i in range(len(rows))]


def joined(states: Sequence[Halves]) -> tuple[Tensor, Tensor, int]:
    """Join the tokens of passages, as a ``TypeNetwork`` takes them."""
    row = torch.repeat_interleave(torch.tensor([len(own) for own in states]))
    return torch.from_numpy(np.concatenate(states)).float(), row, len(states)


def fit_vectors(states: Sequence[Halves], gold: Bools) -> VectorModel:
    """Fit one network for all types.

    Args:
        states: per passage what ``token_states`` returned.
        gold: (passages, types).
    """
    torch.manual_seed(0)
    truth = torch.from_numpy(gold).float()
    network = TypeNetwork(states[0].shape[1:], gold.shape[1])
    sample = np.concatenate(states[:: max(1, len(states) // SAMPLE)]).astype(np.float32)
    network.centre.copy_(torch.from_numpy(sample.mean(axis=0)))
    network.whole.bias.data = torch.logit(truth.mean(0).clamp(min=1e-4))
    search = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=0.05)
    steps = EPOCHS * -(-len(states) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(search, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for chosen in torch.split(torch.randperm(len(states)), BATCH):
            log_odds = network(*joined([states[i] for i in chosen.tolist()]))
            loss = nn.functional.binary_cross_entropy_with_logits(log_odds, truth[chosen])
            search.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            search.step()
            schedule.step()
    return VectorModel.of(network)


def _telling(views: Sequence[Any], gold: Bools) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Choose features by chi-square against the type that each tells most of.

    Returns:
        Their hashes, ascending, and the number of passages that each is in.
    """
    from scipy.sparse import csc_matrix

    rows = np.concatenate([np.repeat(np.arange(v.shape[0]), np.diff(v.indptr)) for v in views])
    found, columns = np.unique(np.concatenate([v.indices for v in views]), return_inverse=True)
    frequency = np.bincount(columns).astype(float)
    often = frequency >= FEWEST
    new = np.cumsum(often) - 1
    kept = often[columns]
    present = csc_matrix(
        (np.ones(kept.sum(), dtype=np.float32), (rows[kept], new[columns[kept]])),
        shape=(len(gold), int(often.sum())),
    )
    hashes, frequency = found[often], frequency[often]
    expected = np.outer(frequency, gold.mean(axis=0))
    surprise = ((present.T @ gold.astype(np.float32) - expected) ** 2 / expected.clip(min=1e-9)).max(axis=1)
    chosen = np.sort(np.argsort(-surprise)[:FEATURES])
    return hashes[chosen].astype(np.int32), frequency[chosen]
