from __future__ import annotations

from dataclasses import replace

import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions, compare

FIRST = LabelledPredictions(
    ("down", "up"),
    gold=["up", "down", "up", "up"],
    predicted=["up", "up", "down", "up"],
    ids=["a", "b", "c", "d"],
)


def test_rows_that_changed_are_listed_by_what_happened_to_them() -> None:
    second = replace(FIRST, predicted=["up", "down", "down", "down"])
    comparison = compare(FIRST, second)
    assert [row.model_dump() for row in comparison.fixed] == [
        {"id": "b", "gold": ("down",), "first": ("up",), "second": ("down",)}
    ]
    assert [row.id for row in comparison.broken] == ["d"]
    assert comparison.differences["accuracy"].difference == 0
    assert comparison.mcnemar_p == 1


def test_the_order_of_rows_and_labels_does_not_matter(predictions: LabelledPredictions) -> None:
    backwards = predictions.take(range(119, -1, -1))
    reordered = replace(
        backwards, labels=backwards.labels[::-1], probabilities=backwards.probabilities[:, ::-1]
    )
    comparison = compare(predictions, reordered)
    assert comparison.n == 120
    assert comparison.fixed == comparison.broken == ()
    assert {d.difference for d in comparison.differences.values()} == {0}


def test_a_clear_improvement_is_called_one(predictions: LabelledPredictions) -> None:
    better = replace(predictions, predicted=predictions.gold)
    comparison = compare(predictions, better)
    assert comparison.differences["macro_f1"].low > 0
    assert comparison.differences["macro_f1"].p_value < 0.01
    assert comparison.mcnemar_p < 0.01
    assert len(comparison.fixed) == (~predictions.correct).sum()
    assert f"{len(comparison.fixed)} rows fixed, 0 broken" in str(comparison)


def test_scores_that_only_one_of_them_can_have_are_left_out(predictions: LabelledPredictions) -> None:
    comparison = compare(predictions, replace(predictions, probabilities=None))
    assert list(comparison.differences) == ["accuracy", "macro_f1"]


def test_label_sets_can_be_compared(events: LabelledPredictions) -> None:
    comparison = compare(events, replace(events, predicted=events.gold))
    assert [(row.first, row.second) for row in comparison.fixed] == [
        (("layoffs",), ("layoffs", "recall")),
        (("dividend",), ()),
    ]


@pytest.mark.parametrize(
    ("second", "message", "item"),
    [
        (FIRST.take([0, 1, 2]), "1 rows are in only one of the two", "d"),
        (replace(FIRST, gold=["up", "up", "up", "up"]), "the truth differs: 'down' and 'up'", "b"),
        (replace(FIRST, labels=("down", "flat", "up")), "labels differ", None),
    ],
)
def test_other_rows_or_another_truth_cannot_be_compared(
    second: LabelledPredictions, message: str, item: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        compare(FIRST, second)
    assert message in caught.value.message
    assert caught.value.item == item
