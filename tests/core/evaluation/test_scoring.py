from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions, LabelledTexts, evaluate, find_leaks


def test_a_report_has_scores_classes_calibration_and_groups(predictions: LabelledPredictions) -> None:
    report = evaluate(predictions, name="x", dataset="y")
    assert list(report.scores) == ["accuracy", "macro_f1", "ece", "brier"]
    assert report.scores["accuracy"].value == predictions.correct.mean()
    assert (report.n, report.documents, report.labels) == (120, 60, predictions.labels)
    assert sum(map(sum, report.confusion)) == sum(c.support for c in report.per_class) == 120
    assert sum(b.n for b in report.calibration) == 120
    (group,) = report.groups
    assert (group.name, group.n) == ("conflicting", 40)
    assert group.scores["accuracy"].value == predictions.correct[::3].mean()
    assert (report.floors, report.leaks) == ((), None)


def test_label_sets_get_micro_and_macro_f1(events: LabelledPredictions) -> None:
    report = evaluate(events, name="x", dataset="y")
    assert report.scores["micro_f1"].value == pytest.approx(3 / 4)
    assert set(report.scores) == {"micro_f1", "macro_f1"}
    assert report.calibration == report.confusion == ()


def test_floors_are_scored_on_the_same_rows_and_groups(
    predictions: LabelledPredictions, train: LabelledTexts
) -> None:
    report = evaluate(predictions, name="x", dataset="y", train=train)
    majority, tfidf = report.floors
    assert majority.scores["accuracy"].value == predictions.gold.count("positive") / 120
    assert tfidf.scores["accuracy"].value == 1
    assert tfidf.groups[0].n == 40
    assert set(tfidf.scores) == {"accuracy", "macro_f1"}


def test_leaks_are_counted_on_the_texts_given_or_taken_from_the_caller(
    predictions: LabelledPredictions, train: LabelledTexts
) -> None:
    leaky = LabelledTexts([*train.texts, predictions.texts[4]], [*train.gold, predictions.gold[4]])
    leaks = evaluate(predictions, name="x", dataset="y", train=leaky).leaks
    assert leaks.exact == 1
    assert (leaks.examples[0].test_id, leaks.examples[0].train_id) == (predictions.ids[4], "90")
    unmasked = find_leaks(["Acme"], ["a"], ["Borealis"], ["b"])
    assert evaluate(predictions, name="x", dataset="y", train=leaky, leaks=unmasked).leaks == unmasked


def test_a_training_set_that_does_not_fit_is_refused(
    predictions: LabelledPredictions, train: LabelledTexts
) -> None:
    with pytest.raises(InputError, match="need the texts"):
        evaluate(replace(predictions, texts=None), name="x", dataset="y", train=train)
    with pytest.raises(InputError, match="label that the predictions do not know: 'bullish'"):
        evaluate(predictions, name="x", dataset="y", train=LabelledTexts(["Acme soars"], ["bullish"]))


def test_saved_predictions_score_as_fresh_ones(tmp_path: Path, predictions: LabelledPredictions) -> None:
    predictions.save(tmp_path / "p.jsonl")
    loaded = LabelledPredictions.load(tmp_path / "p.jsonl")
    assert evaluate(loaded, name="x", dataset="y") == evaluate(predictions, name="x", dataset="y")


def test_scoring_loads_no_model_library() -> None:
    code = (
        "import sys; from dsolutions.evaluation import LabelledPredictions, evaluate;"
        "evaluate(LabelledPredictions(('a',), ['a'], ['a']), name='x', dataset='y');"
        "assert not {'torch', 'transformers', 'spacy', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[3])
