"""``dsolutions monitor``: what a log of decisions says, and whether it has drifted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.table import Table

    from dsolutions.safety.monitor import Drift, Window


def monitor(
    log: Annotated[list[Path], typer.Argument(help="Log that a monitor wrote; several are added up.")],
    reference: Annotated[
        list[Path] | None, typer.Option(help="Log to compare with: was it decided otherwise? Repeatable.")
    ] = None,
) -> None:
    """Show what was decided, and whether scores have drifted from a reference.

    Drift is the population stability index of each score: up to 0.1 is stable, above 0.25 has drifted, and
    what chance explains is stable, too.

    [bold]Examples[/bold]:

    dsolutions run finance-risk news.csv risk.jsonl --monitor march.jsonl

    dsolutions monitor march.jsonl --reference february.jsonl
    """
    from rich.console import Console

    from dsolutions.safety.monitor import Window, compare_windows

    console = Console()
    window = Window.read(*log)
    console.print(_counts(window))
    if reference:
        console.print(_drifts(compare_windows(window, Window.read(*reference))))


def _counts(window: Window) -> Table:
    from rich.table import Table

    table = Table("what", "which", "how often", title=_title(window), title_justify="left")
    groups: Mapping[str, Mapping[str, int]] = {
        "decision": window.decisions,
        "finding": window.findings,
        "pipeline": window.pipelines,
    }
    for what, counts in groups.items():
        for which, number in sorted(counts.items(), key=lambda item: -item[1]):
            table.add_row(what, which, f"{number:,} ({number / window.size:.1%})")
    return table


def _title(window: Window) -> str:
    times = [f"{time:%Y-%m-%d %H:%M}" for time in (window.begun, window.ended) if time is not None]
    return f"{window.size:,} decisions" + (f", {' to '.join(times)} UTC" if times else "")


def _drifts(drifts: list[Drift]) -> Table:
    from rich.table import Table

    table = Table("distribution of", "index", "chance stays below", "drift")
    colours = {"stable": "green", "shifting": "yellow", "drifted": "red"}
    for drift in drifts:
        level = f"[{colours[drift.level]}]{drift.level}[/]"
        table.add_row(drift.name, f"{drift.index:.3f}", f"{drift.chance:.3f}", level)
    return table
