import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from benchmarks.contracts.presence import presence_scores
from benchmarks.contracts.ranking import Curve, intervals
from benchmarks.contracts.segments import segment_scores
from benchmarks.contracts.spans import Question, agree, area, curve, matched, precision_at

ONE = np.ones(1)


def test_average_precision_is_that_of_scikit_learn_ties_and_weights_included():
    rng = np.random.default_rng(0)
    gold, scores, contracts = rng.random(300) < 0.2, rng.integers(0, 40, 300) / 40, rng.integers(0, 5, 300)
    weights = np.array([2.0, 0.0, 1.0, 3.0, 1.0])
    ours = Curve(gold, scores, contracts).average_precision(weights)
    assert ours == pytest.approx(
        average_precision_score(gold, scores, sample_weight=weights[contracts]), abs=1e-12
    )


def test_precision_at_a_recall_is_the_best_one_from_there_on():
    gold = np.array([True, False, True, True, False])
    ranked = Curve(gold, np.array([0.9, 0.8, 0.7, 0.6, 0.5]), np.zeros(5, dtype=int))
    assert ranked.precision_at(0.6)(ONE) == pytest.approx(3 / 4)
    assert ranked.precision_at(0.3)(ONE) == 1.0


def test_a_type_that_no_contract_has_does_not_count_in_the_macro_average():
    gold = np.array([[True, False], [False, False]])
    scores = presence_scores(gold, np.array([[0.9, 0.8], [0.1, 0.7]]))
    assert scores["macro_ap"].value == 1.0
    assert scores["micro_ap"].value == 1.0


def test_passages_of_all_contracts_are_ranked_together():
    gold = [np.array([[True]]), np.array([[False], [True]])]
    ranked = [np.array([[0.5]]), np.array([[0.7], [0.6]])]
    assert segment_scores(gold, ranked)["micro_ap"].value == pytest.approx((1 / 2 + 2 / 3) / 2)


def test_an_interval_contains_its_value():
    rng = np.random.default_rng(0)
    gold, scores, contracts = rng.random(200) < 0.3, rng.random(200), np.repeat(np.arange(10), 20)
    found = intervals({"ap": Curve(gold, scores, contracts).average_precision}, 10, rounds=50)["ap"]
    assert found.low < found.value < found.high


def test_spans_agree_from_half_of_their_words_and_parties_when_contained():
    assert agree("the term is two years", "The term, is two", parties=False)
    assert not agree("two years", "the term of this agreement is two years", parties=False)
    assert not agree("Acme", "between Acme and Borealis", parties=False)
    assert agree("Acme", "between Acme and Borealis", parties=True)


def test_span_curve_by_hand():
    questions = [
        Question(0, False, ["pay within ten days"], [("pay within ten days", 0.9), ("notices", 0.8)]),
        Question(0, False, [], [("insure the goods", 0.7)]),
        Question(0, False, ["keep the records", "audit the books"], [("keep the records", 0.6)]),
    ]
    recall, precision = curve(matched(questions), ONE)
    assert recall == pytest.approx([1 / 3, 1 / 3, 1 / 3, 2 / 3])
    assert precision == pytest.approx([1, 1 / 2, 1 / 3, 1 / 2])
    # From (0, 1) to (1/3, 1); two points that later ones beat count 1/2, as does the last one.
    assert area(recall, precision) == pytest.approx(1 / 3 + 1 / 3 * 1 / 2)
    assert precision_at(recall, precision, at=0.6) == 0.5
    assert precision_at(recall, precision, at=0.8) == 0.0


def test_an_annotation_is_found_once_by_its_likeliest_span():
    question = Question(0, False, ["keep the records"], [("keep the records", 0.4), ("keep records", 0.9)])
    recall, precision = curve(matched([question]), ONE)
    assert recall.tolist() == [1.0]
    assert precision.tolist() == [1.0]
