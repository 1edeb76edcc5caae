"""Which rows go through a model together."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Batching:
    """How rows are put together.

    Args:
        max_tokens: largest padded batch, in tokens (rows x longest row). Larger ones are no faster, and leave
            fewer batches to share out among threads.

    >>> Batching(max_tokens=10).plan([4, 9, 5])
    [[0, 2], [1]]
    """

    max_tokens: int = 1024

    def plan(self, lengths: Sequence[int]) -> list[list[int]]:
        """Group rows of similar length within the token budget.

        Args:
            lengths: tokens of each row.

        Returns:
            Row numbers of each batch; every row is in exactly one.
        """
        batches: list[list[int]] = []
        for row in sorted(range(len(lengths)), key=lengths.__getitem__):
            # Sorted by length, so the row at hand is the longest of its batch.
            if not batches or (len(batches[-1]) + 1) * lengths[row] > self.max_tokens:
                batches.append([])
            batches[-1].append(row)
        return batches


def gather(items: Iterable[T], *, size: int, max_wait_ms: float) -> Iterator[list[T]]:
    """Collect what arrives together from an iterator that may be slow or endless.

    A background thread reads ahead by at most ``size`` items. It stops when the consumer does.

    Args:
        items: the feed.
        size: most items in one group.
        max_wait_ms: how long the first item of a group may wait for others, in milliseconds.

    Yields:
        Groups of 1 to ``size`` items, in order.

    Raises:
        Exception: whatever the feed raised, after the items before it.

    >>> list(gather(range(5), size=5, max_wait_ms=1000))
    [[0, 1, 2, 3, 4]]
    """
    inbox: queue.Queue[Any] = queue.Queue(maxsize=size)
    end, stopped = object(), threading.Event()

    def put(item: Any) -> None:
        while not stopped.is_set():
            with suppress(queue.Full):
                inbox.put(item, timeout=0.1)
                return

    def read() -> None:
        last: Any = end
        try:
            for item in items:
                put((item,))
                if stopped.is_set():
                    return
        except BaseException as error:
            last = error
        put(last)

    threading.Thread(target=read, daemon=True, name="dsolutions-feed").start()
    try:
        last: Any = None
        while last is None:
            group: list[T] = []
            deadline = float("inf")
            while len(group) < size:
                try:
                    arrived = inbox.get(timeout=max(0.0, deadline - time.monotonic()) if group else None)
                except queue.Empty:
                    break
                if not isinstance(arrived, tuple):
                    last = arrived
                    break
                if not group:
                    deadline = time.monotonic() + max_wait_ms / 1000
                group.append(arrived[0])
            if group:
                yield group
        if last is not end:
            raise last
    finally:
        stopped.set()
