"""What share of the time of one headline guards, judges and gate take, once everything is loaded."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from time import perf_counter

from benchmarks.measurement import Measurement, Target, write
from benchmarks.texts import headlines
from dsolutions_pipelines import FinanceRiskPipeline

WARM_UP = 20


def measure(quick: bool) -> Iterator[Measurement]:
    """Time each headline with safety and without, one after the other, so that both see the same machine."""
    rows, source = headlines(WARM_UP + (50 if quick else 300))
    safe, open_ = FinanceRiskPipeline().warm_up(), FinanceRiskPipeline(safety="off").warm_up()
    times = [(_milliseconds(safe, row.text), _milliseconds(open_, row.text)) for row in rows][WARM_UP:]
    guarded, bare = (statistics.median(side) for side in zip(*times, strict=True))
    conditions = f"{len(times)} {source} one by one, {safe.options()['precision']}"
    yield Measurement("one headline with safety, median", guarded, "ms", conditions)
    yield Measurement("one headline without, median", bare, "ms", conditions)
    share = 100 * (guarded - bare) / guarded
    yield Measurement("share of safety", share, "%", conditions, Target("<", 25))


def _milliseconds(pipeline: FinanceRiskPipeline, text: str) -> float:
    begun = perf_counter()
    pipeline.run([text])
    return (perf_counter() - begun) * 1000


if __name__ == "__main__":
    write("safety", measure)
