"""``dsolutions evaluate``: scores on labelled data, or of predictions saved earlier."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from dsolutions.cli.pipeline_options import build_pipeline
from dsolutions.errors import ConfigurationError


def evaluate(
    ctx: typer.Context,
    pipeline: Annotated[
        str | None, typer.Argument(help="Name of a pipeline; see: dsolutions packs.", metavar="PIPELINE")
    ] = None,
    labelled: Annotated[Path | None, typer.Argument(help="Labelled data.", metavar="LABELLED")] = None,
    train: Annotated[
        Path | None,
        typer.Option(help="Labelled data to fit floors on, and to look for leaks from; needs a pipeline."),
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option(help="Score these saved predictions instead; loads no model.")
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Folder for report.json, report.html and predictions.jsonl.")
    ] = None,
    compare: Annotated[Path | None, typer.Option(help="Earlier predictions to compare with.")] = None,
) -> None:
    """Score a pipeline on labelled data, or predictions saved earlier.

    [bold]Examples[/bold]:

    dsolutions evaluate finance-risk labelled.jsonl --train train.jsonl --report out/today

    dsolutions evaluate --predictions out/today/predictions.jsonl --compare out/before/predictions.jsonl
    """
    from rich.console import Console

    from dsolutions.evaluation import LabelledPredictions
    from dsolutions.evaluation import compare as compare_predictions
    from dsolutions.evaluation import evaluate as score

    console = Console()
    with TemporaryDirectory() as scratch:
        if predictions is not None and pipeline is None and train is None:
            scores = score(
                LabelledPredictions.load(predictions), name="saved predictions", dataset=predictions.name
            )
        elif predictions is None and pipeline is not None and labelled is not None:
            folder = report or Path(scratch)
            folder.mkdir(parents=True, exist_ok=True)
            predictions = folder / "predictions.jsonl"
            scores = build_pipeline(ctx, pipeline).evaluate(
                labelled, train=train, save_predictions=predictions
            )
        else:
            raise ConfigurationError(
                "it is not clear what to score",
                stage="evaluate",
                remedy="give either a pipeline and labelled data, maybe with --train, or --predictions FILE",
            )
        console.print(scores.to_table())
        if scores.leaks is not None:
            leaked = f"{scores.leaks.exact:,} word for word, {scores.leaks.near:,} nearly"
            typer.echo(f"Of {scores.leaks.test:,} test rows the training set has {leaked}.")
        if report is not None:
            typer.echo(scores.save(report))
        if compare is not None:
            earlier = LabelledPredictions.load(compare)
            console.print(f"\nCompared with {compare}:")
            console.print(str(compare_predictions(earlier, LabelledPredictions.load(predictions))))
