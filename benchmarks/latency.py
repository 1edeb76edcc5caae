"""How long one headline takes, alone, once everything is loaded."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

from benchmarks.measurement import Measurement, Target, write
from benchmarks.texts import headlines
from dsolutions_finance.sentiment import Target as Asked
from dsolutions_pipelines import FinanceRiskPipeline

WARM_UP = 20


def measure(quick: bool) -> Iterator[Measurement]:
    """Time the whole pipeline, and the sentiment call alone."""
    rows, source = headlines(WARM_UP + (50 if quick else 200))
    pipeline = FinanceRiskPipeline().warm_up()
    whole = _milliseconds(pipeline.run, [[row.text] for row in rows])
    call = _milliseconds(
        pipeline.sentiment.judge, [[Asked(row.text, [(row.start, row.end)])] for row in rows]
    )
    conditions = f"{len(whole)} {source} one by one, {pipeline.options()['precision']}"
    yield Measurement(
        "one headline end to end, median", statistics.median(whole), "ms", conditions, Target("<", 50)
    )
    yield Measurement("one headline end to end, 95th percentile", _p95(whole), "ms", conditions)
    yield Measurement(
        "the sentiment call alone, median", statistics.median(call), "ms", conditions, Target("<", 35)
    )
    yield Measurement("the sentiment call alone, 95th percentile", _p95(call), "ms", conditions)


def _milliseconds(call: Callable[[Any], object], inputs: list[list[Any]]) -> list[float]:
    times = []
    for one in inputs:
        begun = perf_counter()
        call(one)
        times.append((perf_counter() - begun) * 1000)
    return times[WARM_UP:]


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


if __name__ == "__main__":
    write("latency", measure)
