import json

import pytest
import torch

from dsolutions.adapters import Adapter
from dsolutions.errors import AdapterError, AdapterMismatch, DigestMismatch
from dsolutions.testing import tiny_adapter


def test_a_saved_adapter_loads_as_the_same_adapter(tmp_path):
    adapter = tiny_adapter(rank=3)
    loaded = Adapter.load(adapter.save(tmp_path / "mood"))
    assert loaded.digest == adapter.digest
    assert loaded.card.heads == adapter.card.heads
    assert set(loaded.card.files) == {"heads.safetensors", "adapter_model.safetensors"}


def test_peft_reads_the_saved_deltas(tmp_path):
    from peft import PeftConfig

    config = PeftConfig.from_pretrained(str(tiny_adapter(rank=3).save(tmp_path)))
    assert config.r == 3


def test_saving_over_an_adapter_leaves_none_of_its_deltas(tmp_path):
    tiny_adapter(rank=3).save(tmp_path)
    tiny_adapter().save(tmp_path)
    assert Adapter.load(tmp_path).deltas is None


def test_a_changed_weight_file_is_refused(tmp_path):
    folder = tiny_adapter().save(tmp_path)
    weights = folder / "heads.safetensors"
    changed = bytearray(weights.read_bytes())
    changed[-1] ^= 1
    weights.write_bytes(changed)
    with pytest.raises(DigestMismatch, match="heads"):
        Adapter.load(folder)
    assert Adapter.load(folder, verify=False).name == "tiny"


def test_a_missing_weight_file_is_refused(tmp_path):
    folder = tiny_adapter(rank=2).save(tmp_path)
    (folder / "adapter_model.safetensors").unlink()
    with pytest.raises(DigestMismatch, match="no file"):
        Adapter.load(folder)


def test_a_folder_without_an_adapter_says_what_to_give(tmp_path):
    with pytest.raises(AdapterError, match="dsolutions train"):
        Adapter.load(tmp_path)


def test_a_card_with_an_unknown_key_is_refused(tmp_path):
    folder = tiny_adapter().save(tmp_path)
    card = json.loads((folder / "card.json").read_text())
    (folder / "card.json").write_text(json.dumps(card | {"colour": "red"}))
    with pytest.raises(AdapterError, match="colour"):
        Adapter.load(folder)


def test_weights_that_do_not_fit_the_card_are_refused(tmp_path):
    folder = tiny_adapter(labels=("a", "b", "c")).save(tmp_path)
    card = json.loads((folder / "card.json").read_text())
    card["heads"][0]["labels"] = ["a", "b"]
    (folder / "card.json").write_text(json.dumps(card))
    with pytest.raises(AdapterError, match="do not fit"):
        Adapter.load(folder)


def test_heads_on_the_same_deltas_compose():
    mood, topic = tiny_adapter("mood", rank=2), tiny_adapter("topic", labels=("a", "b"), rank=2)
    topic = Adapter(topic.card, topic.heads, mood.deltas)
    both = Adapter.compose("both", [mood, topic])
    assert set(both.heads) == {"mood", "topic"}
    assert both.deltas.digest == mood.deltas.digest


@pytest.mark.parametrize(
    ("other", "what"),
    [
        (tiny_adapter("topic", rank=2, seed=9), "deltas"),
        (tiny_adapter("topic", head="mood"), "head"),
    ],
)
def test_adapters_that_share_too_little_or_too_much_do_not_compose(other, what):
    with pytest.raises(AdapterMismatch, match=what):
        Adapter.compose("both", [tiny_adapter("mood"), other])


def test_low_rank_factors_of_a_low_rank_change_give_it_back():
    from dsolutions.training.deltas import low_rank

    change = torch.randn(8, 2) @ torch.randn(2, 6)
    a, b = low_rank(change, rank=2)
    assert torch.allclose(b @ a, change, atol=1e-5)
