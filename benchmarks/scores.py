"""Measure quality on public data and write it down: ``make scores``.

Writes one report per data set to ``benchmarks/results/scores``, and from these ``docs/scores.md`` and the
tables in the README.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.events import score_events
from benchmarks.page import RESULTS, write_pages
from benchmarks.sentiment import FINENTITY, SENTFIN, score_entities, score_phrasebank
from dsolutions.errors import ModelError
from dsolutions.evaluation import EvaluationReport
from dsolutions_pipelines import FinanceRiskPipeline

MODELS = {"default": "all-MiniLM-L6-v2", "quality": "all-mpnet-base-v2"}


def main() -> int:
    """Score everything that can be scored here; return the exit code."""
    console = Console()
    folder = os.environ.get("DSOLUTIONS_DATA")
    if not folder or not Path(folder).is_dir():
        console.print("Set DSOLUTIONS_DATA to the folder with the data sets; docs/scores.md says which.")
        return 2
    data = Path(folder)
    for option, model in MODELS.items():
        pipeline = FinanceRiskPipeline(model=model)
        try:
            sentiment = pipeline.warm_up().sentiment
        except ModelError as error:
            console.print(f"{option} encoder left out: {error}")
            continue
        for report in (
            score_entities(sentiment, data, SENTFIN, option),
            score_entities(sentiment, data, FINENTITY, option),
            score_phrasebank(sentiment, data, option, agreement=100),
            score_phrasebank(sentiment, data, option, agreement=50),
        ):
            keep(report.model_copy(update={"provenance": pipeline.provenance()}), console)
    for report in score_events(pipeline.detector, data):
        keep(report, console)
    write_pages()
    return 0


def keep(report: EvaluationReport, console: Console) -> None:
    """Write a report to its folder and show it."""
    report.save(RESULTS / "scores" / f"{report.dataset} {report.name}".replace(" ", "-").lower())
    console.print(report.to_table())


if __name__ == "__main__":
    sys.exit(main())
