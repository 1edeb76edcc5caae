import json

import pytest
from pydantic import ValidationError

from dsolutions.adapters import Adapter, HeadSpec
from dsolutions.testing import tiny_adapter

OLD_CARD_KEYS = ["name", "labels", "task", "pooling", "dropout", "temperature"]


def test_a_pooled_head_keeps_the_card_that_older_versions_read():
    spec = tiny_adapter().card.heads[0]
    assert list(json.loads(spec.model_dump_json())) == OLD_CARD_KEYS
    assert HeadSpec.model_validate_json(spec.model_dump_json()) == spec


def test_an_lstm_head_survives_its_folder(tmp_path):
    adapter = tiny_adapter(
        reader="lstm_attention", units=4, task="multi_label", thresholds=(0.3, 0.5, 0.1), rank=2
    )
    loaded = Adapter.load(adapter.save(tmp_path))
    assert loaded.digest == adapter.digest
    assert loaded.card.heads[0].thresholds == (0.3, 0.5, 0.1)
    assert loaded.heads["tiny"].reader.width == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"thresholds": (0.5, 0.5)},
        {"task": "multi_label", "thresholds": (0.5,)},
        {"task": "multi_label", "thresholds": (0.5, 1.0)},
    ],
    ids=["one label", "one threshold for two labels", "out of reach"],
)
def test_thresholds_that_do_not_fit_are_refused(wrong):
    with pytest.raises(ValidationError, match="thresholds"):
        HeadSpec(name="mood", labels=("glad", "sad"), **wrong)


def test_decisions_follow_the_task():
    one = HeadSpec(name="mood", labels=("glad", "sad", "calm"))
    many = HeadSpec(name="mood", labels=one.labels, task="multi_label", thresholds=(0.6, 0.1, 0.5))
    assert one.decide([0.2, 0.1, 0.7]) == ("calm",)
    assert many.decide([0.5, 0.2, 0.9]) == ("calm", "sad")
    assert many.decide([0.5, 0.0, 0.4]) == ()
    assert many.model_copy(update={"thresholds": ()}).decide([0.5, 0.2, 0.4]) == ("glad",)
