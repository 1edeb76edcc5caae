"""The command ``dsolutions`` and what holds for all of its subcommands."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from dsolutions.cli.chat import chat
from dsolutions.cli.compare import ComparisonCommand, compare
from dsolutions.cli.evaluate import evaluate
from dsolutions.cli.exits import stoppable, to_exit_codes
from dsolutions.cli.models import models
from dsolutions.cli.monitor import monitor
from dsolutions.cli.packs import packs
from dsolutions.cli.pipeline_options import PipelineCommand
from dsolutions.cli.redteam import redteam
from dsolutions.cli.run import run
from dsolutions.cli.train import train


class Commands(TyperGroup):
    """The subcommands, with errors shown as panels and ended with documented exit codes."""

    def invoke(self, ctx: Any) -> Any:  # typer carries its own copy of click, whose Context is private
        """Run the subcommand."""
        with stoppable(), to_exit_codes(traceback=ctx.params["traceback"]):
            return super().invoke(ctx)


app = typer.Typer(
    name="dsolutions",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
)
app.command(cls=PipelineCommand)(run)
app.command(cls=PipelineCommand)(evaluate)
app.command(cls=ComparisonCommand)(compare)
app.command(cls=PipelineCommand)(chat)
app.command(cls=PipelineCommand)(redteam)
app.command()(train)
app.command()(packs)
app.command()(monitor)
app.add_typer(models, name="models")


def _version(asked: bool) -> None:
    if asked:
        from dsolutions import __version__

        typer.echo(f"dsolutions {__version__}")
        raise typer.Exit


@app.callback()
def dsolutions(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    traceback: Annotated[
        bool,
        typer.Option(
            "--traceback", envvar="DSOLUTIONS_TRACEBACK", help="Show where in the code an error arose."
        ),
    ] = False,
) -> None:
    """Run, score and train industry AI pipelines where the data lives.

    [bold]Exit codes[/bold]: 0 done · 1 a bug · 2 wrong usage · 3 unreadable input ·
    4 model or adapter · 5 a file job cannot start or go on ·
    6 rows failed, with --strict · 130 stopped
    """
