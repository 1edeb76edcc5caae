"""Unfair terms of service in English: fit the shipped model, and score it by the official five folds.

    python -m benchmarks.contracts.unfair DATA READINGS

fits to all 50 documents and writes ``unfair.safetensors``, ``unfair_vectors.safetensors`` and ``unfair.json``
into the folder ``model`` of ``dsolutions_finance/contracts/types``. ``READINGS`` is what ``unfair_reading``
wrote with the shipped adapter; what it wrote with one adapter per fold is in ``unfair_folds.npz``, from which
the folds are scored without training adapters again.

    python -m benchmarks.contracts.unfair DATA READINGS all-mpnet-base-v2

writes the last two for the quality encoder, into the folder ``quality`` there.
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
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types.fitting import (
    PASSAGES,
    best_threshold,
    fit_selection,
    half_best_f1,
    logistic,
)
from dsolutions_finance.contracts.types.fusion import Floats, Weights, logit
from dsolutions_finance.contracts.types.learning import fit_counts, fit_vectors, joined, token_states
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts, weighted
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.shipped import MODEL, QUALITY
from dsolutions_finance.contracts.types.unfair import (
    UNFAIR_TYPES,
    ReadAlong,
    UnfairCalibration,
    WordsAlone,
    given,
    unfairness,
)
from dsolutions_finance.contracts.types.vectors import VectorModel

CORPUS = "finance/unfair_tos/unfair_tos_multilingual.jsonl.gz"
FOLDS = Path(__file__).with_name("unfair_folds.npz")
UNFAIR = "unfair"

HELD_OUT, SEED = 6, 0  # every sixth document is held out: for stopping, fusion and the threshold
COMMON = 0.01  # how freely the bias of a type may leave the common one where the adapter's score is added

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

    @property
    def quoted(self) -> list[str]:
        """The words of the sentences."""
        return [self.text[sentence.start : sentence.end] for sentence in self.sentences]

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


class Models:
    """Both models of documents, fitted once to each choice of folds.

    Args:
        documents: all of them.
        reader: has the encoder that the network reads.
        quick: let it read in the runtime's number format.
    """

    def __init__(self, documents: Sequence[Terms], reader: Runtime, *, quick: bool) -> None:
        self.documents = documents
        self._states = {d.id: token_states(reader, d.quoted, quick=quick) for d in documents}
        self._fitted: dict[frozenset[int], tuple[LexicalModel, VectorModel]] = {}

    def outside(self, folds: frozenset[int]) -> list[Terms]:
        """Return the documents that are in none of some folds."""
        return [document for document in self.documents if document.fold not in folds]

    def fitted(self, without: frozenset[int]) -> tuple[LexicalModel, VectorModel]:
        """Fit both to the documents outside some folds."""
        if without not in self._fitted:
            documents = self.outside(without)
            gold = np.vstack([document.gold for document in documents])
            self._fitted[without] = (
                fit_counts([document.counted for document in documents], gold),
                fit_vectors([state for document in documents for state in self._states[document.id]], gold),
            )
        return self._fitted[without]

    def scores(self, document: Terms, without: frozenset[int]) -> tuple[Floats, Floats]:
        """Score a document's sentences by models of the documents outside some folds."""
        words, network = self.fitted(without)
        lexical = words.score_weighted(weighted(document.counted, words.hashes, words.idf))
        vectors = network.log_odds(*joined(self._states[document.id]))
        return lexical.astype(np.float64), vectors.astype(np.float64)


def fit(models: Models, without: frozenset[int], readings: Readings) -> UnfairCalibration:
    """Fit how scores become decisions, to documents outside some folds.

    Args:
        models: scores them by models that know neither them nor those folds.
        without: the folds.
        readings: what the adapter said of the validation documents.
    """
    documents = models.outside(without)
    scores = [models.scores(document, without | {document.fold}) for document in documents]
    gold, lexical = [document.gold for document in documents], [words for words, _ in scores]
    truth, words, vectors = np.vstack(gold), np.vstack(lexical), np.vstack([network for _, network in scores])
    weights, bias = logistic([words, vectors], truth, PASSAGES)
    both = words * weights[0] + vectors * weights[1] + np.array(bias)
    validation = held_out(documents)
    chosen = np.repeat([document.id in validation for document in documents], [len(own) for own in gold])
    adapter = np.vstack([readings[document.id] for document in documents if document.id in validation])
    # Documents that the adapter was not trained on are few: all types have nearly the same bias.
    (earlier, own), common = logistic([both[chosen], logit(adapter)], truth[chosen], COMMON)
    read = ReadAlong(
        selection=fit_selection(gold, lexical),
        passage=Weights(
            lexical=round(earlier * weights[0], 4),
            vectors=round(earlier * weights[1], 4),
            encoder=own,
            bias=tuple(np.round(earlier * np.array(bias) + np.array(common), 4).tolist()),
        ),
        threshold=0.5,
    )
    unfair = unfairness(read.passage.probabilities(words[chosen], adapter, vectors[chosen]))
    threshold = half_best_f1(unfair, any_of(truth[chosen]))
    return UnfairCalibration(
        words=_words_alone(truth, words), read=read.model_copy(update={"threshold": threshold})
    )


def any_of(gold: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return (sentences,) which of them are unfair at all."""
    return np.asarray(gold.any(axis=1))


def _words_alone(gold: NDArray[np.bool_], lexical: Floats) -> WordsAlone:
    [slope], bias = logistic([lexical], gold, PASSAGES)
    words = WordsAlone(slope=slope, bias=tuple(bias), threshold=0.5)
    unfair = unfairness(words.probabilities(lexical))
    return words.model_copy(update={"threshold": best_threshold(unfair, any_of(gold))})


def score_unfair(data: Path, reader: Runtime, *, quick: bool = False) -> Iterator[EvaluationReport]:
    """Score whether sentences are unfair, and of which types; each fold by a model of the four others.

    Everything is fitted to the four others, thresholds included. For the first report a sentence has the
    label "unfair" or none, so that micro-F1 is the F1 of unfair sentences.

    Args:
        data: folder of the data sets.
        reader: has the encoder that the network reads.
        quick: let it read in the runtime's number format.
    """
    models = Models(read_terms(data), reader, quick=quick)
    gold: list[NDArray[np.bool_]] = []
    given_as: list[NDArray[np.bool_]] = []
    names: list[str] = []
    groups: list[frozenset[str]] = []
    for fold in sorted({document.fold for document in models.documents}):
        readings, without = _readings(FOLDS, f"{fold}/"), frozenset({fold})
        read = fit(models, without, readings).read
        for document in (document for document in models.documents if document.fold == fold):
            gold.append(document.gold)
            given_as.append(_given(read, *models.scores(document, without), readings[document.id]))
            names += [document.id] * len(document.gold)
            groups += [frozenset({f"fold {fold}"})] * len(document.gold)
    true, found = np.vstack(gold), np.vstack(given_as)
    for name, labels, sides in (
        ("unfair terms", (UNFAIR,), (any_of(true)[:, None], any_of(found)[:, None])),
        ("types of unfair terms", tuple(UNFAIR_TYPES.values()), (true, found)),
    ):
        right, said = ([frozenset(np.array(labels)[row].tolist()) for row in side] for side in sides)
        predictions = LabelledPredictions(labels, right, said, documents=names, groups=groups)
        anchors = ANCHORS if labels == (UNFAIR,) else ()
        yield evaluate(predictions, name=name, dataset="unfair tos english, 5 folds", anchors=anchors)


def _given(read: ReadAlong, lexical: Floats, vectors: Floats, adapter: Floats) -> NDArray[np.bool_]:
    """Return (sentences, types) what each is given as, as ``UnfairTerms.find`` decides it."""
    asked = read.selection.chosen(lexical)
    found = np.zeros(lexical.shape, dtype=bool)
    table = read.passage.probabilities(lexical[asked], adapter[asked], vectors[asked])
    found[asked] = given(table, read.threshold)
    return found


def _readings(path: Path, prefix: str = "") -> Readings:
    with np.load(path) as tables:
        return {
            key.removeprefix(prefix): tables[key].astype(np.float64)
            for key in tables.files
            if key.startswith(prefix)
        }


def main(data: Path, readings: Path, quality: str | None) -> None:
    """Fit the shipped model; given the name of the quality encoder, what depends on it."""
    reader, written = (Runtime(quality), QUALITY) if quality else (Runtime(), MODEL)
    models = Models(read_terms(data), reader, quick=bool(quality))
    words, network = models.fitted(frozenset())
    calibration = fit(models, frozenset(), _readings(readings))
    network.save(written / "unfair_vectors.safetensors")
    (written / "unfair.json").write_text(calibration.model_dump_json(indent=1) + "\n", encoding="utf-8")
    if not quality:
        words.save(written / "unfair.safetensors")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), next(iter(sys.argv[3:]), None))
