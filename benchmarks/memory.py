"""Whether the memory of a file job stays flat, and how fast the whole pipeline is over a file."""

from __future__ import annotations

import csv
import os
import tempfile
import threading
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from benchmarks.measurement import Measurement, Target, write
from benchmarks.texts import generated
from dsolutions.batch import Step
from dsolutions_pipelines import FinanceRiskPipeline

PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20


def measure(quick: bool) -> Iterator[Measurement]:
    """Run a file of headlines, no two alike, and compare the peaks of the two halves."""
    count = 5_000 if quick else 200_000
    pipeline = FinanceRiskPipeline().warm_up()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.csv"
        _write_csv(source, count)
        with Sampler() as sampler:
            manifest = pipeline.run_file(source, Path(folder) / "risk.jsonl", progress=sampler.watch)
    first, second = (max(sizes) for sizes in sampler.halves(count))
    conditions = f"{count:,} generated headlines, CSV to JSONL, {pipeline.options()['precision']}"
    yield Measurement("finance-risk over a file, end to end", manifest.rows_per_second, "rows/s", conditions)
    yield Measurement("peak memory, first half of the file", first, "MB", conditions)
    yield Measurement("peak memory, second half of the file", second, "MB", conditions)
    yield Measurement(
        "peak of the second half over that of the first",
        (second / first - 1) * 100,
        "%",
        conditions,
        Target("≤", 5),
    )


class Sampler:
    """Reads the process's resident memory each second and after each chunk, beside the rows done by then."""

    def __init__(self) -> None:
        self._samples: list[tuple[int, float]] = []
        self._rows = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._each_second, daemon=True)

    def __enter__(self) -> Sampler:
        """Start sampling."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop sampling."""
        self._ended.set()
        self._thread.join()

    def watch(self, step: Step) -> None:
        """Note how far the job has come."""
        self._rows = step.rows
        self._sample()

    def halves(self, count: int) -> tuple[list[float], list[float]]:
        """Return the samples of both halves of a job of ``count`` rows, in megabytes."""
        first = [size for rows, size in self._samples if rows <= count // 2]
        second = [size for rows, size in self._samples if rows > count // 2]
        return first, second

    def _each_second(self) -> None:
        while not self._ended.wait(1.0):
            self._sample()

    def _sample(self) -> None:
        resident = int(Path("/proc/self/statm").read_text().split()[1])  # Linux; in pages
        self._samples.append((self._rows, resident * PAGE_MB))


def _write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        for number, headline in enumerate(islice(generated(), count)):
            writer.writerow([number, headline.text])


if __name__ == "__main__":
    write("memory", measure)
