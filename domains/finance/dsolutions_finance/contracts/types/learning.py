"""Fit the lexical model and the vector model to labelled passages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsolutions.networks import Fit, directions
from dsolutions_finance.contracts.types.labelled import LabelledContract
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts, weighted
from dsolutions_finance.contracts.types.vectors import VectorModel

Bools = NDArray[np.bool_]

FEWEST = 4  # passages that a feature must occur in to be looked at
FEATURES = 80_000  # kept; at 41 types a file of 4 MB
REGULARISATION = 0.5  # of the support vector machines; 0.2 and 1.5 did worse on validation contracts


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


def fit_vectors(means: NDArray[np.floating], gold: Bools, epochs: int) -> VectorModel:
    """Fit one network for all types.

    Args:
        means: (passages, layers, width), as ``layer_means`` returns them.
        gold: (passages, types).
        epochs: how often each passage is shown.
    """
    import torch

    centre = means.mean(axis=0).astype(np.float16)
    fit = Fit(units=256, epochs=epochs, batch=128, rate=3e-3, dropout=0.4, decay=0.1)
    truth = torch.from_numpy(gold).float()
    parts = fit.network(directions(means, centre), truth, torch.ones(len(truth), 1))
    return VectorModel(centre, *(part.numpy().astype(np.float16) for part in parts))


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
