"""Measure quality on public data and write it down: ``make scores``, or a part: ``make scores ARGS=support``.

Writes one report per data set to ``benchmarks/results/scores``, and from these ``docs/scores.md`` and the
tables in the README.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console

from benchmarks.contracts.clauses import score_clauses
from benchmarks.contracts.fields import score_fields
from benchmarks.contracts.headings import score_headings
from benchmarks.contracts.parties import score_parties
from benchmarks.contracts.unfair import score_unfair
from benchmarks.dialogue_state import score_multiwoz, score_woz2
from benchmarks.emotion import score_emotions
from benchmarks.encoders import ENCODERS
from benchmarks.events import score_events
from benchmarks.intent import score_banking, score_banking_few, score_clinc
from benchmarks.page import RESULTS, write_pages
from benchmarks.safety.answers import score_answers
from benchmarks.safety.factuality import score_factuality
from benchmarks.safety.fit_rewards import embedder
from benchmarks.safety.injection import score_injection
from benchmarks.safety.moderation import score_moderation
from benchmarks.safety.personal import score_personal_data
from benchmarks.safety.preferences import score_preferences
from benchmarks.safety.request_sources import score_request_sources
from benchmarks.safety.requests import score_requests
from benchmarks.sentiment import FINENTITY, SENTFIN, score_entities, score_phrasebank
from dsolutions.adapters import find_adapter
from dsolutions.errors import ModelError
from dsolutions.evaluation import EvaluationReport
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types import ClauseFinder
from dsolutions_pipelines import FinanceRiskPipeline
from dsolutions_support.emotion import EmotionReader


def main() -> int:
    """Score what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scores", description=__doc__)
    parser.add_argument(
        "parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)}; all by default"
    )
    chosen = parser.parse_args().parts or list(PARTS)
    if unknown := set(chosen) - set(PARTS):
        parser.error(f"no part is called {min(unknown)!r}; there are: {', '.join(PARTS)}")
    console = Console()
    folder = os.environ.get("DSOLUTIONS_DATA")
    if not folder or not Path(folder).is_dir():
        console.print("Set DSOLUTIONS_DATA to the folder with the data sets; docs/scores.md says which.")
        return 2
    for part in chosen:
        for report in PARTS[part](Path(folder), console):
            keep(report, console)
    write_pages()
    return 0


def keep(report: EvaluationReport, console: Console) -> None:
    """Write a report to its folder and show it."""
    report.save(RESULTS / "scores" / f"{report.dataset} {report.name}".translate(_IN_FOLDERS).lower())
    console.print(report.to_table())


_IN_FOLDERS = str.maketrans({" ": "-", ",": None})


def news(data: Path, console: Console) -> Iterator[EvaluationReport]:
    """Score entity sentiment with both encoders, and event rules."""
    for option, model in ENCODERS.items():
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
            yield report.model_copy(update={"provenance": pipeline.provenance()})
    yield from score_events(pipeline.detector, data)


def support(data: Path, console: Console) -> Iterator[EvaluationReport]:
    """Score intents, emotions and dialogue state."""
    runtime = Runtime()
    emotion, assistant, banking = (find_adapter(name) for name in ("emotion", "assistant", "banking"))
    for adapter in (assistant, banking):
        runtime.load(adapter)
    yield score_banking(runtime, data, "banking", banking.name)
    yield score_banking_few(runtime, data, "own intents")
    try:
        yield score_banking_few(Runtime(ENCODERS["quality"]), data, "own intents, quality encoder")
    except ModelError as error:
        console.print(f"quality encoder left out: {error}")
    yield from score_clinc(runtime, data, "assistant", assistant.name)
    yield score_emotions(EmotionReader(runtime, emotion), data, "emotion")
    yield score_woz2(data)
    yield score_multiwoz(data)


def contracts(data: Path, console: Console) -> Iterator[EvaluationReport]:
    """Score clause types and unfair terms with both encoders, fields, parties and the clause tree."""
    runtime = Runtime()
    yield from score_clauses(ClauseFinder(runtime), data)
    yield from score_unfair(data, runtime)
    try:
        reader = Runtime(ENCODERS["quality"])
    except ModelError as error:
        console.print(f"quality encoder left out: {error}")
    else:
        finder = ClauseFinder(runtime, reader=reader)
        for report in (*score_clauses(finder, data, floors=False), *score_unfair(data, reader, quick=True)):
            yield report.model_copy(update={"name": f"{report.name}, quality encoder"})
    yield score_fields(data)
    yield score_parties(data)
    for part in ("development", "held_out", "held_out_2", "held_out_3"):
        yield score_headings(data, part)


def safety(data: Path, console: Console) -> Iterator[EvaluationReport]:
    """Score guards and judges."""
    runtime = Runtime()
    yield from score_factuality(runtime, data)
    yield from score_injection(runtime, data)
    yield from score_personal_data(data)
    embed = embedder(runtime)
    yield from score_answers(data, embed)
    yield from score_requests(data, embed)
    yield score_request_sources(runtime, data, embed)
    yield score_moderation(data, embed)
    yield score_preferences(data, embed)


PARTS: dict[str, Callable[[Path, Console], Iterator[EvaluationReport]]] = {
    "news": news,
    "support": support,
    "contracts": contracts,
    "safety": safety,
}


if __name__ == "__main__":
    sys.exit(main())
