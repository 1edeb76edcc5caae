"""``dsolutions redteam``: public attack and benign sets through a pipeline's gate."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from dsolutions.cli.exits import stoppable
from dsolutions.cli.pipeline_options import build_pipeline
from dsolutions.errors import ConfigurationError


class StoppedAt(StrEnum):
    """The mildest decision that counts as stopped."""

    REVIEW = "review"
    BLOCK = "block"


def redteam(
    ctx: typer.Context,
    pipeline: Annotated[
        str, typer.Argument(help="Name of a pipeline; see: dsolutions packs.", metavar="PIPELINE")
    ],
    data: Annotated[
        Path | None,
        typer.Option(help="Folder of the data sets, which are not shipped.", envvar="DSOLUTIONS_DATA"),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(help="Folder for report.json, report.html and verdicts.jsonl.")
    ] = None,
    sets: Annotated[list[str] | None, typer.Option("--set", help="Replay this set only; repeatable.")] = None,
    limit: Annotated[int | None, typer.Option(help="Most rows per set; all by default.", min=1)] = None,
    stopped_at: Annotated[
        StoppedAt, typer.Option(help="The mildest decision that counts as stopped.")
    ] = StoppedAt.REVIEW,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Replay public attack and benign sets through a pipeline's gate.

    Shows two rates with intervals, by set: harmful texts that pass, and benign texts that are stopped.
    The folder --output gets them as JSON and as a page with the worst misses; a run that was stopped
    goes on there.

    [bold]Examples[/bold]:

    dsolutions redteam support --output out/redteam

    dsolutions redteam finance-risk --limit 100 --set WildChat --safety our_policy.toml
    """
    from rich.console import Console
    from rich.progress import Progress

    from dsolutions.safety.redteam.job import read_probes, replay

    if data is None:
        raise ConfigurationError(
            "it is not known where the data sets are",
            stage="redteam",
            remedy="give their folder with --data or DSOLUTIONS_DATA",
        )
    probes = read_probes(data, limit=limit, sets=sets or ())
    built = build_pipeline(ctx, pipeline)
    again = "Stopped. Run the same command again to go on." if output else "Stopped."
    with (
        TemporaryDirectory() as scratch,
        stoppable(again),
        Progress(console=Console(stderr=True), disable=quiet, transient=True) as bar,
    ):
        task = bar.add_task("replaying", total=len(probes))
        report = replay(
            built,
            probes,
            output or Path(scratch),
            stopped_at=stopped_at.value,
            progress=lambda _: bar.advance(task),
        )
    Console().print(report.to_table())
    if output is not None:
        typer.echo(output / "report.html")
