"""The floor of finding passages: TF-IDF and one linear support vector machine per type."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks.contracts.ranking import Floats
from dsolutions_finance.contracts.types.labelled import LabelledContract


def linear_passages(train: Sequence[LabelledContract], test: Sequence[LabelledContract]) -> list[Floats]:
    """Score the passages of test contracts from words and pairs of words, without what surrounds them.

    Returns:
        Per test contract (passages, types).
    """
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    vectors = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=3, dtype=np.float32)
    known = vectors.fit_transform(_texts(train))
    asked = vectors.transform(_texts(test))
    gold = np.vstack([contract.gold for contract in train])
    columns = [LinearSVC(random_state=0).fit(known, column).decision_function(asked) for column in gold.T]
    lengths = [len(contract.passages) for contract in test]
    return np.split(np.stack(columns, axis=1), np.cumsum(lengths)[:-1])


def _texts(contracts: Sequence[LabelledContract]) -> list[str]:
    return [c.text.text[p.start : p.end] for c in contracts for p in c.passages]
