"""Measure speed, memory and safety from kills, and show the numbers beside their targets: ``make bench``.

Each benchmark runs in a process of its own and writes ``benchmarks/results/NAME.json``; with ``--quick``
it is a small run for trying out, which writes to ``out/bench``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.measurement import QUICK_RESULTS, RESULTS

BENCHMARKS = {
    **{name: f"benchmarks.{name}" for name in ("startup", "latency", "throughput", "precision", "turns")},
    "contracts": "benchmarks.contracts.length",
    "safety": "benchmarks.safety.cost",
    **{name: f"benchmarks.{name}" for name in ("memory", "kills")},
}


def main() -> int:
    """Run the benchmarks; return 1 if one failed or missed a target."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "--only", metavar="NAME,...", default=",".join(BENCHMARKS), help="some of: %(default)s"
    )
    parser.add_argument("--quick", action="store_true", help="small runs; not for quoting")
    options = parser.parse_args()
    chosen = options.only.split(",")
    if unknown := set(chosen) - set(BENCHMARKS):
        parser.error(f"no benchmark is called {min(unknown)!r}; there are: {', '.join(BENCHMARKS)}")
    folder = QUICK_RESULTS if options.quick else RESULTS
    console = Console()
    good = True
    for name in chosen:
        console.print(f"[dim]{name} ...[/dim]")
        command = [sys.executable, "-m", BENCHMARKS[name], *(["--quick"] if options.quick else [])]
        if subprocess.run(command).returncode:
            console.print(f"[red]{name} failed[/red]")
            good = False
            continue
        result = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        console.print(_table(name, result))
        good &= all(line.get("met", True) for line in result["lines"])
    return 0 if good else 1


def _table(name: str, result: dict[str, Any]) -> Table:
    table = Table(title=name, title_justify="left", caption=_caption(result["conditions"]))
    for heading in ("what", "measured", "target", "met", "conditions"):
        table.add_column(heading, justify="right" if heading in ("measured", "target") else "left")
    marks = {True: "[green]yes[/green]", False: "[red]no[/red]", None: ""}
    for line in result["lines"]:
        met = marks[line.get("met")]
        table.add_row(line["what"], line["measured"], line.get("target", ""), met, line["conditions"])
    return table


def _caption(machine: dict[str, Any]) -> str:
    return ", ".join(f"{key} {value}" for key, value in machine.items())


if __name__ == "__main__":
    sys.exit(main())
