"""The card of an adapter: what it is, what it was made from, how well it does."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from dsolutions.adapters.heads import HeadSpec
from dsolutions.types import Value


class BaseModelRef(Value):
    """The frozen encoder that an adapter was made for.

    Args:
        name: its name in the model catalogue, or its folder's name.
        sha256: digest of its weight file.
    """

    name: str
    sha256: str


class DataSource(Value):
    """One data set that an adapter was trained on.

    Args:
        name: the data set's name.
        licence: SPDX identifier or the licence's own name.
        source: where it comes from.
        rows: examples used.
    """

    name: str
    licence: str
    source: str
    rows: int = Field(ge=0)


class Card(Value):
    """Everything that a reader of an adapter must know; stored as ``card.json``.

    Args:
        name: the adapter's name.
        version: its version.
        summary: one sentence.
        base: the encoder it belongs to.
        heads: its heads.
        licence: licence of the weights.
        data: what it was trained on.
        recipe: the recipe that makes it again, as text.
        seed: the random seed.
        scores: measured scores, by data set and metric.
        files: SHA-256 of each weight file.
    """

    name: str
    version: str = "0.1.0"
    summary: str = ""
    base: BaseModelRef
    heads: tuple[HeadSpec, ...] = Field(min_length=1)
    licence: str = "Apache-2.0"
    data: tuple[DataSource, ...] = ()
    recipe: str = ""
    seed: int | None = None
    scores: Mapping[str, float] = Field(default_factory=dict)
    files: Mapping[str, str] = Field(default_factory=dict)

    def head(self, name: str) -> HeadSpec:
        """Return the specification of one head."""
        return next(spec for spec in self.heads if spec.name == name)
