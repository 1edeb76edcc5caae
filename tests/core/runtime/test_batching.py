import itertools
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsolutions.runtime.batching import Batching, gather


@given(st.lists(st.integers(1, 600)), st.integers(1, 3000))
def test_every_row_is_in_one_batch_within_the_budget(lengths, budget):
    batches = Batching(budget).plan(lengths)
    assert sorted(itertools.chain(*batches)) == list(range(len(lengths)))
    for batch in batches:
        padded = len(batch) * max(lengths[row] for row in batch)
        assert padded <= budget or len(batch) == 1


def test_a_slow_feed_is_not_held_back():
    def feed():
        yield 1
        time.sleep(0.5)
        yield 2

    started = time.monotonic()
    groups = gather(feed(), size=8, max_wait_ms=10)
    assert next(groups) == [1]
    assert time.monotonic() - started < 0.4
    assert list(groups) == [[2]]


def test_what_is_ready_shares_a_group():
    assert [len(group) for group in gather(range(10), size=4, max_wait_ms=1000)] == [4, 4, 2]


def test_an_endless_feed_is_read_ahead_by_no_more_than_a_group():
    taken = itertools.count()
    feed = (next(taken) for _ in itertools.repeat(None))
    groups = gather(feed, size=5, max_wait_ms=5)
    next(groups)
    time.sleep(0.05)
    assert next(taken) <= 5 + 5 + 2
    groups.close()


def test_the_reader_stops_with_its_consumer():
    groups = gather(itertools.count(), size=2, max_wait_ms=5)
    next(groups)
    groups.close()
    time.sleep(0.4)
    assert "dsolutions-feed" not in [thread.name for thread in threading.enumerate()]


def test_a_failing_feed_fails_after_what_it_gave():
    def feed():
        yield 1
        raise OSError("cable cut")

    groups = gather(feed(), size=4, max_wait_ms=5)
    assert next(groups) == [1]
    with pytest.raises(OSError, match="cable cut"):
        next(groups)
