import numpy as np
import pytest
from sklearn.metrics import f1_score

from dsolutions.adapters import HeadSpec
from dsolutions.training.decisions import score, settle, sigmoid_temperature, threshold


def logits_and_gold(stretch=1.0, rows=4000, labels=3):
    rng = np.random.default_rng(0)
    logits = rng.normal(-1.5, 2, (rows, labels))
    gold = (rng.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(np.float32)
    return stretch * logits, gold


@pytest.mark.parametrize("stretch", [0.5, 1.0, 3.0])
def test_the_temperature_undoes_a_stretch(stretch):
    assert sigmoid_temperature(*logits_and_gold(stretch)) == pytest.approx(stretch, rel=0.05)


def test_no_cut_has_a_better_f1_than_the_threshold():
    logits, gold = logits_and_gold(rows=300, labels=1)
    column, truth = logits[:, 0], gold[:, 0]
    best = max(f1_score(truth, column >= cut) for cut in column)
    assert f1_score(truth, column >= threshold(column, truth)) == pytest.approx(best)


def test_a_settled_head_decides_as_it_was_scored():
    logits, gold = logits_and_gold(2.0)
    spec = settle(
        HeadSpec(name="mood", labels=("a", "b", "c"), task="multi_label"), 1 / (1 + np.exp(-logits)), gold
    )
    calibrated = 1 / (1 + np.exp(-logits / spec.temperature))
    decided = np.array([[label in spec.decide(row) for label in spec.labels] for row in calibrated])
    expected = score(spec, logits, gold)["score"]
    assert f1_score(gold, decided, average="macro") == pytest.approx(expected, abs=1e-6)


def test_a_label_that_validation_rows_never_have_gets_a_usable_threshold():
    spec = settle(
        HeadSpec(name="mood", labels=("a", "b"), task="multi_label"),
        np.array([[0.2, 0.1], [0.9, 0.2], [1.0, 0.3]]),
        np.array([[0, 0], [1, 0], [1, 0]], dtype=np.float32),
    )
    assert 0 < spec.thresholds[1] < 1
