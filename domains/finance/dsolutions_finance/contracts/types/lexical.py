"""A sparse linear model of words: fast enough to read every passage of a contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsolutions.arrays import ArrayModel
from dsolutions_finance.contracts.types.features import VIEWS, read_views
from dsolutions_finance.contracts.types.passages import Passage

Floats = NDArray[np.float32]

HASHES = 2**31 - 1  # the largest space that scikit-learn hashes into: no two features of a model meet in it


@dataclass(frozen=True)
class LexicalModel(ArrayModel):
    """One linear score per clause type from weighted word features; features are kept as hashes only.

    Args:
        hashes: (features,) ascending; where each known feature falls.
        idf: (features,) inverse document frequency, the passages being the documents.
        weights: (features, types) in steps of ``scales``.
        scales: (types,) size of a step.
        bias: (types,).
    """

    what, made_by = "a lexical model", "contracts.types.learning"

    hashes: NDArray[np.int32]
    idf: NDArray[np.float16]
    weights: NDArray[np.int8]
    scales: Floats
    bias: Floats

    def scores(self, text: str, asked: Sequence[Passage], around: Sequence[Passage]) -> Floats:
        """Score passages.

        Args:
            text: working text of the contract.
            asked: what to score.
            around: all passages of the contract.

        Returns:
            (passages, types), signed distances: above 0 the words speak for the type.
        """
        if not asked:
            return np.zeros((0, len(self.bias)), dtype=np.float32)
        return self.score_weighted(weighted(counts(text, asked, around), self.hashes, self.idf))

    def score_weighted(self, matrix: Any) -> Floats:
        """Score passages whose features are counted and weighted already, (passages, features)."""
        return np.asarray(matrix @ self._dense + self.bias, dtype=np.float32)

    @cached_property
    def _dense(self) -> Floats:
        return self.weights * self.scales


def counts(text: str, asked: Sequence[Passage], around: Sequence[Passage]) -> list[Any]:
    """Count the features of passages.

    Returns:
        One sparse matrix (passages, ``HASHES``) per view.
    """
    from sklearn.feature_extraction import FeatureHasher

    hasher = FeatureHasher(HASHES, input_type="string", alternate_sign=False, dtype=np.float32)
    described = list(read_views(text, asked, around))
    return [hasher.transform([views[number] for views in described]) for number in range(len(VIEWS))]


def weighted(views: Sequence[Any], hashes: NDArray[np.int32], idf: NDArray[np.float16]) -> Any:
    """Weigh counts as sublinear TF-IDF of length 1 per view, and join the views.

    Args:
        views: what ``counts`` returned.
        hashes: (features,) the features to keep, ascending.
        idf: (features,).

    Returns:
        A sparse matrix (passages, features).
    """
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    total: Any = 0
    for view, weight in zip(views, VIEWS.values(), strict=True):
        rows = np.repeat(np.arange(view.shape[0]), np.diff(view.indptr))
        columns = np.searchsorted(hashes, view.indices).clip(max=len(hashes) - 1)
        known = hashes[columns] == view.indices
        rows, columns = rows[known], columns[known]
        values = (1 + np.log(view.data[known])) * idf[columns].astype(np.float32)
        matrix = csr_matrix((values, (rows, columns)), shape=(view.shape[0], len(hashes)))
        total = total + weight * normalize(matrix)
    return total
