"""Labelled examples, read from files as a recipe says."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from csv import QUOTE_NONE
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dsolutions.errors import InputError
from dsolutions.evaluation.predictions import Answer
from dsolutions.runtime import Row
from dsolutions.training.recipe import AugmentationSection, DataSection, Part


@dataclass(frozen=True)
class Example:
    """One labelled target.

    Args:
        group: identifies the text; examples of one text stay on the same side of every split.
        text: the whole text.
        label: class name; the set of them for a ``multi_label`` head.
        focus: character range of the target, or ``None`` for the whole text.
        window: most characters of the text that are kept on either side of the target.
        marked: mark the target in the text and repeat it, or only read it where it stands.
        invented: written to teach something; no teacher answers it, and nothing is settled on it.
        part: what it is for.
        conflicting: the text has targets with different labels.
    """

    group: str
    text: str
    label: Answer
    focus: tuple[int, int] | None = None
    window: int | None = None
    marked: bool = True
    invented: bool = False
    part: Part = "train"
    conflicting: bool = False

    @property
    def source(self) -> str:
        """Name of the data set."""
        return self.group.rpartition(":")[0]

    @property
    def row(self) -> Row:
        """What the encoder sees."""
        if self.focus is None:
            return Row(self.text)
        ask = Row.about if self.marked else Row.within
        return ask(self.text, *self.focus, window=self.window)


def read_examples(section: DataSection, folders: Sequence[Path], rename: Mapping[str, str]) -> list[Example]:
    """Read one data set.

    Args:
        section: what the recipe says of it.
        folders: where its file may lie; the first that has it counts, or else the last.
        rename: label in the data to label of the head.

    Raises:
        InputError: the file is missing or has no such fields.
    """
    examples: list[Example] = []
    paths = [folder / section.file for folder in folders]
    path = next((path for path in paths if path.exists()), paths[-1])
    for number, record in enumerate(_records(path)):
        group = f"{section.name}:{number}"
        try:
            part = _part(section, record)
            if part is None:
                continue
            items = record[section.items] if section.items else [record]
            conflicting = len({item[section.label] for item in items}) > 1
            for item in items:
                example = Example(
                    group=group,
                    text=str(record[section.text]),
                    label=_label(str(item[section.label]), section, rename),
                    focus=_focus(item, section) if section.items else None,
                    window=section.window,
                    marked=section.marked,
                    invented=section.invented,
                    part=part,
                    conflicting=conflicting,
                )
                examples.append(example)
        except (KeyError, TypeError) as error:
            raise InputError(
                f"record {number} has no field {error}",
                stage="read training data",
                item=section.file,
                remedy="name the fields in the recipe's [[data]] section",
            ) from error
    return examples


def augment(example: Example, targets: Sequence[str], section: AugmentationSection) -> Example:
    """Change a training example at random, as the recipe says; conflicting texts stay as they are.

    Chance is the module-level generator's, which the training loop seeds and keeps in its checkpoints.
    """
    if example.focus is None or example.conflicting:
        return example
    if random.random() < section.drop_target:
        return replace(example, focus=None)
    if random.random() < section.swap_target:
        start, end = example.focus
        target = random.choice(targets)
        text = example.text[:start] + target + example.text[end:]
        return replace(example, text=text, focus=(start, start + len(target)))
    return example


def hold_out(examples: Sequence[Example], share: float, seed: int) -> tuple[list[Example], list[Example]]:
    """Part training from validation examples: a data set's own validation part, or a share of its texts.

    Args:
        examples: of all parts; those for testing are left out.
        share: how much of the training texts is held out of data sets that bring no validation part.
        seed: of the choice.

    Returns:
        Examples to train on, and examples to validate on.
    """
    own = {example.source for example in examples if example.part == "validation"}
    training = [example for example in examples if example.part == "train"]
    groups = sorted({example.group for example in training if example.source not in own})
    random.Random(seed).shuffle(groups)
    held = set(groups[: max(1, round(len(groups) * share))])
    rest = [example for example in training if example.group not in held]
    return rest, [e for e in examples if e.part == "validation" or (e.part == "train" and e.group in held)]


def _focus(item: Mapping[str, Any], section: DataSection) -> tuple[int, int] | None:
    """Find the target; one that is not in the text, with a start below 0, asks about all of it."""
    start = int(item[section.start])
    return (start, start + len(str(item[section.target]))) if start >= 0 else None


def _label(written: str, section: DataSection, rename: Mapping[str, str]) -> Answer:
    if section.separator is None:
        return rename.get(written, written)
    return frozenset(rename.get(one, one) for one in written.split(section.separator) if one)


def _part(section: DataSection, record: Mapping[str, Any]) -> Part | None:
    if section.split is None:
        return section.part
    parts: dict[str, Part] = {
        section.train: "train",
        section.validation: "validation",
        section.test: "test",
    }
    return parts.get(str(record[section.split]))


def _records(path: Path) -> Iterator[dict[str, Any]]:
    import pandas as pd

    if not path.exists():
        raise InputError(
            "no such file",
            stage="read training data",
            item=str(path),
            remedy="give the data folder with --data or DSOLUTIONS_DATA",
        )
    kind = path.name.removesuffix(".gz").rsplit(".", 1)[-1]
    readers = {
        "jsonl": lambda: pd.read_json(path, lines=True, dtype=False),
        "csv": lambda: pd.read_csv(path, dtype=str, keep_default_na=False),
        # Tabs cannot be quoted away, so a quotation mark is only that.
        "tsv": lambda: pd.read_csv(path, sep="\t", quoting=QUOTE_NONE, dtype=str, keep_default_na=False),
        "parquet": lambda: pd.read_parquet(path),
    }
    if kind not in readers:
        raise InputError(
            f"cannot read .{kind}",
            stage="read training data",
            item=str(path),
            remedy="use JSONL, CSV, TSV or Parquet",
        )
    for record in readers[kind]().to_dict("records"):
        yield {str(field): value for field, value in record.items()}
