"""``dsolutions train``: from a recipe to an adapter."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Annotated

import typer

from dsolutions.cli.exits import stoppable


def train(
    recipe: Annotated[Path, typer.Argument(help="Recipe file (TOML).", metavar="RECIPE")],
    output: Annotated[
        Path | None, typer.Option(help="Folder of the adapter; by default called like the adapter.")
    ] = None,
    data: Annotated[
        Path | None, typer.Option(help="Folder of the data sets.", envvar="DSOLUTIONS_DATA")
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Go on from the last checkpoint, or start anew.")
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")] = False,
) -> None:
    """Train an adapter from a recipe and data.

    [bold]Example[/bold]: dsolutions train sentiment.toml --data ~/data --output adapters/sentiment
    """
    from dsolutions.training import train as train_adapter

    with (
        stoppable("Stopped. Run the same command again to go on from the last checkpoint."),
        redirect_stdout(sys.stderr),  # the training loop prints its losses where scripts read the folder
    ):
        folder = train_adapter(recipe, output, data=data, resume=resume, progress=not quiet)
    typer.echo(folder)
