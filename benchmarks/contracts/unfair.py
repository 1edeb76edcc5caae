"""Unfair terms of service in English: fit the shipped model, and score it by the official five folds.

    python -m benchmarks.contracts.unfair DATA

fits to all 50 documents and writes ``unfair.safetensors`` and ``unfair.json`` into
``dsolutions_finance/contracts/types/model``.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, evaluate
from dsolutions_finance.contracts.types.fitting import PASSAGES, best_threshold, logistic
from dsolutions_finance.contracts.types.learning import fit_counts
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts, weighted
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.unfair import MODEL, UNFAIR_TYPES, Calibration

CORPUS = "finance/unfair_tos/unfair_tos_multilingual.jsonl.gz"
UNFAIR = "unfair"


ANCHORS = (
    Anchor(
        name="floor: TF-IDF 1-3 + linear",
        scores={"micro_f1": 0.707},
        source="the same folds, a threshold of 0 and words of the sentence alone; measured here",
    ),
)


@dataclass(frozen=True)
class Terms:
    """One document, sentence by sentence.

    Args:
        id: name of the service.
        fold: the official fold that it is tested in.
        gold: (sentences, types) whether a sentence is potentially or clearly unfair.
        counted: features of the sentences.
    """

    id: str
    fold: int
    gold: NDArray[np.bool_]
    counted: Sequence[Any]


def read_terms(data: Path) -> list[Terms]:
    """Read the English documents."""
    documents: dict[str, list[Any]] = defaultdict(list)
    with gzip.open(data / CORPUS, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["lang"] == "en":
                documents[row["doc"]].append(row)
    return [_terms(name, rows) for name, rows in documents.items()]


def _terms(name: str, rows: list[Any]) -> Terms:
    rows.sort(key=lambda row: int(row["idx"]))
    text, own = "", []
    for row in rows:
        sentence = row["text"].strip() or "-"
        own.append(Passage(len(text), len(text) + len(sentence)))
        text += sentence + "\n\n"
    # 1 is clearly fair, 2 potentially and 3 clearly unfair.
    gold = [[f"{tag}2" in row["tags"] or f"{tag}3" in row["tags"] for tag in UNFAIR_TYPES] for row in rows]
    return Terms(name, int(rows[0]["fold"]), np.array(gold), counts(text, own, own))


def fit(documents: Sequence[Terms]) -> tuple[LexicalModel, Calibration]:
    """Fit a model; it is calibrated on scores of folds that it was not fitted to."""
    folds = sorted({document.fold for document in documents})
    gold, scores = [], []
    for fold in folds:
        inside = [document for document in documents if document.fold != fold]
        outside = [document for document in documents if document.fold == fold]
        model = _fit(inside)
        gold += [document.gold for document in outside]
        scores += [_scores(model, document) for document in outside]
    truth, table = np.vstack(gold), np.vstack(scores)
    [slope], bias = logistic([table], truth, PASSAGES)
    calibration = Calibration(slope=slope, bias=tuple(bias), threshold=0.5)
    likeliest = calibration.probabilities(table).max(axis=1)
    threshold = best_threshold(likeliest, truth.any(axis=1))
    return _fit(documents), calibration.model_copy(update={"threshold": threshold})


def _fit(documents: Sequence[Terms]) -> LexicalModel:
    return fit_counts([d.counted for d in documents], np.vstack([d.gold for d in documents]))


def _scores(model: LexicalModel, document: Terms) -> NDArray[np.float32]:
    return model.score_weighted(weighted(document.counted, model.hashes, model.idf))


def score_unfair(data: Path) -> EvaluationReport:
    """Score whether sentences are unfair; each fold by a model of the four others, thresholds included.

    A sentence has the label "unfair" or none, so micro-F1 is the F1 of unfair sentences.
    """
    documents = read_terms(data)
    gold: list[frozenset[str]] = []
    predicted: list[frozenset[str]] = []
    names: list[str] = []
    groups: list[frozenset[str]] = []
    for fold in sorted({document.fold for document in documents}):
        model, calibration = fit([document for document in documents if document.fold != fold])
        for document in documents:
            if document.fold == fold:
                likeliest = calibration.probabilities(_scores(model, document)).max(axis=1)
                gold += [_label(bool(row.any())) for row in document.gold]
                predicted += [_label(bool(p >= calibration.threshold)) for p in likeliest]
                names += [document.id] * len(likeliest)
                groups += [frozenset({f"fold {fold}"})] * len(likeliest)
    predictions = LabelledPredictions((UNFAIR,), gold, predicted, documents=names, groups=groups)
    return evaluate(predictions, name="unfair terms", dataset="unfair tos english, 5 folds", anchors=ANCHORS)


def _label(unfair: bool) -> frozenset[str]:
    return frozenset({UNFAIR} if unfair else ())


def main(data: Path) -> None:
    """Fit the shipped model."""
    model, calibration = fit(read_terms(data))
    MODEL.mkdir(exist_ok=True)
    model.save(MODEL / "unfair.safetensors")
    (MODEL / "unfair.json").write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
