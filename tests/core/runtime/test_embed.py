import numpy as np
import pytest

from dsolutions.errors import AdapterError
from dsolutions.runtime import Batching, Precision, Row, Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder

ROWS = [Row(text) for text in ("my card is lost", "hi", "where is the parcel that i ordered last week")]


def test_vectors_have_length_one_and_come_in_input_order_whatever_the_batches():
    alone = Runtime(tiny_encoder(), batching=Batching(max_tokens=1)).embed(ROWS)
    together = Runtime(tiny_encoder()).embed(ROWS[::-1])[::-1]
    np.testing.assert_allclose(np.linalg.norm(alone, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(together, alone, atol=1e-6)


def test_vectors_are_the_same_whatever_precision_answers_are_computed_in():
    single, half = (Runtime(tiny_encoder(), precision=p) for p in (Precision.float32(), Precision.bfloat16()))
    np.testing.assert_array_equal(half.embed(ROWS), single.embed(ROWS))


def test_an_adapter_changes_the_encoder_only_where_it_is_named():
    runtime = Runtime(tiny_encoder())
    frozen = runtime.embed(ROWS)
    runtime.load(tiny_adapter("mood", rank=2))
    assert not np.allclose(runtime.embed(ROWS, "mood"), frozen, atol=1e-3)
    np.testing.assert_array_equal(runtime.embed(ROWS), frozen)
    with pytest.raises(AdapterError, match="no such adapter"):
        runtime.embed(ROWS, "moods")


def test_no_rows_give_no_vectors():
    assert Runtime(tiny_encoder()).embed([]).shape == (0, tiny_encoder().hidden_size)


def test_the_last_layer_points_where_the_vector_does_and_layers_come_in_the_order_asked_for():
    runtime = Runtime(tiny_encoder(), batching=Batching(max_tokens=1))
    last = runtime.encoder.network.config.num_hidden_layers
    means = runtime.embed_layers(ROWS, (last, 0))
    pointing = means[:, 0] / np.linalg.norm(means[:, 0], axis=1, keepdims=True)
    np.testing.assert_allclose(pointing, runtime.embed(ROWS), atol=1e-6)
    np.testing.assert_array_equal(means[:, 1], runtime.embed_layers(ROWS, (0,))[:, 0])
    assert not np.allclose(means[:, 1], means[:, 0], atol=1e-3)
