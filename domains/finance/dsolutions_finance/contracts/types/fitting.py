"""Fit a fusion to contracts that neither the lexical model nor the adapter was trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsolutions_finance.contracts.types.fusion import (
    Floats,
    Fusion,
    Selection,
    Weights,
    expit,
    likely,
    logit,
    summaries,
)

Bools = NDArray[np.bool_]

# Share of the true passages that selection must pass on to the adapter. On validation contracts .90 costs
# 34 % of all passages, .93 costs 44 %, .95 costs 52 % and .97 costs 64 %.
RECALL = 0.93
# How freely the bias of a type may leave the common one: rare types have few passages, and fewer contracts.
# Cross-validated on validation contracts, presence has a macro AP of .816 with 0.1, of .797 with 1.
PASSAGES, CONTRACTS = 1.0, 0.1
NEARLY = 0.01  # of F1


@dataclass(frozen=True)
class Scored:
    """The passages of one validation contract.

    Args:
        gold: (passages, types).
        lexical: (passages, types) scores of the lexical model.
        asked: numbers of the passages that the encoder read.
        vectors: (asked, types) scores of the vector model.
        encoder: (asked, types) probabilities of the adapter.
    """

    gold: Bools
    lexical: Floats
    asked: NDArray[np.intp]
    vectors: Floats
    encoder: Floats


def fit_selection(gold: Sequence[Bools], lexical: Sequence[Floats]) -> Selection:
    """Choose from words alone which passages are worth the encoder's time.

    Args:
        gold: per contract (passages, types).
        lexical: per contract (passages, types) scores of the lexical model.
    """
    truth, table = np.vstack(gold), np.vstack(lexical)
    [slope], bias = logistic([table], truth, PASSAGES)
    selection = Selection(slope=slope, bias=tuple(bias), least=0.0)
    return selection.model_copy(update={"least": _least(selection.log_odds(table), truth, RECALL)})


def fit_fusion(
    labels: Sequence[str], encoder: str, selection: Selection, scored: Sequence[Scored], read: float
) -> Fusion:
    """Fit how the scores become probabilities of passages, and those become probabilities of contracts.

    Args:
        labels: the clause types, in the order of the tables.
        encoder: SHA-256 of the encoder that the vector model reads.
        selection: what chose the passages that were asked.
        scored: validation contracts.
        read: share of the true passages among those asked that the vector model must read, too.
    """
    truth = np.vstack([one.gold[one.asked] for one in scored])
    lexical, adapter, vectors = (
        np.vstack(parts)
        for parts in zip(*((s.lexical[s.asked], s.encoder, s.vectors) for s in scored), strict=True)
    )
    first, passage = _weights(truth, lexical, adapter), _weights(truth, lexical, adapter, vectors)
    log_odds = first.log_odds(lexical, adapter)
    least = _least(log_odds, truth, read)
    rows = likely(log_odds, least)
    log_odds[rows] = passage.log_odds(lexical[rows], adapter[rows], vectors[rows])
    probabilities = expit(log_odds)
    ends = np.cumsum([len(one.asked) for one in scored])
    summed = [summaries(own) for own in np.split(probabilities, ends[:-1])]
    present = np.array([one.gold.any(axis=0) for one in scored])
    tables = [np.array(part) for part in zip(*summed, strict=True)]
    (strongest, together), prior = logistic(tables, present, CONTRACTS)
    return Fusion(
        labels=tuple(labels),
        encoder=encoder,
        selection=selection,
        first=first,
        least=least,
        passage=passage,
        threshold=low_threshold(probabilities, truth),
        joined=best_threshold(probabilities, truth),
        strongest=strongest,
        together=together,
        prior=tuple(prior),
    )


def _weights(gold: Bools, lexical: Floats, adapter: Floats, vectors: Floats | None = None) -> Weights:
    """Fit how the scores, tables of (passages, types), become probabilities."""
    scores = [lexical, logit(adapter)] if vectors is None else [lexical, logit(adapter), vectors]
    (words, said, *read), bias = logistic(scores, gold, PASSAGES)
    return Weights(lexical=words, encoder=said, vectors=sum(read), bias=tuple(bias))


def _least(log_odds: Floats, gold: Bools, share: float) -> float:
    """Return what the likeliest type of a passage must have, so that a share of those with a type go on."""
    return round(float(np.quantile(log_odds.max(axis=1)[gold.any(axis=1)], 1 - share)), 4)


def logistic(scores: Sequence[Floats], gold: Bools, freedom: float) -> tuple[list[float], list[float]]:
    """Fit one logistic model to all types at once: common weights of the scores, and a bias per type.

    Args:
        scores: tables (rows, types).
        gold: (rows, types).
        freedom: of the biases, scikit-learn's ``C``.
    """
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    rows, types = gold.shape
    columns = [csr_matrix(table.reshape(-1, 1)) for table in scores]
    cells = rows * types
    which: Any = csr_matrix((np.ones(cells), (np.arange(cells), np.tile(np.arange(types), rows))))
    model = LogisticRegression(C=freedom, max_iter=1000).fit(hstack([*columns, which]).tocsr(), gold.ravel())
    weights = np.round(model.coef_[0], 4)
    bias = np.round(weights[len(scores) :] + model.intercept_[0], 4)
    return weights[: len(scores)].tolist(), bias.tolist()


def low_threshold(probabilities: Floats, gold: Bools) -> float:
    """Choose the lowest threshold with nearly the best F1.

    F1 is flat there. Contracts of another source get lower probabilities, and what is missed costs a
    reviewer more than what is given in vain.
    """
    f1, cuts = _f1_by_threshold(probabilities, gold)
    return round(float(cuts[np.flatnonzero(f1 >= f1.max() - NEARLY)[0]]), 4)


def best_threshold(probabilities: Floats, gold: Bools) -> float:
    """Choose the threshold with the best F1; one for all types, as single ones have few passages."""
    f1, cuts = _f1_by_threshold(probabilities, gold)
    return round(float(cuts[f1.argmax()]), 4)


def half_best_f1(probabilities: Floats, gold: Bools) -> float:
    """Return half of the best F1, the best threshold of calibrated probabilities.

    It hangs on few documents less than the threshold that did best on them (Lipton, Elkan and Narayanaswamy
    2014, arXiv 1402.1892).
    """
    f1, _ = _f1_by_threshold(probabilities, gold)
    return round(float(f1.max()) / 2, 4)


def _f1_by_threshold(probabilities: Floats, gold: Bools) -> tuple[Floats, Floats]:
    from sklearn.metrics import precision_recall_curve

    precision, recall, cuts = precision_recall_curve(gold.ravel(), probabilities.ravel())
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return f1[:-1], cuts
