import threading

import numpy as np
import pytest
import torch

from dsolutions.adapters import Adapter, BaseModelRef, ClassificationHead, Deltas, HeadSpec
from dsolutions.errors import AdapterError, AdapterMismatch, InputError
from dsolutions.runtime import Batching, Precision, Row, Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder, tiny_runtime

TEXTS = ["acme cuts jobs", "ford", "a much longer line about a bank that has lost its way", "up 4%", "so"]
ROWS = [Row.about(text, 0, 2) for text in TEXTS]


def answers(runtime, rows, adapters):
    return np.stack([next(iter(answer.values())) for answer in runtime.predict(rows, adapters)])


def test_answers_come_in_input_order_whatever_the_batches():
    one_by_one = np.stack([answers(tiny_runtime(), [row], "tiny")[0] for row in ROWS])
    for budget in (1, 30, 100, 10_000):
        runtime = Runtime(tiny_encoder(), precision=Precision.float32(), batching=Batching(budget))
        runtime.load(tiny_adapter())
        np.testing.assert_allclose(answers(runtime, ROWS, "tiny"), one_by_one, atol=1e-6)
        np.testing.assert_allclose(answers(runtime, ROWS[::-1], "tiny")[::-1], one_by_one, atol=1e-6)


def test_threads_that_take_whole_batches_change_no_answer(monkeypatch):
    threads = set()
    runtime = Runtime(tiny_encoder(), precision=Precision.float32(), batching=Batching(30))
    runtime.load(tiny_adapter(rank=2))
    answer_batch = runtime._batch
    monkeypatch.setattr(
        runtime, "_batch", lambda *batch: threads.add(threading.get_ident()) or answer_batch(*batch)
    )
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(1)
        alone = answers(runtime, ROWS * 8, "tiny")
        assert threads == {threading.get_ident()}
        torch.set_num_threads(2)
        np.testing.assert_allclose(answers(runtime, ROWS * 8, "tiny"), alone, atol=1e-6)
    finally:
        torch.set_num_threads(before)
    assert len(threads) > 1


def test_threads_read_the_same_lstm_head_at_once():
    runtime = Runtime(tiny_encoder(), precision=Precision.float32(), batching=Batching(30))
    runtime.load(tiny_adapter("mood", ("a", "b"), task="multi_label", reader="lstm_attention"))
    before = torch.get_num_threads()
    try:
        torch.set_num_threads(2)
        many = answers(runtime, ROWS * 200, "mood")
    finally:
        torch.set_num_threads(before)
    np.testing.assert_allclose(many[: len(ROWS)], answers(runtime, ROWS, "mood"), atol=1e-5)


def test_rows_for_different_adapters_share_a_batch_and_keep_their_answers():
    runtime = tiny_runtime()
    for name, rank in (("a", 4), ("b", 2)):
        runtime.load(tiny_adapter(name, rank=rank, seed=rank))
    names = ["a", "b", "tiny", "a", "b"]
    apart = np.stack([answers(runtime, [row], name)[0] for row, name in zip(ROWS, names, strict=True)])
    np.testing.assert_allclose(answers(runtime, ROWS, names), apart, atol=1e-5)
    assert not np.allclose(answers(runtime, ROWS, "a"), answers(runtime, ROWS, "b"), atol=1e-3)


def test_heads_that_share_deltas_take_one_encoder_pass(monkeypatch):
    mood, topic = tiny_adapter("mood", rank=2), tiny_adapter("topic", labels=("x", "y"))
    both = Adapter.compose("both", [mood, Adapter(topic.card, topic.heads, mood.deltas)])
    runtime = tiny_runtime()
    runtime.load(both)
    runtime.predict(ROWS, "both")
    passes = []
    states = runtime.encoder.states
    monkeypatch.setattr(runtime.encoder, "states", lambda *a, **k: passes.append(1) or states(*a, **k))
    [answer] = runtime.predict(ROWS[:1], "both")
    assert set(answer) == {"mood", "topic"}
    assert len(passes) == 1


def test_an_adapter_can_be_replaced_and_removed_while_others_answer():
    runtime = tiny_runtime()
    runtime.load(tiny_adapter("mood", rank=2, seed=1))
    before, steady = answers(runtime, ROWS, "mood"), answers(runtime, ROWS, "tiny")
    runtime.load(tiny_adapter("mood", rank=2, seed=2))
    assert not np.allclose(answers(runtime, ROWS, "mood"), before)
    runtime.unload("mood")
    np.testing.assert_array_equal(answers(runtime, ROWS, "tiny"), steady)
    with pytest.raises(AdapterError, match="loaded are \\['tiny'\\]"):
        runtime.predict(ROWS, "mood")


def test_loading_while_others_predict_changes_no_answer():
    runtime = tiny_runtime()
    expected, wrong = answers(runtime, ROWS, "tiny"), []

    def ask():
        for _ in range(20):
            if not np.allclose(answers(runtime, ROWS, "tiny"), expected, atol=1e-6):
                wrong.append(1)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for seed in range(10):
        runtime.load(tiny_adapter("mood", rank=2, seed=seed))
        runtime.predict(ROWS, ["mood", "tiny", "mood", "tiny", "mood"])
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_adapter_for_another_encoder_is_refused():
    adapter = tiny_adapter()
    card = adapter.card.model_copy(update={"base": BaseModelRef(name="other-encoder", sha256="0" * 64)})
    with pytest.raises(AdapterMismatch, match="other-encoder"):
        tiny_runtime().load(Adapter(card, adapter.heads))


def test_a_row_that_is_too_long_is_refused_not_cut():
    with pytest.raises(InputError, match="reads 128"):
        tiny_runtime().predict([Row("word " * 100)], "tiny")


def test_bfloat16_never_gives_another_label_than_float32():
    rows = [Row.about(f"{text} {n}", 0, 2) for text in TEXTS for n in range(40)]
    fast, exact = Runtime(tiny_encoder(), precision=Precision.bfloat16()), tiny_runtime()
    fast.load(tiny_adapter())
    labels = answers(fast, rows, "tiny").argmax(-1)
    np.testing.assert_array_equal(labels, answers(exact, rows, "tiny").argmax(-1))


def test_a_precision_that_disagrees_on_the_probe_set_is_not_used(monkeypatch):
    monkeypatch.setattr("dsolutions.runtime.runtime.TOLERANCE", 1e-9)
    runtime = Runtime(tiny_encoder(), precision=Precision.bfloat16())
    runtime.load(tiny_adapter(rank=4))
    with pytest.warns(UserWarning, match="float32 is used"):
        found = answers(runtime, ROWS, "tiny")
    exact = tiny_runtime()
    exact.load(tiny_adapter(rank=4))
    np.testing.assert_allclose(found, answers(exact, ROWS, "tiny"), atol=1e-6)


def test_no_rows_give_no_answers():
    assert tiny_runtime().predict([], "tiny") == []


def test_weights_that_do_not_fit_the_encoder_are_refused_when_they_are_loaded():
    adapter = tiny_adapter("odd", rank=2)
    name = next(iter(adapter.deltas.tensors))
    wrong = dict(adapter.deltas.tensors) | {name: adapter.deltas.tensors[name][:, :3]}
    with pytest.raises(AdapterMismatch, match="do not fit"):
        tiny_runtime().load(Adapter(adapter.card, adapter.heads, Deltas(adapter.deltas.config, wrong)))
    spec = HeadSpec(name="odd", labels=("a", "b"))
    head = ClassificationHead(spec, hidden_size=24)
    with pytest.raises(AdapterMismatch, match="width 24"):
        tiny_runtime().load(Adapter(adapter.card, {"odd": head}))
