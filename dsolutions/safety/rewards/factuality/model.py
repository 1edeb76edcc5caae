"""From a comparison to the probability that the sources support a sentence."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError, model_validator

from dsolutions.errors import ModelError
from dsolutions.safety.rewards.factuality.comparison import FEATURES
from dsolutions.types import Ingredient, Value

Floats = NDArray[np.float64]

_FILE = Path(__file__).parent / "support.json"
FARTHEST = 4.0  # standard deviations; what lies farther out is taken to lie there


class Network(Value):
    """One hidden layer of rectified units, and an output.

    Args:
        hidden: (features, units).
        hidden_bias: (units,).
        output: (units,).
        output_bias: log-odds where no unit is active.

    Raises:
        pydantic.ValidationError: the shapes do not fit.
    """

    hidden: tuple[tuple[float, ...], ...]
    hidden_bias: tuple[float, ...]
    output: tuple[float, ...]
    output_bias: float

    @model_validator(mode="after")
    def _fits(self) -> Self:
        units = len(self.output)
        if len(self.hidden) != len(FEATURES) or {units} != {len(self.hidden_bias), *map(len, self.hidden)}:
            raise ValueError(f"it does not lead from {len(FEATURES)} features to {units} units")
        return self

    def log_odds(self, features: Floats) -> Floats:
        """Return (sentences,) from (sentences, features)."""
        active = np.maximum(features @ np.array(self.hidden) + np.array(self.hidden_bias), 0)
        return np.asarray(active @ np.array(self.output) + self.output_bias)


class SupportModel(Value):
    """Small networks over the features of a comparison; the mean of their log-odds counts.

    Args:
        version: of the weights.
        fitted_on: the data, and how the model was fitted.
        features: their names, in order.
        mean: of each feature on the training sentences.
        scale: standard deviation of each.
        networks: trained from different starts; one alone varies with its start.
        slope: of the log-odds; with the shift, it makes them calibrated.
        shift: added to them.
        threshold: probability from which statements of held out documents are best called supported.

    Raises:
        pydantic.ValidationError: the features are not those that comparisons have.

    >>> model = SupportModel.builtin()
    >>> model.probabilities(np.array([model.mean])).shape
    (1,)
    """

    version: str
    fitted_on: str
    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    networks: tuple[Network, ...]
    slope: float = 1.0
    shift: float = 0.0
    threshold: float = 0.5

    @model_validator(mode="after")
    def _of_these_features(self) -> Self:
        if self.features != FEATURES:
            raise ValueError("it was fitted for other features")
        if not len(self.mean) == len(self.scale) == len(FEATURES):
            raise ValueError("it has not one mean and one scale per feature")
        return self

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a model.

        Raises:
            ModelError: the file is missing or is no such model.
        """
        try:
            return cls.model_validate_json(Path(path).read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read as a model of support: {error}",
                stage="load model",
                item=str(path),
                remedy="install dsolutions again, or run `python -m benchmarks.safety.fit_factuality`",
            ) from error

    @staticmethod
    @cache
    def builtin() -> SupportModel:
        """Load the model that comes with the package."""
        return SupportModel.load(_FILE)

    def save(self, path: str | Path = _FILE) -> None:
        """Write the model; by default where ``builtin`` finds it."""
        Path(path).write_text(self.model_dump_json(indent=1) + "\n", encoding="utf-8")

    @property
    def ingredient(self) -> Ingredient:
        """Describe the model for the provenance of an answer."""
        digest = hashlib.sha256(self.model_dump_json().encode()).hexdigest()
        return Ingredient(kind="model", name="factuality", version=self.version, digest=digest)

    def probabilities(self, features: Floats) -> Floats:
        """Return (sentences,) probabilities of support.

        Args:
            features: (sentences, features).
        """
        return np.asarray(1 / (1 + np.exp(-self.log_odds(features))))

    def log_odds(self, features: Floats) -> Floats:
        """Return (sentences,) log-odds of support."""
        centred = ((features - np.array(self.mean)) / np.array(self.scale)).clip(-FARTHEST, FARTHEST)
        raw = np.mean([network.log_odds(centred) for network in self.networks], axis=0)
        return np.asarray(raw * self.slope + self.shift)
