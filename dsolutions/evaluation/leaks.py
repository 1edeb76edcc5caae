"""Whether test texts were already in the training set, word for word or nearly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import HashingVectorizer

from dsolutions.types import Value

# The usual cut for near duplicates (Lee et al., "Deduplicating Training Data Makes Language Models Better",
# ACL 2022): in a headline of 80 characters, about one changed word.
THRESHOLD = 0.8
# Characters per shingle; Leskovec et al., "Mining of Massive Datasets", 3.2.2, use 5 for short texts.
SHINGLE = 5
# Test texts compared at a time; bounds memory to a block of this many by all training texts.
BLOCK = 250
EXAMPLES = 10


class Leak(Value):
    """A test text and the training text that is most like it.

    Args:
        test_id: id of the test row.
        train_id: id of the training row.
        similarity: Jaccard similarity of their character shingles; 1 where they are equal.
    """

    test_id: str
    train_id: str
    similarity: float


class LeakCheck(Value):
    """How many test texts are in the training set.

    Args:
        test: number of test texts looked at.
        train: number of training texts that they were compared with.
        exact: test texts that are equal to a training text, but for case, punctuation and spacing.
        near: further test texts with a similarity of at least ``threshold``.
        threshold: what counts as near.
        examples: up to 10 of them, most similar first.
    """

    test: int
    train: int
    exact: int
    near: int
    threshold: float
    examples: tuple[Leak, ...]


def find_leaks(
    train_texts: Sequence[str], train_ids: Sequence[str], test_texts: Sequence[str], test_ids: Sequence[str]
) -> LeakCheck:
    """Compare every test text with every training text.

    Similarities are exact Jaccard values by a sparse product, not MinHash estimates: 2,000 headlines against
    10,000 take under a second, so there is nothing to gain from estimating.

    >>> check = find_leaks(["Acme cuts 500 jobs!"], ["a"], ["ACME cuts 500 jobs", "Acme hires"], ["b", "c"])
    >>> check.exact, check.near, check.examples[0].train_id
    (1, 0, 'a')
    """
    train, test = [_normalised(text) for text in train_texts], [_normalised(text) for text in test_texts]
    place = {text: row for row, text in reversed(list(enumerate(train))) if text}
    equal = {row: (place[text], 1.0) for row, text in enumerate(test) if text in place}
    near = {row: match for row, match in _nearest(train, test).items() if row not in equal}
    leaks = [
        Leak(test_id=test_ids[row], train_id=train_ids[match], similarity=similarity)
        for row, (match, similarity) in {**equal, **near}.items()
    ]
    return LeakCheck(
        test=len(test),
        train=len(train),
        exact=len(equal),
        near=len(near),
        threshold=THRESHOLD,
        examples=tuple(sorted(leaks, key=lambda leak: -leak.similarity)[:EXAMPLES]),
    )


def _normalised(text: str) -> str:
    return re.sub(r"\W+", " ", unicodedata.normalize("NFKC", text).casefold()).strip()


def _nearest(train: list[str], test: list[str]) -> dict[int, tuple[int, float]]:
    """Map test rows to their most similar training row, where it reaches the threshold."""
    shingles = HashingVectorizer(
        analyzer="char", ngram_range=(SHINGLE, SHINGLE), binary=True, norm=None, alternate_sign=False
    )
    a, b = shingles.transform(train), shingles.transform(test)
    size_a, size_b = _sizes(a), _sizes(b)
    transposed = a.T.tocsr()
    found: dict[int, tuple[int, float]] = {}
    for start in range(0, len(test), BLOCK):
        common = (b[start : start + BLOCK] @ transposed).tocoo()
        rows = common.row + start
        similarity = common.data / (size_b[rows] + size_a[common.col] - common.data)
        for pair in np.flatnonzero(similarity >= THRESHOLD):
            row, value = int(rows[pair]), float(similarity[pair])
            if value > found.get(row, (0, 0.0))[1]:
                found[row] = (int(common.col[pair]), value)
    return found


def _sizes(table: Any) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.asarray(table.sum(axis=1), dtype=np.float64).ravel()
