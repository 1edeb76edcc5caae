import numpy as np
import pytest

from dsolutions.errors import AdapterMismatch
from dsolutions.testing import tiny_adapter, tiny_runtime
from dsolutions_finance.sentiment import WINDOW, EntitySentiment, Target


@pytest.fixture
def sentiment():
    return EntitySentiment(tiny_runtime(), tiny_adapter(head="sentiment"))


def test_one_judgement_per_target_in_order(sentiment):
    targets = [
        Target("acme cuts jobs", [(0, 4)]),
        Target("all is well"),
        Target("up 4%, says ford", [(12, 16)]),
    ]
    together = sentiment.judge(targets)
    assert together == [sentiment.judge([target])[0] for target in targets]
    assert [judgement.deciding for judgement in together] == [(0, 4), None, (12, 16)]


def test_probabilities_belong_to_their_labels_whatever_the_adapters_order():
    texts = [Target("acme cuts jobs", [(0, 4)])]
    usual = EntitySentiment(tiny_runtime(), tiny_adapter(head="sentiment")).judge(texts)[0].sentiment
    other = tiny_adapter(labels=("positive", "negative", "neutral"), head="sentiment")
    turned = EntitySentiment(tiny_runtime(), other).judge(texts)[0].sentiment
    assert turned.probabilities["positive"] == pytest.approx(usual.probabilities["negative"], abs=1e-4)
    assert turned.label == max(turned.probabilities, key=turned.probabilities.get)


def test_mentions_near_each_other_are_asked_once_and_far_ones_each(sentiment, monkeypatch):
    asked = []

    def predict(rows, adapter):
        asked.extend(rows)
        return [{"sentiment": np.array([0.2, 0.3, 0.5])}, {"sentiment": np.array([0.0, 0.1, 0.9])}]

    monkeypatch.setattr(sentiment._runtime, "predict", predict)
    text = "acme. " + "x " * WINDOW + "acme. acme."
    far = len(text) - 11
    [judgement] = sentiment.judge([Target(text, [(0, 4), (far, far + 4), (far + 6, far + 10)])])
    assert [row.pair for row in asked] == ["acme", "acme"]
    assert all(len(row.text) <= 2 * WINDOW + 20 for row in asked)
    assert judgement.sentiment.probabilities == {"negative": 0.1, "neutral": 0.2, "positive": 0.7}
    assert judgement.deciding == (far, far + 4)


@pytest.mark.parametrize(
    "adapter",
    [tiny_adapter(head="mood"), tiny_adapter(labels=("down", "up"), head="sentiment")],
    ids=["other head", "other labels"],
)
def test_an_adapter_for_another_task_is_refused(adapter):
    with pytest.raises(AdapterMismatch, match="needs a head 'sentiment'"):
        EntitySentiment(tiny_runtime(), adapter)
