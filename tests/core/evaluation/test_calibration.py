from __future__ import annotations

import numpy as np
import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions, fit_temperature, reliability
from dsolutions.evaluation.calibration import BRIER, ECE


def _binary(up: list[float], gold: list[str], predicted: list[str] | None = None) -> LabelledPredictions:
    return LabelledPredictions(
        ("down", "up"),
        gold,
        predicted or ["up" if p >= 0.5 else "down" for p in up],
        probabilities=np.array([[1 - p, p] for p in up]),
    )


def test_calibration_error_is_the_weighted_gap_between_confidence_and_accuracy() -> None:
    # bin of 0.9: 3 of 4 right, gap 0.15; bin of 0.6: 2 of 2 right, gap 0.4
    predictions = _binary([0.9] * 4 + [0.6] * 2, ["up", "up", "up", "down", "up", "up"])
    assert ECE(predictions) == pytest.approx((4 * 0.15 + 2 * 0.4) / 6)


def test_brier_score_sums_over_classes() -> None:
    assert BRIER(_binary([1.0], ["up"])) == 0
    assert BRIER(_binary([1.0], ["down"])) == 2
    assert BRIER(_binary([0.5], ["up"])) == pytest.approx(0.5)


def test_reliability_puts_each_row_into_one_of_15_bins() -> None:
    curve = reliability(_binary([1.0, 0.9, 0.9, 0.6], ["up", "up", "down", "up"]))
    filled = {round(b.high, 3): (b.n, b.confidence, b.accuracy) for b in curve if b.n}
    assert len(curve) == 15
    assert filled == {0.6: (1, 0.6, 1.0), 0.933: (2, 0.9, 0.5), 1.0: (1, 1.0, 1.0)}


def test_confidence_is_that_of_the_predicted_label_even_if_another_is_more_probable() -> None:
    curve = reliability(_binary([0.3], ["up"], predicted=["up"]))
    assert [b.confidence for b in curve if b.n] == [0.3]


def test_without_probabilities_there_is_no_calibration(events: LabelledPredictions) -> None:
    for predictions in (events, LabelledPredictions(("up",), ["up"], ["up"])):
        with pytest.raises(InputError, match="calibration needs"):
            reliability(predictions)


@pytest.mark.parametrize("factor", [0.5, 1.0, 3.0])
def test_temperature_undoes_a_scaling_of_the_logits(factor: float) -> None:
    rng = np.random.default_rng(0)
    logits = rng.normal(size=(4000, 3)) * 2
    gumbel = rng.gumbel(size=logits.shape)  # argmax of logits plus Gumbel noise is a draw from the softmax
    gold = (logits + gumbel).argmax(axis=1)
    assert fit_temperature(logits * factor, gold) == pytest.approx(factor, rel=0.06)


def test_temperature_of_a_perfect_separation_stays_in_bounds() -> None:
    logits = np.eye(3) * 5
    assert 0.05 <= fit_temperature(logits, np.arange(3)) < 1


def test_temperature_needs_logits_and_labels_that_fit() -> None:
    with pytest.raises(InputError, match="logits of shape"):
        fit_temperature(np.zeros((3, 2)), np.zeros(2, dtype=int))
    with pytest.raises(InputError, match="logits of shape"):
        fit_temperature(np.zeros((0, 2)), np.zeros(0, dtype=int))
