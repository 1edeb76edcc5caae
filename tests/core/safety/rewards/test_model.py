from __future__ import annotations

import numpy as np
import pytest

from dsolutions.errors import ModelError
from dsolutions.safety.rewards.blend import Blend
from dsolutions.safety.rewards.fitting import LabelledRows, fit_blend, fit_label
from dsolutions.safety.rewards.model import RewardModel


def test_a_saved_model_says_the_same(tmp_path):
    model = RewardModel.builtin()

    again = RewardModel.load(model.save(tmp_path / "copy"))

    assert again.ingredient == model.ingredient
    assert again.words("Acme cuts jobs") == model.words("Acme cuts jobs")


def test_a_broken_model_is_named(tmp_path):
    folder = RewardModel.builtin().save(tmp_path / "broken")
    (folder / "heads.safetensors").write_bytes(b"nothing")

    with pytest.raises(ModelError, match="reward model"):
        RewardModel.load(folder)


def test_words_alone_rule_out_what_is_clear():
    blend = Blend(words=1, encoder=1, bias=0, words_alone=(1, 0), clear=-2)

    assert blend.is_clear(-2.5)
    assert not blend.is_clear(0)
    assert blend.probability(-4, None) < blend.probability(-1, None) < 0.5


def test_a_label_is_learned_from_rows():
    rng = np.random.default_rng(0)
    gold = np.arange(80) % 2 == 0
    texts = tuple(f"{'good morning' if yes else 'bad evening'} number {i}" for i, yes in enumerate(gold))
    noise = rng.normal(size=(80, 8)).astype(np.float32) / 8
    vectors = [
        (row + np.eye(8, dtype=np.float32)[int(yes)])[None, None]
        for row, yes in zip(noise, gold, strict=True)
    ]
    rows = LabelledRows(texts, gold, np.ones(80, dtype=np.float32), texts)

    label, blend = fit_label(rows, vectors), fit_blend(rows, vectors)
    stages = label.stages(
        ["a good morning", "a bad evening"],
        [np.eye(8, dtype=np.float32)[None, [1]], np.eye(8, dtype=np.float32)[None, [0]]],
    )
    good, bad = (blend.probability(*row) for row in stages.tolist())

    assert bad < 0.2 < 0.8 < good
