"""Find the clauses of a contract: words choose passages, the encoder reads those in two ways, all decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsolutions.adapters import Adapter, installed_for
from dsolutions.errors import AdapterMismatch
from dsolutions.runtime import Runtime
from dsolutions.types import Ingredient
from dsolutions_finance.contracts.results import Clause
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.boundaries import Boundaries
from dsolutions_finance.contracts.types.fusion import Fusion, expit, likely
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.passages import Passage, passages
from dsolutions_finance.contracts.types.reading import read_with
from dsolutions_finance.contracts.types.shipped import MODEL, folder_for
from dsolutions_finance.contracts.types.vectors import VectorModel

Floats = NDArray[np.float64]

HEAD = "clause_types"


@dataclass(frozen=True)
class FoundClauses:
    """The clauses of one contract.

    Args:
        clauses: in text order; a passage of several types is there once for each.
        presence: clause type to the calibrated probability that the contract has one, every type included.
    """

    clauses: tuple[Clause, ...]
    presence: Mapping[str, float]


@dataclass(frozen=True)
class Reading:
    """What was made of the passages of one contract.

    Args:
        passages: all of them.
        lexical: (passages, types) scores from words.
        asked: numbers of the passages that the encoder read, ascending.
        probabilities: (asked, types).
    """

    passages: Sequence[Passage]
    lexical: Floats
    asked: NDArray[np.intp]
    probabilities: Floats


class ClauseFinder:
    """Finds the passages of a contract that are of a known type, and tells which types it has.

    Time and memory are linear in the length of the contract: every passage is scored by its words. The likely
    ones, some two in five, are read by the encoder with the adapter, among the text around them; those that
    are likely still are read on their own by a small network on the frozen encoder.

    Args:
        runtime: a runtime on the adapter's encoder.
        adapter: an adapter with a head ``"clause_types"``; by default the installed one.
        reader: a runtime on the encoder that the network reads frozen, such as the quality encoder; by
            default ``runtime``.
        lexical: scores passages by their words.
        vectors: scores passages by what that encoder says of them. On one that no network ships for, words
            and adapter decide alone.
        fusion: makes probabilities of the scores; fitted for this adapter and these models.

    Raises:
        AdapterMismatch: the adapter has no such head, another encoder, or other types than the fusion.

    >>> from dsolutions.runtime import Runtime
    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> finder = ClauseFinder(Runtime())
    >>> said = "This Agreement shall be governed by the laws of the State of Ohio."
    >>> found = finder.find(ContractText.of(ContractDocument(id="1", text=said)))
    >>> [clause.type for clause in found.clauses]
    ['Governing Law']
    """

    def __init__(
        self,
        runtime: Runtime,
        adapter: Adapter | None = None,
        *,
        reader: Runtime | None = None,
        lexical: LexicalModel | None = None,
        vectors: VectorModel | None = None,
        fusion: Fusion | None = None,
    ) -> None:
        adapter = adapter or installed_for(runtime.encoder.model.sha256, HEAD)
        self._reader = reader or runtime
        folder = folder_for(self._reader)
        self.fusion = fusion or Fusion.load((folder or MODEL) / "fusion.json")
        labels = adapter.heads[HEAD].spec.labels if HEAD in adapter.heads else ()
        if labels != self.fusion.labels:
            raise AdapterMismatch(
                f"clause types need a head {HEAD!r} with the {len(self.fusion.labels)} types of the fusion",
                stage="load adapter",
                item=adapter.name,
                remedy="train one with domains/finance/recipes/clause_types.toml and fit a fusion for it",
            )
        self._lexical = lexical or LexicalModel.load(MODEL / "lexical.safetensors")
        if vectors is None and folder and self.fusion.encoder == self._reader.encoder.model.sha256:
            vectors = VectorModel.load(folder / "vectors.safetensors")
        self._vectors = vectors
        self._runtime = runtime
        self._adapter = runtime.load(adapter)
        models = {"clause-words": self._lexical, "clause-vectors": vectors, "clause-fusion": self.fusion}
        self.ingredients: tuple[Ingredient, ...] = (
            adapter.ingredient,
            *((self._reader.encoder.ingredient,) if self._reader is not runtime else ()),
            *(Ingredient(kind="model", name=n, digest=model.digest) for n, model in models.items() if model),
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """The clause types."""
        return self.fusion.labels

    def find(self, text: ContractText) -> FoundClauses:
        """Find the clauses of a contract.

        Args:
            text: the contract, of any length; all of it is read.

        Returns:
            Its clauses and the types that it has. ``section`` of a clause is left open.
        """
        reading = self.read(text)
        found = sorted(
            (
                Clause(type=name, probability=round(p, 4), evidence=text.span(piece.start, piece.end))
                for name, piece, p in spans(
                    text, reading, self.labels, self.fusion.threshold, self.fusion.joined
                )
            ),
            key=lambda clause: (clause.evidence.start, clause.evidence.end, clause.type),
        )
        presence = self.fusion.presence(reading.probabilities)
        return FoundClauses(
            tuple(found), {name: round(float(p), 4) for name, p in zip(self.labels, presence, strict=True)}
        )

    def read(self, text: ContractText) -> Reading:
        """Score every passage, and read the likely ones with the encoder."""
        around = passages(text.text)
        lexical = self._lexical.scores(text.text, around, around).astype(np.float64)
        asked = self.fusion.selection.chosen(lexical)
        pieces = [around[number] for number in asked]
        probabilities = self._probabilities(text.text, pieces, lexical[asked], self.fusion.least)
        return Reading(around, lexical, asked, probabilities)

    def classify(self, text: ContractText, asked: Sequence[Passage]) -> Floats:
        """Return (asked, types) probabilities of passages that were chosen elsewhere, such as by a user.

        Args:
            text: the contract.
            asked: ranges of the working text.
        """
        around = passages(text.text)
        lexical = self._lexical.scores(text.text, asked, around).astype(np.float64)
        return self._probabilities(text.text, asked, lexical, -np.inf)

    def _probabilities(self, text: str, asked: Sequence[Passage], lexical: Floats, least: float) -> Floats:
        adapter = read_with(self._runtime, self._adapter, HEAD, text, asked)
        log_odds = self.fusion.first.log_odds(lexical, adapter)
        if self._vectors:
            rows = likely(log_odds, least)
            vectors = self._vectors.scores(self._reader, text, [asked[row] for row in rows])
            log_odds[rows] = self.fusion.passage.log_odds(
                lexical[rows], adapter[rows], vectors.astype(np.float64)
            )
        return expit(log_odds)


def spans(
    text: ContractText, reading: Reading, labels: Sequence[str], least: float, joined: float
) -> Iterator[tuple[str, Passage, float]]:
    """Yield type, range and probability of each clause.

    Neighbouring passages of one type are one clause, as probable as the likelier of them.

    Args:
        text: the contract.
        reading: what was made of its passages.
        labels: the types.
        least: probability from which a passage is given.
        joined: probability from which a passage may be joined to its neighbours.
    """
    boundaries = Boundaries(text)
    for column, name in enumerate(labels):
        probabilities = reading.probabilities[:, column]
        for run in _runs(reading.asked, probabilities, least, joined):
            first, last = (reading.passages[int(reading.asked[run[end]])] for end in (0, -1))
            for piece in boundaries.narrow(name, Passage(first.start, last.end)):
                yield name, piece, float(probabilities[run].max())


def _runs(asked: NDArray[np.intp], probabilities: Floats, least: float, joined: float) -> Iterator[list[int]]:
    """Yield the rows of each clause: neighbouring passages where all are likely, else one alone."""
    run: list[int] = []
    for row in np.flatnonzero(probabilities >= least).tolist():
        continues = run and asked[row] == asked[run[-1]] + 1
        if not (continues and min(probabilities[run[-1]], probabilities[row]) >= joined):
            if run:
                yield run
            run = []
        run.append(row)
    if run:
        yield run
