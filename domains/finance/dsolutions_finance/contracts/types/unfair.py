"""Unfair terms in the terms of service of consumer platforms, from their words."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from dsolutions.errors import ModelError
from dsolutions.types import Value
from dsolutions_finance.contracts.results import Clause
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.fusion import expit
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.passages import passages

MODEL = Path(__file__).parent / "model"

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


class Calibration(Value):
    """From lexical scores to probabilities and decisions.

    Args:
        slope: of the lexical score.
        bias: per type, in the order of ``UNFAIR_TYPES``.
        threshold: probability from which a term is given as unfair.
    """

    slope: float
    bias: tuple[float, ...]
    threshold: float

    def probabilities(self, scores: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return (passages, types)."""
        return expit(scores * self.slope + np.array(self.bias))


class UnfairTerms:
    """Finds potentially unfair terms: those that European consumer law may void.

    They are looked for in terms of service; what two companies agree on is held to other standards.

    Args:
        lexical: scores passages by their words.
        calibration: makes probabilities of the scores.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> said = "We may change these terms at any time, at our sole discretion, without notice to you."
    >>> [term] = UnfairTerms.builtin().find(ContractText.of(ContractDocument(id="1", text=said)))
    >>> term.type
    'Unfair: unilateral change'
    """

    def __init__(self, lexical: LexicalModel, calibration: Calibration) -> None:
        self._lexical = lexical
        self._calibration = calibration

    @classmethod
    def builtin(cls) -> Self:
        """Load the model that comes with the package.

        Raises:
            ModelError: its files are missing or broken.
        """
        path = MODEL / "unfair.json"
        try:
            calibration = Calibration.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read as a calibration: {error}",
                stage="load model",
                item=str(path),
                remedy="install dsolutions again",
            ) from error
        return cls(LexicalModel.load(MODEL / "unfair.safetensors"), calibration)

    def find(self, text: ContractText) -> tuple[Clause, ...]:
        """Find unfair terms, in text order; a passage of several types is there once for each."""
        own = passages(text.text)
        if not own:
            return ()
        table = self._calibration.probabilities(self._lexical.scores(text.text, own, own))
        names = tuple(UNFAIR_TYPES.values())
        return tuple(
            Clause(
                type=names[column],
                probability=round(float(table[row, column]), 4),
                evidence=text.span(own[row].start, own[row].end),
            )
            for row, column in zip(*np.nonzero(table >= self._calibration.threshold), strict=True)
        )
