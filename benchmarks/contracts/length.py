"""How long a contract takes, and how much memory, by its length."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from benchmarks.encoders import ENCODERS
from benchmarks.measurement import Measurement, Target, write
from dsolutions.errors import ModelError
from dsolutions_pipelines import ContractPipeline

SAMPLE = Path(__file__).parent.parent.parent / "examples" / "contracts"
PAGE = 3_000  # characters, as CUAD's contracts have them on a page


def measure(quick: bool) -> Iterator[Measurement]:
    """Review one long contract, put together from the invented ones, and one of half its length.

    With the default encoder, then with the quality encoder, where that is on this machine.
    """
    pages = 10 if quick else 100
    conditions = f"{pages} pages of {PAGE:,} characters, made from the sample's agreements"
    yield from _measured(ContractPipeline(), pages, conditions)
    try:
        better = ContractPipeline(model=ENCODERS["quality"]).warm_up()
    except ModelError:
        return
    yield from _measured(better, pages, f"{conditions}; quality encoder")


def _measured(pipeline: ContractPipeline, pages: int, conditions: str) -> Iterator[Measurement]:
    long, half = (_contract(count * PAGE) for count in (pages, pages // 2))
    pipeline.run([_contract(PAGE)], on_error="raise")
    seconds = [_seconds(pipeline, text) for text in (half, long)]
    yield Measurement("a long contract, end to end", seconds[1], "s", conditions, Target("<", 20))
    yield Measurement(
        "time of a contract against one of half its length",
        seconds[1] / seconds[0],
        "x",
        conditions,
        Target("≤", 2.4),
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Measurement("a long contract, peak memory", peak, "MB", conditions, Target("<", 2000))


def _contract(characters: int) -> str:
    """Return so many characters of agreements, with other numbers each time: no two pages are alike."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLE.glob("*.txt"))]
    parts: list[str] = []
    while sum(map(len, parts)) < characters:
        parts += [text.replace("thirty", f"thirty-{len(parts)}") for text in texts]
    return "\n\n".join(parts)[:characters]


def _seconds(pipeline: ContractPipeline, text: str) -> float:
    begun = perf_counter()
    pipeline.run([{"text": text, "kind": "contract"}], on_error="raise")
    return perf_counter() - begun


if __name__ == "__main__":
    write("contracts", measure)
