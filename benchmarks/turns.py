"""How long a support turn takes, alone, once everything is loaded; and whether their number matters."""

from __future__ import annotations

import csv
import statistics
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

from benchmarks.encoders import ENCODERS
from benchmarks.measurement import Measurement, Target, write
from dsolutions.errors import ModelError
from dsolutions.runtime import Runtime
from dsolutions_pipelines import SupportPipeline
from dsolutions_support.intent import IntentExamples, IntentModel

SAMPLE = Path(__file__).parent.parent / "examples" / "support"
WARM_UP = 20
TURNS = 200
PART = 50  # turns that are compared at the begin and at the end
INTENTS, SHOTS = 77, 10  # as many as Banking77 has


def measure(quick: bool) -> Iterator[Measurement]:
    """Time the turns of users in the sample, a session each; then one conversation of all of them."""
    pipeline = SupportPipeline(
        intents=SAMPLE / "intents.csv",
        slots=SAMPLE / "slots.toml",
        policy=SAMPLE / "policy.toml",
        knowledge=SAMPLE / "snippets.csv",
    )
    begun = perf_counter()
    pipeline.warm_up()
    yield Measurement(
        "support, everything loaded and 22 intents learned", perf_counter() - begun, "s", "sample"
    )
    turns = _turns()
    times = _milliseconds(pipeline, turns[: WARM_UP + (40 if quick else len(turns))])[WARM_UP:]
    conditions = (
        f"{len(times)} user turns of the sample with intents, emotion, state, knowledge; no generator"
    )
    yield Measurement(
        "one support turn end to end, median", statistics.median(times), "ms", conditions, Target("<", 60)
    )
    yield Measurement(
        "one support turn end to end, 95th percentile",
        statistics.quantiles(times, n=20)[-1],
        "ms",
        conditions,
    )
    texts = [("one", text) for _, text in turns]
    long = _milliseconds(pipeline, list(islice(cycle(texts), TURNS)))
    first, last = (statistics.median(part) for part in (long[WARM_UP : WARM_UP + PART], long[-PART:]))
    yield Measurement(
        f"turns {TURNS - PART + 1} to {TURNS} of one conversation against turns {WARM_UP + 1} to "
        f"{WARM_UP + PART}, medians",
        last / first,
        "x",
        "user turns of the sample, one after the other",
        Target("≤", 1.2),
    )
    yield from _learning([text for _, text in turns])


def _learning(texts: list[str]) -> Iterator[Measurement]:
    """Time what a user's own intents take to learn and to score by cross-validation, encoder loaded."""
    said = [f"{text} {number}" for number, text in enumerate(islice(cycle(texts), INTENTS * SHOTS))]
    examples = IntentExamples(said, [f"intent {number % INTENTS}" for number in range(len(said))])
    for option, model in ENCODERS.items():
        try:
            runtime = Runtime(model)
        except ModelError:  # not everybody has pulled the larger one
            continue
        begun = perf_counter()
        learned = IntentModel.fit(examples, runtime)
        conditions = (
            f"{INTENTS} intents, {SHOTS} examples each, made from turns of the sample; {option} encoder"
        )
        yield Measurement("intents learned and cross-validated", perf_counter() - begun, "s", conditions)
        times = []
        for text in texts:
            begun = perf_counter()
            learned.classify([text])
            times.append((perf_counter() - begun) * 1000)
        yield Measurement("the intent of one turn, median", statistics.median(times), "ms", conditions)


def _turns() -> list[tuple[str, str]]:
    with (SAMPLE / "conversations.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["speaker"] == "user"]
    return [(row["conversation_id"], row["text"]) for row in rows]


def _milliseconds(pipeline: SupportPipeline, turns: list[tuple[str, str]]) -> list[float]:
    session, current, times = pipeline.session(), "", []
    for conversation, text in turns:
        if conversation != current:
            session, current = pipeline.session(), conversation
        begun = perf_counter()
        session.user(text)
        times.append((perf_counter() - begun) * 1000)
    return times


if __name__ == "__main__":
    write("turns", measure)
