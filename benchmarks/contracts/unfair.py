"""Unfair terms of service in English: fit the shipped model, and score it by the official five folds.

    python -m benchmarks.contracts.unfair DATA READINGS

fits to all 50 documents and writes ``unfair.safetensors`` and ``unfair.json`` into the folder ``model`` of
``dsolutions_finance/contracts/types``. ``READINGS`` is what ``unfair_reading`` wrote with the shipped
adapter; what it wrote with one adapter per fold is in ``unfair_folds.npz``, from which the folds are scored
without training again.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, evaluate
from dsolutions_finance.contracts.types.fitting import (
    PASSAGES,
    best_threshold,
    fit_selection,
    logistic,
)
from dsolutions_finance.contracts.types.fusion import Floats, Weights, logit
from dsolutions_finance.contracts.types.learning import fit_counts
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts, weighted
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.unfair import (
    MODEL,
    UNFAIR_TYPES,
    ReadAlong,
    UnfairCalibration,
    WordsAlone,
)

CORPUS = "finance/unfair_tos/unfair_tos_multilingual.jsonl.gz"
FOLDS = Path(__file__).with_name("unfair_folds.npz")
UNFAIR = "unfair"

HELD_OUT, SEED = 6, 0  # every sixth document is held out: for stopping, fusion and the threshold

ANCHORS = (
    Anchor(
        name="floor: TF-IDF 1-3 + linear",
        scores={"micro_f1": 0.707},
        source="the same folds, a threshold of 0 and words of the sentence alone; measured here",
    ),
)

#: Document to the encoder's probabilities, (sentences, types).
Readings = Mapping[str, Floats]


@dataclass(frozen=True)
class Terms:
    """One document, sentence by sentence.

    Args:
        id: name of the service.
        fold: the official fold that it is tested in.
        text: its sentences, each a paragraph.
        sentences: where they are.
        gold: (sentences, types) whether a sentence is potentially or clearly unfair.
    """

    id: str
    fold: int
    text: str
    sentences: Sequence[Passage]
    gold: NDArray[np.bool_]

    @cached_property
    def counted(self) -> Sequence[Any]:
        """Features of the sentences."""
        return counts(self.text, self.sentences, self.sentences)


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
    return Terms(name, int(rows[0]["fold"]), text, own, np.array(gold))


def held_out(documents: Sequence[Terms]) -> frozenset[str]:
    """Choose the validation documents."""
    names = sorted(document.id for document in documents)
    random.Random(SEED).shuffle(names)
    return frozenset(names[: len(names) // HELD_OUT])


def fit(documents: Sequence[Terms], readings: Readings) -> tuple[LexicalModel, UnfairCalibration]:
    """Fit a model.

    Args:
        documents: those that the adapter was trained on, and the validation documents.
        readings: what the adapter said of the validation documents; empty for a model of words alone.
    """
    read = _read_along(documents, readings) if readings else None
    return _fit(documents), UnfairCalibration(words=_words_alone(documents), read=read)


def _read_along(documents: Sequence[Terms], readings: Readings) -> ReadAlong:
    """Fit the fusion to the validation documents, which neither adapter nor lexical model were fitted to."""
    names = held_out(documents)
    lexical_model = _fit([document for document in documents if document.id not in names])
    validation = [document for document in documents if document.id in names]
    gold = [document.gold for document in validation]
    lexical = [_scores(lexical_model, document) for document in validation]
    selection = fit_selection(gold, lexical)
    asked = [selection.chosen(table) for table in lexical]
    words = np.vstack([table[chosen] for table, chosen in zip(lexical, asked, strict=True)])
    truth = np.vstack([table[chosen] for table, chosen in zip(gold, asked, strict=True)])
    encoder = np.vstack([readings[d.id][chosen] for d, chosen in zip(validation, asked, strict=True)])
    weights, bias = logistic([words, logit(encoder)], truth, PASSAGES)
    passage = Weights(lexical=weights[0], encoder=weights[1], bias=tuple(bias))
    likeliest = passage.probabilities(words, encoder).max(axis=1)
    threshold = best_threshold(likeliest, any_of(truth))
    return ReadAlong(selection=selection, passage=passage, threshold=threshold)


def any_of(gold: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return (sentences,) which of them are unfair at all."""
    return np.asarray(gold.any(axis=1))


def _words_alone(documents: Sequence[Terms]) -> WordsAlone:
    """Calibrate the lexical model on scores of folds that it was not fitted to."""
    folds = sorted({document.fold for document in documents})
    gold, scores = [], []
    for fold in folds:
        outside = [document for document in documents if document.fold == fold]
        model = _fit([document for document in documents if document.fold != fold])
        gold += [document.gold for document in outside]
        scores += [_scores(model, document) for document in outside]
    truth, table = np.vstack(gold), np.vstack(scores)
    [slope], bias = logistic([table], truth, PASSAGES)
    words = WordsAlone(slope=slope, bias=tuple(bias), threshold=0.5)
    likeliest = words.probabilities(table).max(axis=1)
    return words.model_copy(update={"threshold": best_threshold(likeliest, any_of(truth))})


def _fit(documents: Sequence[Terms]) -> LexicalModel:
    return fit_counts([d.counted for d in documents], np.vstack([d.gold for d in documents]))


def _scores(model: LexicalModel, document: Terms) -> Floats:
    scores = model.score_weighted(weighted(document.counted, model.hashes, model.idf))
    return scores.astype(np.float64)


def score_unfair(data: Path) -> Iterator[EvaluationReport]:
    """Score whether sentences are unfair, and of which types; each fold by a model of the four others.

    Everything is fitted to the four others, thresholds included. For the first report a sentence has the
    label "unfair" or none, so that micro-F1 is the F1 of unfair sentences.
    """
    documents = read_terms(data)
    gold: list[NDArray[np.bool_]] = []
    given: list[NDArray[np.bool_]] = []
    names: list[str] = []
    groups: list[frozenset[str]] = []
    for fold in sorted({document.fold for document in documents}):
        readings = fold_readings(fold)
        model, calibration = fit([document for document in documents if document.fold != fold], readings)
        for document in (document for document in documents if document.fold == fold):
            gold.append(document.gold)
            given.append(_given(model, calibration, document, readings.get(document.id)))
            names += [document.id] * len(document.gold)
            groups += [frozenset({f"fold {fold}"})] * len(document.gold)
    true, found = np.vstack(gold), np.vstack(given)
    for name, labels, sides in (
        ("unfair terms", (UNFAIR,), (any_of(true)[:, None], any_of(found)[:, None])),
        ("types of unfair terms", tuple(UNFAIR_TYPES.values()), (true, found)),
    ):
        right, said = ([frozenset(np.array(labels)[row].tolist()) for row in side] for side in sides)
        predictions = LabelledPredictions(labels, right, said, documents=names, groups=groups)
        anchors = ANCHORS if labels == (UNFAIR,) else ()
        yield evaluate(predictions, name=name, dataset="unfair tos english, 5 folds", anchors=anchors)


def _given(
    model: LexicalModel, calibration: UnfairCalibration, document: Terms, read: Floats | None
) -> NDArray[np.bool_]:
    """Return (sentences, types) what each is given as, as ``UnfairTerms.find`` decides it."""
    lexical = _scores(model, document)
    if calibration.read is None or read is None:
        return np.asarray(calibration.words.probabilities(lexical) >= calibration.words.threshold)
    asked = calibration.read.selection.chosen(lexical)
    given = np.zeros(lexical.shape, dtype=bool)
    probabilities = calibration.read.passage.probabilities(lexical[asked], read[asked])
    given[asked] = probabilities >= calibration.read.threshold
    return given


def fold_readings(fold: int) -> Readings:
    """Return what the adapter that was trained without a fold says of it and of its validation documents."""
    return _readings(FOLDS, f"{fold}/") if FOLDS.exists() else {}


def _readings(path: Path, prefix: str = "") -> Readings:
    with np.load(path) as tables:
        return {
            key.removeprefix(prefix): tables[key].astype(np.float64)
            for key in tables.files
            if key.startswith(prefix)
        }


def main(data: Path, readings: Path) -> None:
    """Fit the shipped model."""
    model, calibration = fit(read_terms(data), _readings(readings))
    MODEL.mkdir(exist_ok=True)
    model.save(MODEL / "unfair.safetensors")
    (MODEL / "unfair.json").write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
