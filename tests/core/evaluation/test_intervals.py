from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import pytest

from dsolutions.errors import ConfigurationError
from dsolutions.evaluation import LabelledPredictions, evaluate
from dsolutions.evaluation import intervals as intervals_module
from dsolutions.evaluation.calibration import BRIER, ECE
from dsolutions.evaluation.intervals import bootstrap, mcnemar, paired_bootstrap
from dsolutions.evaluation.metrics import ACCURACY, MACRO_F1


def _coin(n: int, right: float, per_document: int = 1, seed: int = 0) -> LabelledPredictions:
    """Rows of which a share is right; those of one document are all right or all wrong."""
    hits = np.repeat(np.random.default_rng(seed).random(n // per_document) < right, per_document)
    documents = [str(row // per_document) for row in range(n)]
    return LabelledPredictions(
        ("no", "yes"), ["yes"] * n, ["yes" if hit else "no" for hit in hits], documents=documents
    )


def test_the_interval_of_an_accuracy_has_the_width_that_theory_gives() -> None:
    score = bootstrap(_coin(2000, 0.8), [ACCURACY])["accuracy"]
    half = 1.96 * np.sqrt(score.value * (1 - score.value) / 2000)
    assert score.low == pytest.approx(score.value - half, abs=0.003)
    assert score.high == pytest.approx(score.value + half, abs=0.003)


def test_rows_of_one_document_count_as_one_draw() -> None:
    together = _coin(2000, 0.8, per_document=10)
    alone = replace(together, documents=())
    wide, narrow = (bootstrap(p, [ACCURACY])["accuracy"] for p in (together, alone))
    assert wide.value == narrow.value
    assert (wide.high - wide.low) / (narrow.high - narrow.low) == pytest.approx(np.sqrt(10), rel=0.25)


def test_the_same_seed_gives_the_same_interval(predictions: LabelledPredictions) -> None:
    metrics = [ACCURACY, MACRO_F1, ECE, BRIER]
    first = bootstrap(predictions, metrics, seed=3)
    assert first == bootstrap(predictions, metrics, seed=3)
    assert first != bootstrap(predictions, metrics, seed=4)


def test_small_blocks_of_resamples_give_intervals_as_large_ones_do(
    monkeypatch: pytest.MonkeyPatch, predictions: LabelledPredictions
) -> None:
    whole = bootstrap(predictions, [MACRO_F1])
    monkeypatch.setattr(intervals_module, "BLOCK", 700)
    assert bootstrap(predictions, [MACRO_F1]) == whole


@pytest.mark.parametrize("n", [1, 2, 30, 120])
def test_every_interval_contains_its_value(predictions: LabelledPredictions, n: int) -> None:
    part = predictions.take(range(n))
    for score in bootstrap(part, [ACCURACY, MACRO_F1, ECE, BRIER]).values():
        assert score.low <= score.value <= score.high


def test_a_paired_difference_is_sharper_than_two_intervals() -> None:
    first = _coin(1000, 0.8)
    fixed = [
        g if row % 20 == 0 else p for row, (p, g) in enumerate(zip(first.predicted, first.gold, strict=True))
    ]
    second = replace(first, predicted=fixed)
    change = paired_bootstrap(first, second, [ACCURACY])["accuracy"]
    alone = bootstrap(first, [ACCURACY])["accuracy"]
    assert change.difference == pytest.approx(change.second - change.first)
    assert 0 < change.low < change.difference < change.high
    assert change.high - change.low < (alone.high - alone.low) / 2
    assert change.p_value < 0.01


def test_no_difference_has_a_p_value_of_one() -> None:
    same = paired_bootstrap(_coin(100, 0.8), _coin(100, 0.8), [ACCURACY])["accuracy"]
    assert (same.difference, same.low, same.high, same.p_value) == (0, 0, 0, 1)


def test_p_values_of_pure_chance_are_spread_evenly() -> None:
    def p_value(seed: int) -> float:
        first, second = _coin(200, 0.7, seed=seed), _coin(200, 0.7, seed=seed + 1000)
        return paired_bootstrap(first, second, [ACCURACY], rounds=200)["accuracy"].p_value

    p_values = np.array([p_value(seed) for seed in range(200)])
    assert 0.01 <= (p_values < 0.05).mean() <= 0.10
    assert 0.40 <= (p_values < 0.5).mean() <= 0.60


def test_mcnemar_is_the_exact_binomial_test() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 0) == pytest.approx(2 * 0.5**5)
    assert mcnemar(7, 7) == 1.0


def test_no_rounds_are_refused(predictions: LabelledPredictions) -> None:
    with pytest.raises(ConfigurationError, match="0 rounds"):
        bootstrap(predictions, [ACCURACY], rounds=0)


def test_five_thousand_rows_are_evaluated_within_three_seconds() -> None:
    rng = np.random.default_rng(0)
    probabilities = rng.dirichlet([1, 1, 1], 5000)
    labels = ("a", "b", "c")
    predictions = LabelledPredictions(
        labels,
        [labels[i] for i in rng.integers(0, 3, 5000)],
        [labels[i] for i in probabilities.argmax(axis=1)],
        probabilities=probabilities,
    )
    start = time.perf_counter()
    evaluate(predictions, name="chance", dataset="noise", rounds=1000)
    assert time.perf_counter() - start < 3
