"""``dsolutions run``: a pipeline over a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dsolutions.cli.exits import ExitCode, stoppable
from dsolutions.cli.live import show_answers
from dsolutions.cli.outfile import check_format, results_in
from dsolutions.cli.pipeline_options import build_pipeline
from dsolutions.cli.report import check_report, write_report
from dsolutions.cli.table import most_telling, results_table
from dsolutions.errors import ConfigurationError

if TYPE_CHECKING:
    from dsolutions.component import Pipeline

ON_A_TERMINAL = 20  # rows that fit on one, with some space for the tall ones


def run(
    ctx: typer.Context,
    pipeline: Annotated[
        str, typer.Argument(help="Name of a pipeline; see: dsolutions packs.", metavar="PIPELINE")
    ],
    source: Annotated[
        str,
        typer.Argument(
            help="CSV, JSONL, Parquet, text, HTML, PDF or DOCX file; - reads lines of stdin.", metavar="IN"
        ),
    ],
    target: Annotated[
        Path | None,
        typer.Argument(
            help="JSONL, CSV or Parquet file. Without it: a table on a terminal, JSONL into a pipe.",
            metavar="OUT",
        ),
    ] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="FIELD=COLUMN where names differ, as text=headline; repeatable.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Also write an HTML report here; OUT must be JSONL.")
    ] = None,
    first: Annotated[
        int | None,
        typer.Option(
            help="Rows to show as a table. Without OUT: the first of the file (20 by default). "
            "With OUT, which must be JSONL: those with the fewest empty cells, of equals the first.",
            min=1,
        ),
    ] = None,
    chunk: Annotated[int, typer.Option(help="Rows answered and written together.", min=1)] = 256,
    resume: Annotated[
        bool, typer.Option("--resume/--no-resume", help="Go on with a job that was stopped, or start anew.")
    ] = True,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace OUT if it is there.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with code 6 if a row failed.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, no summary.")] = False,
) -> None:
    """Answer every row of a file.

    The pipeline's own options follow its name: dsolutions run PIPELINE --help shows them.

    [bold]Examples[/bold]:

    dsolutions run finance-risk news.csv

    dsolutions run finance-risk news.csv risk.jsonl --column text=headline --report risk.html

    tail -f feed.jsonl | dsolutions run finance-risk - | jq .alerts
    """
    built = build_pipeline(ctx, pipeline)
    columns = _columns(column or [], built.form.aliases)
    _check(built, source, target, report, first)
    if target is None:
        failed = show_answers(built, source, columns, first=first or ON_A_TERMINAL)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        with stoppable("Stopped. Run the same command again to go on."):
            manifest = built.run_file(
                source,
                target,
                columns=columns,
                chunk=chunk,
                resume=resume,
                overwrite=overwrite,
                progress=not quiet,
            )
            if report is not None:
                write_report(built, columns, target, report)
            if first is not None:
                _show(built, target, first)
        failed = manifest.rows - manifest.ok
        if not quiet:
            typer.echo(f"{manifest.rows:,} rows -> {target}" + (f", {report}" if report else ""))
    if failed and not quiet:
        typer.echo(f"{failed:,} rows failed; each carries its error.", err=True)
    if failed and strict:
        raise typer.Exit(ExitCode.FAILED_ROWS)


def _columns(pairs: Iterable[str], fields: Iterable[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        field, given, name = pair.partition("=")
        if field not in fields or not given or not name:
            raise ConfigurationError(
                "this does not say which column is which field",
                stage="options",
                item=f"--column {pair}",
                remedy=f"write FIELD=COLUMN, where FIELD is one of: {', '.join(fields)}",
            )
        columns[field] = name
    return columns


def _show(pipeline: Pipeline[Any], target: Path, rows: int) -> None:
    from rich.console import Console

    Console().print(results_table(pipeline, most_telling(pipeline, results_in(target, pipeline), rows)))


def _check(
    pipeline: Pipeline[Any], source: str, target: Path | None, report: Path | None, first: int | None
) -> None:
    if target is not None and source == "-":
        raise ConfigurationError(
            "a job on standard input could not be resumed",
            stage="options",
            item=str(target),
            remedy="leave OUT away and redirect: dsolutions run PIPELINE - > FILE",
        )
    if report is not None and target is None:
        raise ConfigurationError(
            "a report is made from an OUT file", stage="report", remedy="name an OUT file"
        )
    if report is not None and target is not None:
        check_report(pipeline, target, report)
    if first is not None and target is not None:
        check_format(target, wanted_for="table")
