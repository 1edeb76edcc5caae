"""Whether a job that is killed at a random moment and started again writes the same bytes."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

from benchmarks.measurement import Measurement, Target, write
from benchmarks.texts import headlines
from dsolutions.batch import Manifest

CHUNK = 16  # small, so that a kill finds work half done
SEED = 13


def measure(quick: bool) -> Iterator[Measurement]:
    """Kill one job after another with SIGKILL and compare what they have written in the end."""
    kills, count = (3, 200) if quick else (20, 600)
    draw = random.Random(SEED)
    rows, kind = headlines(count)
    with tempfile.TemporaryDirectory() as folder:
        source, whole = Path(folder) / "news.csv", Path(folder) / "whole.jsonl"
        with source.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["text"], *([row.text] for row in rows)])
        working = _uninterrupted(source, whole)
        same = half_done = 0
        for number in range(kills):
            target = Path(folder) / f"killed{number}.jsonl"
            _killed(source, target, after=draw.uniform(0, working))
            _finish(source, target)
            same += target.read_bytes() == whole.read_bytes()
            half_done += 0 < Manifest.load(Manifest.path_for(target)).resumed_rows < count
    conditions = f"SIGKILL in a job over {count} {kind}, {CHUNK} at a time; the same command again"
    yield Measurement(
        f"killed jobs with the same bytes, of {kills}", same, "jobs", conditions, Target("=", kills)
    )
    yield Measurement(f"jobs that were killed with some rows done, of {kills}", half_done, "jobs", conditions)


def _job(source: Path, target: Path) -> subprocess.Popen[bytes]:
    command = ["-m", "dsolutions", "run", "finance-risk", source, target, "--chunk", str(CHUNK), "--quiet"]
    return subprocess.Popen([sys.executable, *map(str, command)])


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> float:
    """Wait until a job has written a file; return when that was."""
    while not path.exists():
        if process.poll() is not None and not path.exists():
            raise RuntimeError(f"the job ended with code {process.returncode} and without {path.name}")
        sleep(0.005)
    return monotonic()


def _begun(process: subprocess.Popen[bytes], target: Path) -> float:
    """Wait until models are loaded and the job is on the disk; return when that was."""
    return _wait_for(target.with_name(f"{target.name}.partial") / "job.json", process)


def _uninterrupted(source: Path, target: Path) -> float:
    """Run a job to its end; return how many seconds it worked, loading left out."""
    process = _job(source, target)
    begun = _begun(process, target)
    ended = _wait_for(target, process)
    process.wait()
    return ended - begun


def _killed(source: Path, target: Path, *, after: float) -> None:
    process = _job(source, target)
    _begun(process, target)
    sleep(after)
    process.kill()
    process.wait()


def _finish(source: Path, target: Path) -> None:
    if code := _job(source, target).wait():
        raise RuntimeError(f"the resumed job ended with code {code}")


if __name__ == "__main__":
    write("kills", measure)
