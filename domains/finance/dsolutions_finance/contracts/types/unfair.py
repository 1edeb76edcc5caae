"""Unfair terms in the terms of service of consumer platforms: words choose, an encoder reads, both decide."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from dsolutions.adapters import Adapter, installed_for
from dsolutions.errors import AdapterError, AdapterMismatch, ModelError
from dsolutions.runtime import Runtime
from dsolutions.types import Ingredient, Value
from dsolutions_finance.contracts.results import Clause
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.fusion import Floats, Selection, Weights, expit
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.passages import passages
from dsolutions_finance.contracts.types.reading import read_with
from dsolutions_finance.contracts.types.shipped import MODEL, folder_for
from dsolutions_finance.contracts.types.vectors import VectorModel

HEAD = "unfair_terms"

# Tags of the corpus (Drawzeski et al. 2021) to the type that a clause gets.
UNFAIR_TYPES = {
    "a": "Unfair: arbitration",
    "ch": "Unfair: unilateral change",
    "cr": "Unfair: content removal",
    "j": "Unfair: jurisdiction",
    "law": "Unfair: choice of law",
    "ltd": "Unfair: limitation of liability",
    "pinc": "Unfair: privacy included",
    "ter": "Unfair: unilateral termination",
    "use": "Unfair: contract by using",
}


class WordsAlone(Value):
    """From lexical scores to probabilities and decisions, where no adapter reads along.

    Args:
        slope: of the lexical score.
        bias: per type, in the order of ``UNFAIR_TYPES``.
        threshold: probability from which a term is given as unfair.
    """

    slope: float
    bias: tuple[float, ...]
    threshold: float

    def probabilities(self, scores: Floats) -> Floats:
        """Return (passages, types)."""
        return expit(scores * self.slope + np.array(self.bias))


class ReadAlong(Value):
    """From all scores to probabilities and decisions, where an adapter reads along; fitted for that adapter.

    Args:
        selection: which passages the encoder is asked about.
        passage: how the scores of a passage are weighed.
        threshold: probability from which a term is given as unfair.
    """

    selection: Selection
    passage: Weights
    threshold: float


class UnfairCalibration(Value):
    """How scores become probabilities and decisions.

    Args:
        words: for an encoder without an adapter.
        read: for the shipped adapter.
    """

    words: WordsAlone
    read: ReadAlong

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read it from its JSON file.

        Raises:
            ModelError: the file is missing or is none.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read as a calibration: {error}",
                stage="load model",
                item=str(path),
                remedy="install dsolutions again",
            ) from error


def unfairness(probabilities: Floats) -> Floats:
    """Return (passages,) probabilities that a passage is of any type, from (passages, types)."""
    return np.asarray(1 - np.prod(1 - probabilities, axis=1))


def given(probabilities: Floats, threshold: float) -> NDArray[np.bool_]:
    """Decide as which types passages are given, (passages, types).

    A passage that is likely enough to be unfair, of whichever type, is given as its likeliest.

    >>> given(np.array([[0.3, 0.2], [0.3, 0.05], [0.6, 0.5]]), 0.4).tolist()
    [[True, False], [False, False], [True, True]]
    """
    likeliest = probabilities == probabilities.max(axis=1, keepdims=True)
    unfair = unfairness(probabilities) >= threshold
    return np.asarray(unfair[:, None] & (likeliest | (probabilities >= threshold)))


class UnfairTerms:
    """Finds potentially unfair terms: those that European consumer law may void.

    They are looked for in terms of service; what two companies agree on is held to other standards. Every
    passage is scored by its words, and the likely ones are read by an adapter, and by a network on the frozen
    encoder; for an encoder without such an adapter the words decide alone.

    Args:
        lexical: scores passages by their words.
        vectors: scores passages by what an encoder says of them without the adapter.
        calibration: makes probabilities of the scores.
        runtime: a runtime on the adapter's encoder.
        adapter: an adapter with a head ``"unfair_terms"``; ``None`` lets the words decide.
        reader: a runtime on the encoder of ``vectors``; by default ``runtime``.

    Raises:
        AdapterMismatch: the adapter has no such head, another encoder, or other types.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "We may change these terms at any time, at our sole discretion, without notice to you."
    >>> [term] = UnfairTerms.builtin(Runtime()).find(ContractText.of(ContractDocument(id="1", text=said)))
    >>> term.type
    'Unfair: unilateral change'
    """

    def __init__(
        self,
        lexical: LexicalModel,
        vectors: VectorModel,
        calibration: UnfairCalibration,
        runtime: Runtime | None = None,
        adapter: Adapter | None = None,
        reader: Runtime | None = None,
    ) -> None:
        self._lexical, self._vectors = lexical, vectors
        self._words, self._read = calibration.words, calibration.read
        self._adapter = _loaded(runtime, adapter) if runtime and adapter else None
        self._reader = reader
        digest = hashlib.sha256(calibration.model_dump_json().encode()).hexdigest()
        reading = Ingredient(kind="model", name="unfair-vectors", digest=vectors.digest)
        self.ingredients: tuple[Ingredient, ...] = (
            *((adapter.ingredient, reading) if self._adapter and adapter else ()),
            Ingredient(kind="model", name="unfair-words", digest=lexical.digest),
            Ingredient(kind="model", name="unfair-fusion", digest=digest),
        )

    @classmethod
    def builtin(cls, runtime: Runtime | None = None, reader: Runtime | None = None) -> Self:
        """Load the model that comes with the package, with the adapter for an encoder where there is one.

        Args:
            runtime: a runtime on the encoder; without one the words decide.
            reader: a runtime on the encoder that the network reads frozen; by default ``runtime``.

        Raises:
            ModelError: its files are missing or broken.
        """
        reader = reader or runtime
        folder = folder_for(reader) if reader else None
        try:
            adapter = installed_for(runtime.encoder.model.sha256, HEAD) if runtime and folder else None
        except AdapterError:
            adapter = None  # none has been trained for this encoder
        folder = folder or MODEL
        return cls(
            LexicalModel.load(MODEL / "unfair.safetensors"),
            VectorModel.load(folder / "unfair_vectors.safetensors"),
            UnfairCalibration.load(folder / "unfair.json"),
            runtime,
            adapter,
            reader,
        )

    def find(self, text: ContractText) -> tuple[Clause, ...]:
        """Find unfair terms, in text order; a passage of several types is there once for each."""
        own = passages(text.text)
        if not own:
            return ()
        lexical = self._lexical.scores(text.text, own, own).astype(np.float64)
        if self._adapter is None:
            asked, threshold = np.arange(len(own)), self._words.threshold
            table = self._words.probabilities(lexical)
        else:
            asked, threshold = self._read.selection.chosen(lexical), self._read.threshold
            likely = [own[number] for number in asked]
            vectors = self._vectors.scores(self._reader or self._adapter[0], text.text, likely)
            adapter = read_with(*self._adapter, HEAD, text.text, likely)
            table = self._read.passage.probabilities(lexical[asked], adapter, vectors.astype(np.float64))
        names = tuple(UNFAIR_TYPES.values())
        return tuple(
            Clause(
                type=names[column],
                probability=round(float(table[row, column]), 4),
                evidence=text.span(own[asked[row]].start, own[asked[row]].end),
            )
            for row, column in zip(*np.nonzero(given(table, threshold)), strict=True)
        )


def _loaded(runtime: Runtime, adapter: Adapter) -> tuple[Runtime, str]:
    labels = adapter.heads[HEAD].spec.labels if HEAD in adapter.heads else ()
    if labels != tuple(UNFAIR_TYPES.values()):
        raise AdapterMismatch(
            f"unfair terms need a head {HEAD!r} with the {len(UNFAIR_TYPES)} types of the corpus",
            stage="load adapter",
            item=adapter.name,
            remedy="train one with domains/finance/recipes/unfair_terms.toml and fit a calibration for it",
        )
    return runtime, runtime.load(adapter)
