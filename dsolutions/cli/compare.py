"""``dsolutions compare``: two versions of a document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dsolutions import registry
from dsolutions.cli.pipeline_options import NAMED, PipelineCommand, build_pipeline
from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from dsolutions.comparison import Comparison

CHOICE = "--pipeline"


class ComparisonCommand(PipelineCommand):
    """A command that finds its pipeline by what it can do: with one that compares, nobody has to name it."""

    def named(self, words: Sequence[str]) -> str | None:
        """Return the pipeline that is chosen, or else the only one that compares."""
        for word, following in zip(words, [*words[1:], None], strict=True):
            if word == CHOICE:
                return following
            if word.startswith(f"{CHOICE}="):
                return word.partition("=")[2]
        able = [name for pack in registry.packs().values() for name in pack.pipelines if _compares(name)]
        return able[0] if len(able) == 1 else None


def compare(
    ctx: typer.Context,
    before: Annotated[Path, typer.Argument(help="The old version, or what was wanted.", metavar="OLD")],
    after: Annotated[Path, typer.Argument(help="The new version.", metavar="NEW")],
    report: Annotated[
        Path | None, typer.Option(help="Also write an HTML page with every change word by word.")
    ] = None,
    pipeline: Annotated[
        str | None,
        typer.Option(help="What compares; needed only where several installed pipelines can."),
    ] = None,
) -> None:
    """Compare two versions of a document: a table on a terminal, JSON into a pipe.

    A contract can also be compared with a file of clauses as you want them, in the place of OLD.

    [bold]Examples[/bold]:

    dsolutions compare draft.docx signed.pdf --report changes.html

    dsolutions compare standard_clauses.toml agreement.pdf
    """
    from rich.console import Console

    name = pipeline or ctx.meta[NAMED]
    if name is None:
        raise ConfigurationError(
            "it is not clear which pipeline shall compare", stage="compare", remedy=f"name one with {CHOICE}"
        )
    built = build_pipeline(ctx, name)
    found = built.compare(before, after)
    if report is not None:
        built.write_comparison(found, report)
    console = Console()
    if console.is_terminal:
        _show(found, console)
    else:
        typer.echo(found.model_dump_json())


def _compares(name: str) -> bool:
    return registry.pipeline_class(name).compare is not Pipeline.compare


def _show(found: Comparison, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    rows = found.rows()
    if rows:
        table = Table(*rows[0], title=f"{found.before} -> {found.after}")
        for row in rows:
            table.add_row(*map(Text, row.values()))
        console.print(table)
    else:
        console.print(Text(f"{found.before} and {found.after} do not differ."))
    for remark in found.remarks():
        console.print(Text(remark))
