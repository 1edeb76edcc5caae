"""Recipes: everything that decides what an adapter becomes, in one TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator

from dsolutions.adapters import HeadSpec
from dsolutions.errors import ConfigurationError
from dsolutions.types import Value

Part = Literal["train", "validation", "test"]


class AdapterSection(Value):
    """Name, version and terms of the adapter that comes out."""

    name: str
    version: str = "0.1.0"
    summary: str = ""
    licence: str = "Apache-2.0"


class DataSection(Value):
    """One labelled file and how to read it.

    Args:
        file: JSONL, CSV, TSV or Parquet (the first three may be gzipped), beside the recipe or below the data
            folder.
        name: the data set's name, for the card.
        licence: its licence, for the card.
        source: where it comes from, for the card.
        text: field that holds the text.
        label: field that holds the label; inside each item where ``items`` is set.
        separator: what stands between the labels of one field, for ``multi_label`` heads; ``None`` where a
            field holds one label.
        items: field that holds a list of labelled targets in the text, or ``None`` for one label per text.
        target: field of an item that holds the target's characters.
        start: field of an item that holds the target's offset in the text.
        part: what the whole file is for, where it has no ``split``.
        split: field that holds the part of the data, or ``None`` where all rows are of one part.
        train: value of ``split`` for training rows.
        validation: value of ``split`` for validation rows. With any, none are held out from training.
        test: value of ``split`` for test rows; they are only scored.
        window: most characters kept on either side of a target, cut at spaces; all by default.
        marked: mark targets and repeat them, as fits names; turn off for targets as long as sentences, which
            are then read where they stand.
        invented: rows that were written to teach something, rather than found. The recipe's teacher, which
            has not seen the like, does not answer them, and they do not settle temperature and thresholds,
            which shall fit what comes in.
    """

    file: str
    name: str
    licence: str
    source: str
    text: str = "text"
    label: str = "label"
    separator: str | None = Field(default=None, min_length=1)
    items: str | None = None
    target: str = "target"
    start: str = "start"
    part: Part = "train"
    split: str | None = None
    train: str = "train"
    validation: str = "validation"
    test: str = "test"
    window: int | None = Field(default=None, gt=0)
    marked: bool = True
    invented: bool = False


class DeltasSection(Value):
    """What of the encoder is trained.

    Whatever is trained is stored as low-rank deltas of ``rank``: ``"lora"`` trains these directly (Hu et al.
    2021); ``"all"`` and ``"last_layers"`` train the weight matrices themselves and keep the nearest low-rank
    matrices to the difference, from a truncated singular value decomposition.

    Args:
        train: ``"none"`` (heads on the frozen encoder), ``"lora"``, ``"last_layers"`` or ``"all"``.
        rank: rank of the stored deltas.
        layers: how many layers, counted from the last, ``"last_layers"`` trains.
        dropout: dropout in front of the low-rank matrices, for ``"lora"``.
    """

    train: Literal["none", "lora", "last_layers", "all"] = "lora"
    rank: int = Field(default=16, gt=0)
    layers: int = Field(default=2, gt=0)
    dropout: float = Field(default=0.05, ge=0, lt=1)


class AugmentationSection(Value):
    """Random changes to training rows.

    Args:
        swap_target: chance that a target is replaced by another row's, so that the label cannot be read off
            the name.
        drop_target: chance that a row whose text has one label only is asked about as a whole, so that the
            head also answers for whole sentences.
    """

    swap_target: float = Field(default=0.0, ge=0, le=1)
    drop_target: float = Field(default=0.0, ge=0, le=1)


class DistillationSection(Value):
    """A teacher whose answers are mixed into the labels.

    Args:
        teacher: an adapter with the same labels, usually on a larger encoder: an installed name or a folder.
        weight: share of the teacher's answer in the label; the rest is the label in the data.
        temperature: softens the teacher's answer, which is too sure of rows that it was trained on itself.
    """

    teacher: str
    weight: float = Field(default=0.5, gt=0, le=1)
    temperature: float = Field(default=2.0, gt=0)


class OptimisationSection(Value):
    """How long and how fast.

    Args:
        epochs: most passes over the data.
        batch_size: rows per step.
        learning_rate: peak rate of the encoder's deltas, AdamW.
        head_learning_rate: peak rate of the head.
        weight_decay: AdamW's decoupled decay.
        warmup: share of the steps in which the rate rises; it then falls linearly to zero.
        average: decay of the running average of the weights, which is kept in place of the last; 0 for none.
        patience: epochs without a better validation score before training stops.
        validation: share of the training texts that is held out, for stopping, temperature and thresholds;
            where the data has a validation part, that is used instead.
        seed: of everything random.
        bfloat16: compute in bfloat16 where the processor has it.
    """

    epochs: int = Field(default=4, gt=0)
    batch_size: int = Field(default=32, gt=0)
    learning_rate: float = Field(default=1e-4, gt=0)
    head_learning_rate: float = Field(default=1e-3, gt=0)
    weight_decay: float = Field(default=0.01, ge=0)
    warmup: float = Field(default=0.06, ge=0, lt=1)
    average: float = Field(default=0.0, ge=0, lt=1)
    patience: int = Field(default=2, gt=0)
    validation: float = Field(default=0.1, gt=0, lt=1)
    seed: int = 0
    bfloat16: bool = True


class Recipe(Value):
    """A whole recipe.

    >>> recipe = Recipe.parse('''
    ... adapter = {name = "mood"}
    ... head = {name = "mood", labels = ["bad", "good"]}
    ... data = [{file = "mood.jsonl", name = "Mood", licence = "CC0-1.0", source = "own"}]
    ... ''')
    >>> recipe.deltas.train
    'lora'
    """

    adapter: AdapterSection
    base: str = "all-MiniLM-L6-v2"
    head: HeadSpec
    data: tuple[DataSection, ...] = Field(min_length=1)
    deltas: DeltasSection = DeltasSection()
    augmentation: AugmentationSection = AugmentationSection()
    distillation: DistillationSection | None = None
    optimisation: OptimisationSection = OptimisationSection()
    rename: Mapping[str, str] = Field(
        default_factory=dict, description="label in the data -> label of the head"
    )

    @model_validator(mode="after")
    def _teachable(self) -> Self:
        if self.distillation and self.head.task != "single_label":
            raise ValueError("distillation is for single_label heads")
        return self

    @classmethod
    def load(cls, path: str | Path) -> tuple[Self, str]:
        """Read a recipe file; return it with its text, which goes on the card.

        Raises:
            ConfigurationError: the file is missing, is no TOML, or has a wrong or unknown key.
        """
        try:
            text = Path(path).read_text(encoding="utf-8")
        except OSError as error:
            raise ConfigurationError(
                f"cannot be read: {error.strerror}", stage="read recipe", item=str(path)
            ) from error
        return cls.parse(text, item=str(path)), text

    @classmethod
    def parse(cls, text: str, *, item: str = "recipe") -> Self:
        """Read a recipe from TOML text."""
        try:
            return cls.model_validate(tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"no valid TOML: {error}", stage="read recipe", item=item) from error
        except ValidationError as error:
            first = error.errors()[0]
            key = ".".join(map(str, first["loc"]))
            raise ConfigurationError(
                f"key {key!r}: {first['msg'].lower()}",
                stage="read recipe",
                item=item,
                remedy="the keys are described in dsolutions.training.recipe",
            ) from error
