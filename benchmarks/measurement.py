"""One measured number, and the file that a benchmark leaves: ``results/NAME.json``."""

from __future__ import annotations

import json
import operator
import platform
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from torch.backends.cpu import get_cpu_capability

from dsolutions.runtime.threads import available_processors

RESULTS = Path(__file__).parent / "results"
QUICK_RESULTS = Path(__file__).parent.parent / "out" / "bench"  # numbers of small runs are not for keeping

SIGNS = {"<": operator.lt, "≤": operator.le, "≥": operator.ge, "=": operator.eq}


@dataclass(frozen=True)
class Target:
    """What a number should be."""

    sign: str
    limit: float


@dataclass(frozen=True)
class Measurement:
    """One measured number.

    Args:
        what: what was measured.
        value: the number.
        unit: its unit.
        conditions: what it was measured on.
        target: what it should be, where the project has set itself a target.
    """

    what: str
    value: float
    unit: str
    conditions: str
    target: Target | None = None

    def to_json(self) -> dict[str, object]:
        """Return the line of the result file, for programs and for tables."""
        line: dict[str, object] = {
            "what": self.what,
            "value": self.value,
            "unit": self.unit,
            "conditions": self.conditions,
            "measured": f"{_short(self.value)} {self.unit}".strip(),
        }
        if self.target:
            line["target"] = f"{self.target.sign} {_short(self.target.limit)} {self.unit}".strip()
            line["met"] = SIGNS[self.target.sign](self.value, self.target.limit)
        return line


Benchmark = Callable[[bool], Iterable[Measurement]]


def write(name: str, benchmark: Benchmark) -> None:
    """Run a benchmark and write its result file; ``--quick`` on the command line makes it a small run.

    Args:
        name: of the result file.
        benchmark: takes whether the run is to be a small one.
    """
    quick = "--quick" in sys.argv[1:]
    folder = QUICK_RESULTS if quick else RESULTS
    folder.mkdir(parents=True, exist_ok=True)
    lines = [measurement.to_json() for measurement in benchmark(quick)]
    result = {"conditions": _machine(), "lines": lines}
    text = json.dumps(result, indent=2, ensure_ascii=False) + "\n"
    (folder / f"{name}.json").write_text(text, encoding="utf-8")


def _machine() -> dict[str, str | int]:
    return {
        "processor": f"{_processor()}, {get_cpu_capability()}",  # the widest instructions that torch uses
        "cores": available_processors(),
        "python": platform.python_version(),
        **{package: version(package) for package in ("torch", "transformers", "spacy")},
    }


def _processor() -> str:
    """Name the processor; Linux has the model only in ``/proc/cpuinfo``."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())


def _short(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
