from __future__ import annotations

import numpy as np
import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions, LabelledTexts


def test_each_row_is_its_own_document_unless_told() -> None:
    predictions = LabelledPredictions(("down", "up"), ["up", "down"], ["up", "up"], ids=["a", "b"])
    assert predictions.documents == ("a", "b")
    assert predictions.groups == (frozenset(), frozenset())


def test_rows_are_taken_with_everything_they_have(predictions: LabelledPredictions) -> None:
    part = predictions.take([5, 2])
    assert part.ids == ("2:1", "1:0")
    assert part.gold == (predictions.gold[5], predictions.gold[2])
    assert part.documents == ("2", "1")
    assert part.texts == (predictions.texts[5], predictions.texts[2])
    np.testing.assert_array_equal(part.probabilities, predictions.probabilities[[5, 2]])


@pytest.mark.parametrize(
    ("change", "message", "item"),
    [
        ({"predicted": ["up"]}, "1 predicted for 2 rows", "predicted"),
        ({"gold": [], "predicted": []}, "there are no rows", None),
        ({"ids": ["a", "a"]}, "id occurs 2 times", "a"),
        ({"labels": ("down", "up", "up")}, "label occurs 2 times", "up"),
        ({"gold": ["up", "sideways"]}, "unknown gold label 'sideways'", "b"),
        ({"predicted": ["sideways", "up"]}, "unknown predicted label 'sideways'", "a"),
        ({"gold": ["up", frozenset({"down"})]}, "answers are of the types ['frozenset', 'str']", None),
        ({"gold": ["up", None]}, "answers are of the types ['NoneType', 'str']", None),
        ({"probabilities": [[0.5, 0.5]]}, "probabilities have shape (1, 2), not (2, 2)", None),
        ({"probabilities": [[0.5, 0.5], [0.9, 0.9]]}, "probabilities sum to 1.800, not to 1", "b"),
        ({"probabilities": [[3.0, -2.0], [0.5, 0.5]]}, "a probability is not between 0 and 1", "a"),
        ({"probabilities": [[0.5, 0.5], [np.nan, 1.0]]}, "a probability is not between 0 and 1", "b"),
    ],
)
def test_what_does_not_fit_is_refused_and_named(change: dict, message: str, item: str | None) -> None:
    fields = {"labels": ("down", "up"), "gold": ["up", "down"], "predicted": ["up", "up"], "ids": ["a", "b"]}
    if "gold" in change and not change["gold"]:
        fields.pop("ids")
    with pytest.raises(InputError) as caught:
        LabelledPredictions(**{**fields, **change})
    assert caught.value.message == message
    assert caught.value.item == item


def test_probabilities_of_label_sets_need_not_sum_to_one(events: LabelledPredictions) -> None:
    scored = LabelledPredictions(
        events.labels, events.gold, events.predicted, probabilities=np.full((4, 3), 0.9)
    )
    assert scored.multi_label


def test_training_texts_need_a_label_each() -> None:
    with pytest.raises(InputError, match="1 gold for 2 rows"):
        LabelledTexts(["a", "b"], ["up"])
    with pytest.raises(InputError, match="there are no rows"):
        LabelledTexts([], [])
    with pytest.raises(InputError, match="answers are of the types"):
        LabelledTexts(["a", "b"], ["up", None])


def test_labels_out_of_an_array_are_as_good_as_others() -> None:
    codes = np.array(["down", "up"])
    assert LabelledPredictions(codes, codes, codes[::-1]).correct.tolist() == [False, False]
