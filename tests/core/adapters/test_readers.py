import numpy as np
import pytest

from dsolutions.runtime import Batching, Precision, Row, Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder

ROWS = [
    Row(text) for text in ["so", "acme cuts jobs", "a much longer line about a bank that lost its way", ""]
]


def runtime(budget=2048):
    made = Runtime(tiny_encoder(), precision=Precision.float32(), batching=Batching(budget))
    made.load(tiny_adapter(rank=2, reader="lstm_attention", units=5, task="multi_label"))
    made.load(tiny_adapter("plain", seed=3))
    return made


@pytest.mark.parametrize("order", [1, -1], ids=["forward", "reversed"])
def test_padding_and_order_change_neither_answer_nor_attention(order):
    alone = [runtime().read([row], "tiny")[0] for row in ROWS]
    together = runtime(10_000).read(ROWS[::order], "tiny")[::order]
    for one, other in zip(alone, together, strict=True):
        np.testing.assert_allclose(one.probabilities["tiny"], other.probabilities["tiny"], atol=1e-6)
        np.testing.assert_allclose(one.attention["tiny"], other.attention["tiny"], atol=1e-6)


def test_all_attention_lies_on_words():
    reading = runtime().read(ROWS, "tiny")[1]
    assert reading.attention["tiny"][[0, -1]].tolist() == [0, 0]
    words = [reading.weight("tiny", *word) for word in ((0, 4), (5, 9), (10, 14))]
    assert sum(words) == pytest.approx(1)
    assert min(words) > 0


def test_a_head_that_pools_attends_to_nothing_and_shares_the_batch():
    both = runtime().read(ROWS[:2], ["plain", "tiny"])
    assert [list(reading.attention) for reading in both] == [[], ["tiny"]]
    [plain] = runtime().predict(ROWS[:1], "plain")
    np.testing.assert_allclose(both[0].probabilities["plain"], plain["plain"], atol=1e-5)
