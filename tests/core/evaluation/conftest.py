"""A test set of 120 rows from 60 invented headlines, two companies each, and a training set to go with it."""

from __future__ import annotations

import numpy as np
import pytest

from dsolutions.evaluation import LabelledPredictions, LabelledTexts

LABELS = ("negative", "neutral", "positive")
PHRASES = {
    "negative": ["{} plunges on a profit warning", "{} sinks as debts mount", "{} slumps after a recall"],
    "neutral": ["{} holds its annual meeting", "{} to publish figures on Monday", "{} names a venue"],
    "positive": ["{} soars on record orders", "{} jumps as profit doubles", "{} rallies after an upgrade"],
}
DESKS = ["Acme", "Borealis", "Cormorant", "Dunmore", "Elmwood"]


def _sentence(label: str, number: int) -> str:
    return PHRASES[label][number // 3 % 3].format(DESKS[number % 5]) + f" in quarter {number}"


@pytest.fixture
def predictions() -> LabelledPredictions:
    """About 8 of 10 right, with honest probabilities."""
    rng = np.random.default_rng(7)
    gold = rng.integers(0, 3, 120)
    logits = rng.normal(size=(120, 3)) + 2.2 * np.eye(3)[gold]
    probabilities = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    return LabelledPredictions(
        labels=LABELS,
        gold=[LABELS[code] for code in gold],
        predicted=[LABELS[code] for code in probabilities.argmax(axis=1)],
        ids=[f"{row // 2}:{row % 2}" for row in range(120)],
        probabilities=probabilities,
        documents=[str(row // 2) for row in range(120)],
        groups=[frozenset({"conflicting"} if row % 3 == 0 else ()) for row in range(120)],
        texts=[_sentence(LABELS[code], row) for row, code in enumerate(gold)],
    )


@pytest.fixture
def train() -> LabelledTexts:
    """90 texts with the same phrases, of other quarters; one class is the most frequent."""
    gold = ["positive" if row % 5 == 0 else LABELS[row % 3] for row in range(90)]
    return LabelledTexts(
        [_sentence(label, row + 1000) for row, label in enumerate(gold)],
        gold,
        [f"train-{row}" for row in range(90)],
    )


@pytest.fixture
def events() -> LabelledPredictions:
    """Rows with none, one or two labels; one label too few and one too many."""
    return LabelledPredictions(
        labels=("dividend", "layoffs", "recall"),
        gold=[frozenset({"dividend"}), frozenset({"layoffs", "recall"}), frozenset(), frozenset({"recall"})],
        predicted=[
            frozenset({"dividend"}),
            frozenset({"layoffs"}),
            frozenset({"dividend"}),
            frozenset({"recall"}),
        ],
    )
