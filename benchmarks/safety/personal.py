"""Personal data, kind by kind, against presidio as it is installed.

A mark is found where a finding of its kind overlaps it, and a finding is right where it overlaps a mark of
its kind; "exact" asks for the same characters. Rules were written with the development half of the templates;
the other half was first scored when they were done. Intervals resample templates: sentences of one are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.personal_rows import (
    Mark,
    Sentence,
    found_by_guard,
    found_by_presidio,
    sentences,
)
from dsolutions import __version__
from dsolutions.evaluation import EvaluationReport, FloorScores, GroupScores, Score
from dsolutions.evaluation.intervals import LEVEL, ROUNDS
from dsolutions.evaluation.metrics import ClassScores

Floats = NDArray[np.float64]

KINDS = (
    "AGE",
    "CREDIT_CARD",
    "DATE_TIME",
    "DOMAIN_NAME",
    "EMAIL_ADDRESS",
    "GPE",
    "IBAN_CODE",
    "IP_ADDRESS",
    "NRP",
    "ORGANIZATION",
    "PERSON",
    "PHONE_NUMBER",
    "STREET_ADDRESS",
    "TITLE",
    "US_DRIVER_LICENSE",
    "US_SSN",
    "ZIP_CODE",
)
DATASETS = {
    "presidio synth_dataset_v2": "synth_dataset_v2",
    "presidio generated_large": "generated_large",
}


def score_personal_data(data: Path) -> Iterator[EvaluationReport]:
    """Score the halves of the first set and the second half of the other."""
    for dataset, name in DATASETS.items():
        rows = list(sentences(data, name))
        for half in (False, True):
            if half or name == "synth_dataset_v2":
                part = [row for row in rows if row.held_out == half]
                yield _report(f"{dataset} {'held out' if half else 'development'}", part)


def _report(dataset: str, rows: Sequence[Sentence]) -> EvaluationReport:
    kinds = [kind for kind in KINDS if any(mark.kind == kind for row in rows for mark in row.marks)]
    ours, theirs = counts(rows, found_by_guard(rows), kinds), counts(rows, found_by_presidio(rows), kinds)
    templates = [row.template for row in rows]
    return EvaluationReport(
        name="personal data",
        dataset=dataset,
        version=__version__,
        n=len(rows),
        documents=len(set(templates)),
        rounds=ROUNDS,
        seed=0,
        labels=tuple(kinds),
        scores=_scores(ours.sum(axis=1), templates),
        per_class=tuple(_class_scores(kind, ours[:, at].sum(axis=0)) for at, kind in enumerate(kinds)),
        groups=tuple(_groups(kinds, ours, templates)),
        floors=(
            FloorScores(
                name="presidio as installed",
                scores=_scores(theirs.sum(axis=1), templates),
                groups=tuple(_groups(kinds, theirs, templates)),
            ),
        ),
    )


def counts(rows: Sequence[Sentence], found: Sequence[Sequence[Mark]], kinds: Sequence[str]) -> Floats:
    """Count, for each row and kind: marks, findings, marks found, findings right, findings exact.

    Returns:
        (rows, kinds, 5); other kinds are left out.
    """
    counted = np.zeros((len(rows), len(kinds), 5))
    for at, (row, marks) in enumerate(zip(rows, found, strict=True)):
        for column, kind in enumerate(kinds):
            gold = [mark for mark in row.marks if mark.kind == kind]
            mine = [mark for mark in marks if mark.kind == kind]
            counted[at, column] = (
                len(gold),
                len(mine),
                sum(any(_overlap(mark, one) for one in mine) for mark in gold),
                sum(any(_overlap(mark, one) for one in gold) for mark in mine),
                len(set(gold) & set(mine)),
            )
    return counted


def _overlap(first: Mark, second: Mark) -> bool:
    return first.start < second.end and second.start < first.end


def _measure(sums: Floats) -> dict[str, Floats]:
    """Turn sums of counts (..., 5) into scores (...)."""
    gold, mine, found, right, exact = np.moveaxis(sums, -1, 0)
    precision, recall = right / np.maximum(mine, 1), found / np.maximum(gold, 1)
    return {
        "micro_f1": 2 * precision * recall / np.maximum(precision + recall, 1e-9),
        "precision": precision,
        "recall": recall,
        "exact_f1": 2 * exact / np.maximum(gold + mine, 1),
    }


def _scores(counted: Floats, templates: Sequence[str]) -> dict[str, Score]:
    """Score counts (rows, 5) with intervals."""
    _, unit = np.unique(templates, return_inverse=True)
    per_template = np.zeros((unit.max() + 1, 5))
    np.add.at(per_template, unit, counted)
    drawn = np.random.default_rng(0).multinomial(
        len(per_template), [1 / len(per_template)] * len(per_template), size=ROUNDS
    )
    values, resampled = (
        _measure(counted.sum(axis=0)),
        _measure(np.asarray(drawn @ per_template, dtype=np.float64)),
    )
    made = {}
    for name, value in values.items():
        low, high = np.quantile(resampled[name], [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
        made[name] = Score(
            value=float(value), low=min(float(low), float(value)), high=max(float(high), float(value))
        )
    return made


def _groups(kinds: Sequence[str], counted: Floats, templates: Sequence[str]) -> Iterator[GroupScores]:
    for at, kind in enumerate(kinds):
        marks = int(counted[:, at, 0].sum())
        yield GroupScores(name=kind, n=marks, scores=_scores(counted[:, at], templates))


def _class_scores(kind: str, sums: Floats) -> ClassScores:
    scores = _measure(sums)
    return ClassScores(
        label=kind,
        precision=float(scores["precision"]),
        recall=float(scores["recall"]),
        f1=float(scores["micro_f1"]),
        support=int(sums[0]),
        predicted=int(sums[1]),
    )
