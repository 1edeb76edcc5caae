"""How the scores of words and of the encoder, read in two ways, become calibrated probabilities."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError, model_validator

from dsolutions.errors import ModelError
from dsolutions.types import Value

Floats = NDArray[np.float64]

CERTAIN = 1e-6  # probabilities are kept this far from 0 and 1, whose logits are infinite


class Selection(Value):
    """Which passages the encoder is asked about, from their words alone.

    Args:
        slope: of the lexical score.
        bias: per type; with the slope it makes log-odds of a lexical score.
        least: log-odds of the likeliest type from which a passage is worth the encoder's time.
    """

    slope: float
    bias: tuple[float, ...]
    least: float

    def log_odds(self, lexical: Floats) -> Floats:
        """Return (passages, types) log-odds from lexical scores."""
        return np.asarray(lexical * self.slope + np.array(self.bias))

    def chosen(self, lexical: Floats) -> NDArray[np.intp]:
        """Return the numbers of the passages to ask about."""
        return likely(self.log_odds(lexical), self.least)


class Weights(Value):
    """A logistic model over all scores of a passage.

    Args:
        lexical: weight of the lexical score.
        encoder: weight of the adapter's log-odds.
        vectors: weight of the score of the vector model.
        bias: per type.
    """

    lexical: float
    encoder: float
    vectors: float
    bias: tuple[float, ...]

    def log_odds(self, lexical: Floats, encoder: Floats, vectors: Floats | float = 0.0) -> Floats:
        """Return (passages, types) log-odds.

        Args:
            lexical: (passages, types) scores of the lexical model.
            encoder: (passages, types) probabilities of the adapter.
            vectors: (passages, types) scores of the vector model.
        """
        weighed = lexical * self.lexical + logit(encoder) * self.encoder + vectors * self.vectors
        return np.asarray(weighed + np.array(self.bias))

    def probabilities(self, lexical: Floats, encoder: Floats, vectors: Floats) -> Floats:
        """Return (passages, types) probabilities of the same scores."""
        return expit(self.log_odds(lexical, encoder, vectors))


class Fusion(Value):
    """How the scores of a passage, and the passages of a contract, become probabilities.

    Fitted on validation contracts by ``fitting``; stored as JSON.

    Args:
        labels: the clause types, in the order of the scores.
        encoder: SHA-256 of the encoder that the vector model reads.
        selection: which passages the adapter is asked about.
        first: how the scores of words and adapter are weighed.
        least: log-odds of the likeliest type, by ``first``, from which the vector model reads a passage, too.
        passage: how all three scores of such a passage are weighed.
        threshold: probability from which a passage is given as a clause; low, of nearly the best micro-F1.
        joined: probability from which neighbouring passages are one clause; that of the best micro-F1.
        strongest: for presence, weight of the log-odds of the likeliest passage.
        together: for presence, weight of the log of the expected number of passages.
        prior: for presence, bias per type.

    Raises:
        pydantic.ValidationError: a bias has not one number per type.
    """

    labels: tuple[str, ...]
    encoder: str
    selection: Selection
    first: Weights
    least: float
    passage: Weights
    threshold: float
    joined: float
    strongest: float
    together: float
    prior: tuple[float, ...]

    @model_validator(mode="after")
    def _one_per_type(self) -> Self:
        for numbers in (self.selection.bias, self.first.bias, self.passage.bias, self.prior):
            if len(numbers) != len(self.labels):
                raise ValueError(f"{len(numbers)} numbers for {len(self.labels)} types")
        return self

    @property
    def digest(self) -> str:
        """SHA-256 of its numbers."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a fusion from its JSON file.

        Raises:
            ModelError: the file is missing or is no fusion.
        """
        try:
            return cls.model_validate_json(Path(path).read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read as a fusion: {error}",
                stage="load model",
                item=str(path),
                remedy="install dsolutions again, or fit one with contracts.types.fitting",
            ) from error

    def presence(self, probabilities: Floats) -> Floats:
        """Return (types,) probabilities that a contract has a clause of each type.

        Args:
            probabilities: (passages, types) of the passages that were asked about; there may be none.
        """
        if not len(probabilities):
            probabilities = np.full((1, len(self.labels)), CERTAIN)
        strongest, together = summaries(probabilities)
        return expit(strongest * self.strongest + together * self.together + np.array(self.prior))


def summaries(probabilities: Floats) -> tuple[Floats, Floats]:
    """Sum up a contract: per type the highest log-odds, and the log of the expected number of passages."""
    return logit(probabilities.max(axis=0)), np.log(probabilities.sum(axis=0).clip(min=CERTAIN))


def likely(log_odds: Floats, least: float) -> NDArray[np.intp]:
    """Return the numbers of passages whose likeliest type has log-odds of at least as much."""
    return np.flatnonzero(log_odds.max(axis=1, initial=-np.inf) >= least)


def logit(probabilities: Floats) -> Floats:
    """Return log-odds, finite ones also for 0 and 1."""
    clipped = np.asarray(probabilities, dtype=np.float64).clip(CERTAIN, 1 - CERTAIN)
    return np.asarray(np.log(clipped) - np.log1p(-clipped))


def expit(log_odds: Floats) -> Floats:
    """Return probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.asarray(log_odds, dtype=np.float64).clip(-50, 50))))
