"""How a command ends: exit codes for scripts, panels for people.

=====  ==========================================================================================
code   meaning
=====  ==========================================================================================
0      done; rows that failed on their own are counted in a warning and carry their error
1      a bug: an error that dsolutions did not raise on purpose
2      wrong usage: an option, a rule file, a recipe, or an optional package that is missing
3      the input cannot be read
4      a model or an adapter is missing or is not what it says it is
5      a file job cannot start or go on, such as a resume that was refused or a full disk
6      the job finished, rows failed, and ``--strict`` was given
130    stopped with Ctrl-C
=====  ==========================================================================================
"""

from __future__ import annotations

import traceback as tracebacks
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

import typer

from dsolutions.errors import (
    AdapterError,
    BatchError,
    DsolutionsError,
    InputError,
    ModelError,
    PredictionError,
)


class ExitCode(IntEnum):
    """What the caller's shell sees; the table is in the docstring of this file."""

    DONE = 0
    USAGE = 2
    INPUT = 3
    MODEL = 4
    JOB = 5
    FAILED_ROWS = 6
    STOPPED = 130


# Errors that are not listed are wrong usage.
CODES: dict[type[DsolutionsError], ExitCode] = {
    InputError: ExitCode.INPUT,
    PredictionError: ExitCode.INPUT,
    ModelError: ExitCode.MODEL,
    AdapterError: ExitCode.MODEL,
    BatchError: ExitCode.JOB,
}


def code_of(error: DsolutionsError) -> ExitCode:
    """Return the exit code for an error.

    >>> code_of(ModelError("not on this machine")).name
    'MODEL'
    """
    return next((code for kind, code in CODES.items() if isinstance(error, kind)), ExitCode.USAGE)


@contextmanager
def to_exit_codes(*, traceback: bool) -> Iterator[None]:
    """Show a deliberate error as a panel, or with its traceback, and end with its exit code."""
    try:
        yield
    except DsolutionsError as error:
        if traceback:
            tracebacks.print_exception(error)
        else:
            show(error)
        raise typer.Exit(code_of(error)) from error
    except BrokenPipeError:
        raise  # the reader of our output has had enough, as in `| head`: typer ends quietly
    except OSError as error:
        if traceback:
            tracebacks.print_exception(error)
        else:
            show(BatchError(error.strerror or str(error), stage="files", item=error.filename))
        raise typer.Exit(ExitCode.JOB) from error


@contextmanager
def stoppable(message: str = "Stopped.") -> Iterator[None]:
    """End quietly when the user presses Ctrl-C, with the interrupted job's own message where it has one."""
    try:
        yield
    except KeyboardInterrupt as stop:
        typer.echo(f"\n{str(stop) or message}", err=True)
        raise typer.Exit(ExitCode.STOPPED) from None


def show(error: DsolutionsError) -> None:
    """Print an error as a panel on the standard error stream."""
    from rich.console import Console
    from rich.panel import Panel
    from rich.table import Table
    from rich.text import Text

    lines = Table.grid(padding=(0, 2))
    for name, value in (("stage", error.stage), ("item", error.item), ("remedy", error.remedy)):
        if value:
            lines.add_row(Text(name, "dim"), Text(value, "bold" if name == "remedy" else ""))
    body = Table.grid()
    body.add_row(Text(error.message))
    body.add_row(lines)
    Console(stderr=True).print(
        Panel(body, title=type(error).__name__, title_align="left", border_style="red", expand=False)
    )
