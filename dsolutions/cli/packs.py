"""``dsolutions packs``: what is installed."""

from __future__ import annotations


def packs() -> None:
    """List the installed packs with their pipelines and adapters.

    [bold]Example[/bold]: dsolutions packs
    """
    from rich.console import Console
    from rich.table import Table

    from dsolutions.registry import packs as installed

    table = Table("pack", "what it is", "pipelines", "adapters")
    for name, pack in installed().items():
        table.add_row(name, pack.summary, "\n".join(pack.pipelines), "\n".join(pack.adapters))
    Console().print(table)
