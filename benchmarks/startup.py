"""How long the first import and the command line's help take."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from time import perf_counter

from benchmarks.measurement import Measurement, Target, write

TIMED_IMPORT = "from time import perf_counter as t; s = t(); import dsolutions; print(t() - s)"


def measure(quick: bool) -> Iterator[Measurement]:
    """Start new interpreters."""
    rounds = 3 if quick else 11
    imports = [float(_python("-c", TIMED_IMPORT)) for _ in range(rounds)]
    conditions = f"new interpreter, median of {rounds}"
    yield Measurement("import dsolutions", median(imports), "s", conditions, Target("<", 0.3))
    helps = []
    for _ in range(rounds):
        begun = perf_counter()
        _python("-m", "dsolutions", "--help")
        helps.append(perf_counter() - begun)
    yield Measurement("dsolutions --help", median(helps), "s", f"{conditions}, interpreter included")


def _python(*arguments: str) -> str:
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    write("startup", measure)
