"""How many headlines per second, against ``transformers.pipeline`` on the same model in the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from statistics import median
from time import perf_counter

from benchmarks.measurement import Measurement, Target, write
from benchmarks.reference import FocusPipeline, reference_pipeline
from benchmarks.texts import headlines
from dsolutions.adapters import installed_for
from dsolutions.runtime import Row, Runtime
from dsolutions_finance.sentiment import HEAD, WINDOW, EntitySentiment
from dsolutions_finance.sentiment import Target as Asked

BATCH_SIZES = (1, 32)  # its default, and the usual choice; padding makes larger ones slower on a processor

Contender = Callable[[int], list[str]]  # labels of the first so many rows


def measure(quick: bool) -> Iterator[Measurement]:
    """Time both by turns, tokenisation included, and compare their labels."""
    rounds = 1 if quick else 3
    found, source = headlines(100 if quick else 2000)
    runtime = Runtime()
    adapter = installed_for(runtime.encoder.model.sha256, HEAD)
    asked = [Asked(one.text, [(one.start, one.end)]) for one in found]
    rows = [Row.about(one.text, one.start, one.end, window=WINDOW) for one in found]
    contenders: dict[str, Contender] = {
        "dsolutions": _ours(EntitySentiment(runtime, adapter), asked),
        "dsolutions, compiled": _ours(EntitySentiment(Runtime(compiled=True), adapter), asked),
    }
    for size in BATCH_SIZES:
        reference = reference_pipeline(runtime.encoder, adapter, HEAD, batch_size=size)
        contenders[f"transformers.pipeline, batch_size={size}"] = _contender(reference, rows)
    rates, labels, warm_up = _by_turns(contenders, len(rows), rounds)
    ours, compiled, *others = rates
    best = max(others, key=rates.__getitem__)
    differ = sum(len({*answers}) > 1 for answers in zip(*labels.values(), strict=True))
    conditions = f"{len(rows):,} {source}, tokenised; median of {rounds}"
    for name in (ours, compiled):
        yield Measurement(
            f"sentiment, {name}", rates[name], "rows/s", f"{conditions}, {runtime.precision.format}"
        )
    for name in others:
        yield Measurement(f"sentiment, {name}", rates[name], "rows/s", f"{conditions}, float32")
    yield Measurement(
        "sentiment, dsolutions against the better of these", rates[ours] / rates[best], "x", conditions
    )
    yield Measurement(
        "sentiment, dsolutions, compiled, against the better of these",
        rates[compiled] / rates[best],
        "x",
        conditions,
        Target("≥", 3.5),
    )
    yield Measurement("compiling, once per process", warm_up[compiled] - warm_up[ours], "s", conditions)
    yield Measurement("labels that differ between these", differ, "rows", conditions, Target("=", 0))


def _ours(sentiment: EntitySentiment, asked: Sequence[Asked]) -> Contender:
    return lambda count: [judgement.sentiment.label for judgement in sentiment.judge(asked[:count])]


def _contender(reference: FocusPipeline, rows: Sequence[Row]) -> Contender:
    return lambda count: [answer["label"] for answer in reference(rows[:count])]


def _by_turns(
    contenders: dict[str, Contender], count: int, rounds: int
) -> tuple[dict[str, float], dict[str, Sequence[str]], dict[str, float]]:
    """Return rows per second, labels, and seconds of the first call by contender.

    Turns even out what else the machine does.
    """
    warm_up = {}
    for name, answer in contenders.items():
        begun = perf_counter()
        answer(20)  # the first call builds networks and threads
        warm_up[name] = perf_counter() - begun
    times: dict[str, list[float]] = {name: [] for name in contenders}
    labels: dict[str, Sequence[str]] = {}
    for _ in range(rounds):
        for name, answer in contenders.items():
            begun = perf_counter()
            labels[name] = answer(count)
            times[name].append(perf_counter() - begun)
    return {name: count / median(taken) for name, taken in times.items()}, labels, warm_up


if __name__ == "__main__":
    write("throughput", measure)
