"""The model that the judges share: words first, then heads on layers of the frozen encoder."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Self

from pydantic import ValidationError

from dsolutions.adapters import BaseModelRef
from dsolutions.errors import AdapterMismatch, ModelError
from dsolutions.runtime.catalogue import ResolvedModel
from dsolutions.safety.rewards.blend import Blend
from dsolutions.safety.rewards.heads import VectorHeads
from dsolutions.safety.rewards.labels import LABELS, Label
from dsolutions.safety.rewards.lexical import LexicalModel
from dsolutions.types import Ingredient, Value

MODEL = Path(__file__).parent / "model"
_LEXICAL, _HEADS, _MODEL = "lexical.safetensors", "heads.safetensors", "model.json"


class Description(Value):
    """What is known about the numbers in the other files.

    Args:
        version: of the model.
        base: the encoder that the heads read.
        blends: how words and encoder are joined, by label.
    """

    version: str
    base: BaseModelRef
    blends: Mapping[Label, Blend]


@dataclass(frozen=True)
class RewardModel:
    """Lexical scores, heads and how they are joined.

    Args:
        lexical: one column per label, in the order of ``LABELS``.
        heads: one network per label, in that order.
        description: how the two are joined, and what they are for.

    >>> set(RewardModel.builtin().description.blends) == set(LABELS)
    True
    """

    lexical: LexicalModel
    heads: VectorHeads
    description: Description

    @classmethod
    def load(cls, folder: str | Path) -> Self:
        """Read a model from its folder.

        Raises:
            ModelError: one of its files is missing or broken.
        """
        folder = Path(folder)
        try:
            return cls(
                LexicalModel.load(folder / _LEXICAL),
                VectorHeads.load(folder / _HEADS),
                Description.model_validate_json((folder / _MODEL).read_bytes()),
            )
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read as a reward model: {error}",
                stage="load model",
                item=str(folder),
                remedy="install dsolutions again, or fit one with `python -m benchmarks.safety.fit_rewards`",
            ) from error

    @staticmethod
    @cache
    def builtin() -> RewardModel:
        """Load the model that comes with the package."""
        return RewardModel.load(MODEL)

    def save(self, folder: str | Path) -> Path:
        """Write the model to a folder; return it."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        self.lexical.save(folder / _LEXICAL)
        self.heads.save(folder / _HEADS)
        described = self.description.model_dump_json(indent=1)
        (folder / _MODEL).write_text(described + "\n", encoding="utf-8")
        return folder

    @cached_property
    def ingredient(self) -> Ingredient:
        """The model's entry in a provenance."""
        digest = hashlib.sha256(self.description.model_dump_json().encode())
        for part in (self.lexical, self.heads):
            for key, array in sorted(part.arrays.items()):
                digest.update(key.encode() + array.tobytes())
        return Ingredient(
            kind="model",
            name="safety rewards",
            version=self.description.version,
            digest=digest.hexdigest(),
        )

    def blend(self, label: Label) -> Blend:
        """Return how the stages are joined for a label."""
        return self.description.blends[label]

    def require(self, encoder: ResolvedModel) -> None:
        """Check that the heads were fitted on an encoder.

        Raises:
            AdapterMismatch: they were not.
        """
        base = self.description.base
        if encoder.sha256 != base.sha256:
            raise AdapterMismatch(
                f"the rewards were fitted on {base.name} ({base.sha256[:12]}), but this runtime has "
                f"{encoder.name} ({encoder.sha256[:12]})",
                stage="safety",
                item="rewards",
                remedy=f"give the judges a Runtime({base.name!r}) of their own",
            )

    def words(self, text: str) -> Mapping[Label, float]:
        """Return the lexical score of every label."""
        return dict(zip(LABELS, self.lexical.scores(text).tolist(), strict=True))
