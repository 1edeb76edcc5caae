"""``dsolutions models``: list, verify, pull."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dsolutions.cli.exits import ExitCode

if TYPE_CHECKING:
    from dsolutions.runtime.catalogue import ModelEntry

models = typer.Typer(help="List, verify and fetch models.", no_args_is_help=True, rich_markup_mode="rich")


@models.command("list")
def list_() -> None:
    """List the models of the catalogue and whether they are on this machine.

    [bold]Example[/bold]: dsolutions models list
    """
    from rich.console import Console
    from rich.table import Column, Table
    from rich.text import Text

    from dsolutions.runtime.catalogue import catalogue

    # Three columns, and none cut short, so that a terminal of 80 characters shows it all.
    table = Table(*(Column(name, overflow="fold") for name in ("model", "licence", "found in")))
    for name, entry in catalogue().items():
        about = f"{entry.kind}, {entry.bytes / 1e6:,.0f} MB; {entry.purpose}"
        table.add_row(Text.assemble((name, "bold"), "\n", (about, "dim")), entry.licence, _where(name, entry))
    Console().print(table)


@models.command()
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(help="Names or paths; every model on this machine by default.")
    ] = None,
) -> None:
    """Compare weight files with their published SHA-256.

    [bold]Example[/bold]: dsolutions models verify all-MiniLM-L6-v2
    """
    from dsolutions.cli.exits import show
    from dsolutions.errors import DigestMismatch
    from dsolutions.runtime.catalogue import catalogue, resolve

    mismatches = 0
    for name in names or [name for name, entry in catalogue().items() if _where(name, entry)]:
        try:
            model = resolve(name)
        except DigestMismatch as error:
            show(error)
            mismatches += 1
        else:
            typer.echo(f"{model.sha256}  {model.name}  ({model.origin})")
    if mismatches:
        raise typer.Exit(ExitCode.MODEL)


@models.command()
def pull(
    name: Annotated[
        str, typer.Argument(help="Name in the catalogue, or owner/name of the hub.", metavar="NAME")
    ],
    source: Annotated[
        Path | None, typer.Option("--from", help="Copy it from this folder or weight file.")
    ] = None,
) -> None:
    """Fetch a model that is not on this machine yet, and check it.

    [bold]Examples[/bold]: dsolutions models pull all-mpnet-base-v2

    dsolutions models pull all-mpnet-base-v2 --from /mnt/models/all-mpnet-base-v2
    """
    from rich.console import Console

    from dsolutions.runtime.catalogue import pull as fetch

    console = Console(stderr=True)
    with console.status(name) as status:
        model = fetch(name, source=source, progress=status.update)
    typer.echo(model.folder)


def _where(name: str, entry: ModelEntry) -> str:
    """Say where a model is on this machine, without reading its weights; ``""`` where it is not."""
    from dsolutions.errors import ModelError
    from dsolutions.runtime.catalogue import resolve

    try:
        return resolve(name, verify=False, models={name: entry}).origin
    except ModelError:
        return ""
