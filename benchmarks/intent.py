"""Intents on public data: Banking77, whole and with ten examples per intent, and CLINC150."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, LabelledTexts, evaluate
from dsolutions.runtime import Runtime
from dsolutions_support.intent import OUT_OF_SCOPE, IntentExamples, IntentModel, OperatingPoint
from dsolutions_support.intent.embedder import TurnEmbedder
from dsolutions_support.results import Intent

BANKING = "support/banking77"
CLINC = "support/clinc150/data_full.json.gz"

SHOTS, DRAWS = 10, 5
# Of CLINC150's validation turns that are out of scope. Its test part is harder: 1,000 of other topics.
CAUGHT = (0.8, 0.9)

FULL_ANCHORS = (
    Anchor(
        name="USE + ConveRT",
        scores={"accuracy": 0.9336},
        source="Casanueva et al. 2020, arXiv 2003.04807, table 3; same split",
    ),
    Anchor(
        name="frozen default encoder + logistic regression",
        scores={"accuracy": 0.931},
        source="measured here; so does bge-small + linear support vector machine on its model card",
    ),
)
FEW_ANCHORS = (
    Anchor(
        name="USE + ConveRT",
        scores={"accuracy": 0.8519},
        source="Casanueva et al. 2020, arXiv 2003.04807, table 3; 10 examples, other draws",
    ),
    Anchor(
        name="ICDA",
        scores={"accuracy": 0.898},
        source="Lin et al. 2023, arXiv 2302.05096; 10 examples, and others made by a large language model",
    ),
    Anchor(
        name="frozen default encoder + logistic regression",
        scores={"accuracy": 0.851},
        source="measured here, other draws",
    ),
)
CLINC_ANCHORS = (
    Anchor(
        name="BERT, threshold",
        scores={"in scope": 0.962, "out of scope": 0.523},
        source="Larson et al. 2019, arXiv 1909.02027, table 2",
    ),
    Anchor(
        name="frozen default encoder + logistic regression",
        scores={"in scope": 0.941, "out of scope": 0.72},
        source="measured here",
    ),
)


def score_banking(runtime: Runtime, data: Path, name: str, adapter: str | None = None) -> EvaluationReport:
    """Learn from the whole training part of Banking77 and score the test part."""
    train, test = _banking(data, "train"), _banking(data, "test")
    model = IntentModel.fit(_examples(train), runtime, adapter=adapter)
    predictions = _predictions(model, test, model.classify(test.texts))
    return evaluate(predictions, name=name, dataset="banking77 test", train=train, anchors=FULL_ANCHORS)


def score_banking_few(runtime: Runtime, data: Path, name: str, *, draws: int = DRAWS) -> EvaluationReport:
    """Learn from ten examples per intent, in several draws, each scored on the whole test part.

    The accuracy is the mean of the draws; intervals resample test texts, each with its answers.
    """
    train, test = _banking(data, "train"), _banking(data, "test")
    read, drawn = TurnEmbedder(runtime)(test.texts), []
    for seed in range(draws):
        model = IntentModel.fit(_examples(draw(train, SHOTS, seed)), runtime)
        drawn.append(_predictions(model, test, model.classify(test.texts, read)))
    ids = [f"{row}, draw {seed}" for seed in range(draws) for row in test.ids]
    predictions = LabelledPredictions(
        drawn[0].labels,
        gold=[*test.gold] * draws,
        predicted=[label for one in drawn for label in one.predicted],
        ids=ids,
        documents=[*test.ids] * draws,
        groups=[frozenset({f"draw {seed}"}) for seed in range(draws) for _ in test.ids],
    )
    dataset = f"banking77 test, {SHOTS} examples per intent, {draws} draws"
    return evaluate(predictions, name=name, dataset=dataset, anchors=FEW_ANCHORS)


def score_clinc(
    runtime: Runtime, data: Path, name: str, adapter: str | None = None
) -> list[EvaluationReport]:
    """Score CLINC150 with its out-of-scope turns, at operating points chosen on the validation part.

    Accuracy in scope counts a turn that is taken for out of scope as wrong, as the paper does.
    """
    parts = json.loads(gzip.decompress((data / CLINC).read_bytes()))
    inside, outside = _clinc(parts["test"]), _clinc(parts["oos_test"])
    test = LabelledTexts([*inside.texts, *outside.texts], [*inside.gold, *outside.gold])
    train, aside = _clinc(parts["train"]), _clinc(parts["oos_train"])
    validation = _examples(_clinc(parts["val"]), _clinc(parts["oos_val"]).texts)
    reports = []
    for share in CAUGHT:
        model = IntentModel.fit(
            _examples(train),
            runtime,
            adapter=adapter,
            held_out=validation,
            point=OperatingPoint.catch(share),
        )
        predictions = _predictions(model, test, model.classify(test.texts))
        report = evaluate(
            predictions,
            name=name,
            dataset=f"clinc150 test, {share:.0%} of validation caught",
            train=LabelledTexts([*train.texts, *aside.texts], [*train.gold, *aside.gold]),
            anchors=CLINC_ANCHORS,
        )
        reports.append(report)
    return reports


def draw(train: LabelledTexts, shots: int, seed: int) -> LabelledTexts:
    """Draw examples of each label at random."""
    rng, gold = np.random.default_rng(seed), np.array(train.gold)
    rows = [i for label in np.unique(gold) for i in rng.choice(np.flatnonzero(gold == label), shots, False)]
    return LabelledTexts([train.texts[i] for i in rows], [train.gold[i] for i in rows])


def _predictions(model: IntentModel, test: LabelledTexts, answers: list[Intent]) -> LabelledPredictions:
    out = "out of scope"
    return LabelledPredictions(
        labels=[*model.intents, *([OUT_OF_SCOPE] if OUT_OF_SCOPE in test.gold else [])],
        gold=test.gold,
        predicted=[a.label or OUT_OF_SCOPE for a in answers]
        if OUT_OF_SCOPE in test.gold
        else [next(iter(a.candidates)) for a in answers],
        groups=[frozenset({out if label == OUT_OF_SCOPE else "in scope"}) for label in test.gold]
        if OUT_OF_SCOPE in test.gold
        else (),
        texts=test.texts,
    )


def _examples(labelled: LabelledTexts, aside: Sequence[str] = ()) -> IntentExamples:
    return IntentExamples(labelled.texts, [str(label) for label in labelled.gold], aside)


def _banking(data: Path, part: str) -> LabelledTexts:
    with (data / BANKING / f"{part}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return LabelledTexts([row["text"] for row in rows], [row["category"] for row in rows])


def _clinc(rows: list[list[str]]) -> LabelledTexts:
    labels = [OUT_OF_SCOPE if label == "oos" else label for _, label in rows]
    return LabelledTexts([text for text, _ in rows], labels)
