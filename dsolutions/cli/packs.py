"""``dsolutions packs``: what is installed, and its files to copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dsolutions.errors import ConfigurationError

if TYPE_CHECKING:
    from dsolutions.registry import Pack


def packs(
    copy: Annotated[
        tuple[str, Path] | None,
        typer.Option(metavar="NAME FILE", help="Write a copy of a shipped file, to change it."),
    ] = None,
) -> None:
    """List the installed packs with their pipelines, adapters and files.

    [bold]Examples[/bold]: dsolutions packs

    dsolutions packs --copy alert-rules my_rules.toml
    """
    if copy is None:
        _list()
    else:
        _copy(*copy)


def _list() -> None:
    from rich.console import Console
    from rich.table import Column, Table

    from dsolutions.registry import packs as installed

    table = Table("pack", "what it is", Column("what it brings", no_wrap=True))
    for name, pack in installed().items():
        table.add_row(name, pack.summary, "\n".join(_contents(pack)))
    Console().print(table)


def _contents(pack: Pack) -> list[str]:
    kinds = {"pipeline": pack.pipelines, "adapter": pack.adapters, "file": pack.files}
    return [f"{kind} {name}" for kind, names in kinds.items() for name in names]


def _copy(name: str, target: Path) -> None:
    from dsolutions.registry import shipped_file

    content = shipped_file(name).read_bytes()
    try:
        with target.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise ConfigurationError(
            "there is a file already, and your changes may be in it",
            stage="packs",
            item=str(target),
            remedy="choose another name, or remove it first",
        ) from error
    typer.echo(target)
