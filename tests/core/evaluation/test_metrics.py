from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, f1_score

from dsolutions.evaluation import LabelledPredictions
from dsolutions.evaluation.metrics import ACCURACY, MACRO_F1, MICRO_F1, confusion, per_class

labels = st.sampled_from("abcd")
label_sets = st.frozensets(labels)


@given(st.lists(st.tuples(labels, labels), min_size=1, max_size=30))
def test_scores_of_single_labels_are_those_of_scikit_learn(rows: list[tuple[str, str]]) -> None:
    gold, predicted = zip(*rows, strict=True)
    predictions = LabelledPredictions("abcd", gold, predicted)
    assert ACCURACY(predictions) == pytest.approx(accuracy_score(gold, predicted))
    assert MACRO_F1(predictions) == pytest.approx(f1_score(gold, predicted, average="macro", zero_division=0))
    assert MICRO_F1(predictions) == pytest.approx(ACCURACY(predictions))


@given(st.lists(st.tuples(label_sets, label_sets), min_size=1, max_size=30))
def test_scores_of_label_sets_are_those_of_scikit_learn(
    rows: list[tuple[frozenset[str], frozenset[str]]],
) -> None:
    gold, predicted = zip(*rows, strict=True)
    predictions = LabelledPredictions("abcd", gold, predicted)
    truth, answer = predictions.indicators(gold), predictions.indicators(predicted)
    expected = f1_score(truth, answer, average="micro", zero_division=0)
    assert MICRO_F1(predictions) == pytest.approx(expected)
    occurring = np.flatnonzero((truth | answer).any(axis=0))
    if len(occurring):
        expected = f1_score(truth, answer, labels=occurring, average="macro", zero_division=0)
        assert MACRO_F1(predictions) == pytest.approx(expected)


def test_a_class_that_never_occurs_is_in_the_table_but_not_in_the_mean() -> None:
    predictions = LabelledPredictions(("down", "flat", "up"), ["up", "down", "up"], ["up", "down", "down"])
    down, flat, up = per_class(predictions)
    assert (down.label, down.precision, down.recall, down.support, down.predicted) == ("down", 0.5, 1.0, 1, 2)
    assert (flat.f1, flat.support) == (0.0, 0)
    assert MACRO_F1(predictions) == pytest.approx((down.f1 + up.f1) / 2)


def test_confusion_counts_by_true_then_predicted_class() -> None:
    predictions = LabelledPredictions(("down", "up"), ["up", "down", "up"], ["up", "up", "up"])
    assert confusion(predictions) == ((0, 1), (0, 2))


def test_label_sets_have_class_scores_but_no_confusion_matrix(events: LabelledPredictions) -> None:
    dividend, layoffs, recall = per_class(events)
    assert (dividend.precision, dividend.recall) == (0.5, 1.0)
    assert (layoffs.precision, layoffs.recall) == (1.0, 1.0)
    assert (recall.precision, recall.recall) == (1.0, 0.5)
    assert confusion(events) == ()


def test_a_single_label_that_rows_have_or_not_is_scored_as_that_label() -> None:
    have, lack = frozenset({"unfair"}), frozenset[str]()
    predictions = LabelledPredictions(("unfair",), gold=[have, have, lack], predicted=[have, lack, lack])
    (unfair,) = per_class(predictions)
    assert (unfair.precision, unfair.recall, unfair.support, unfair.predicted) == (1.0, 0.5, 2, 1)
    assert MICRO_F1(predictions) == pytest.approx(2 / 3)
