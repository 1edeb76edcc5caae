from __future__ import annotations

from dsolutions.evaluation import LabelledPredictions, LabelledTexts
from dsolutions.evaluation.floors import majority, tfidf_linear


def test_majority_answers_the_most_frequent_label(train: LabelledTexts) -> None:
    assert set(majority(train, ["Acme sinks", "Acme soars"])) == {"positive"}


def test_tfidf_learns_which_words_go_with_which_label(
    train: LabelledTexts, predictions: LabelledPredictions
) -> None:
    assert tfidf_linear(train, predictions.texts) == list(predictions.gold)


def test_tfidf_answers_sets_where_it_was_taught_sets() -> None:
    texts = ["cuts 500 jobs", "recalls cars", "cuts jobs and recalls cars", "opens a store"] * 5
    gold = [frozenset({"layoffs"}), frozenset({"recall"}), frozenset({"layoffs", "recall"}), frozenset()] * 5
    train = LabelledTexts(texts, gold)
    assert tfidf_linear(train, texts[:4]) == gold[:4]
    assert majority(train, ["x"]) == [frozenset({"layoffs"})]


def test_one_label_leaves_nothing_to_learn() -> None:
    train = LabelledTexts(["Acme soars", "Acme jumps"], ["up", "up"])
    assert tfidf_linear(train, ["Acme sinks"]) == ["up"]


def test_sets_of_a_single_label_are_answered():
    texts, gold = ["layoffs at Acme", "Acme hires"] * 5, [frozenset({"layoffs"}), frozenset()] * 5
    assert tfidf_linear(LabelledTexts(texts, gold), texts[:2]) == gold[:2]
