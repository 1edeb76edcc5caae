"""Texts whose sentiment is known, and how they are answered for scoring."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions
from dsolutions_finance.results import SENTIMENTS, SentimentLabel
from dsolutions_finance.sentiment import EntitySentiment, Target

MASK = "TARGET"  # stands for the entity where only the words around it may be read
CONFLICTING = "conflicting sentiments"

_TEXTS = ("text", "title", "headline", "sentence")
_NAMES = ("name", "value", "entity")
_LABELS = ("sentiment", "label")


@dataclass(frozen=True)
class LabelledTarget:
    """One entity of one text, or a whole text, with its true sentiment.

    Args:
        document: id of the text.
        text: the text.
        sentiment: the truth.
        mention: where the entity is named; ``None`` for the sentiment of the whole text.
        conflicting: the text has targets with different sentiments.
    """

    document: str
    text: str
    sentiment: SentimentLabel
    mention: tuple[int, int] | None = None
    conflicting: bool = False

    @property
    def masked(self) -> str:
        """The text with the entity masked; what floors are fitted on."""
        if self.mention is None:
            return self.text
        start, end = self.mention
        return f"{self.text[:start]}{MASK}{self.text[end:]}"


def read_labelled(path: str | Path, *, split: str | None = None) -> list[LabelledTarget]:
    """Read labelled texts from a JSONL file, which may be gzipped.

    A line has ``text`` (or ``title``, ``headline``, ``sentence``) and either ``entities``, a list of
    ``{"name", "start", "sentiment"}``, or one ``sentiment`` for the whole text. A name may have other
    capitals than in the text. An entity with a ``start`` below 0 is not in the text and asks about all of it.

    Args:
        path: the file.
        split: only lines whose ``split`` is this.

    Raises:
        InputError: a line cannot be used, or none is left.
    """
    targets: list[LabelledTarget] = []
    for number, line in enumerate(_lines(Path(path)), start=1):
        try:
            record = json.loads(line)
            if split is None or record["split"] == split:
                targets += _targets(record, str(record.get("id", number)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"line {number} is not a labelled text: {error}",
                stage="read labelled data",
                item=str(path),
                remedy='write {"text": ..., "entities": [{"name": ..., "start": 0, "sentiment": ...}]}',
            ) from error
    if not targets:
        raise InputError("no labelled texts in this file", stage="read labelled data", item=str(path))
    return targets


def answer(sentiment: EntitySentiment, targets: Sequence[LabelledTarget]) -> LabelledPredictions:
    """Ask about every target, for scoring."""
    asked = [Target(target.text, [target.mention] if target.mention else []) for target in targets]
    answers = [judgement.sentiment for judgement in sentiment.judge(asked)]
    probabilities = np.array([[found.probabilities[label] for label in SENTIMENTS] for found in answers])
    return LabelledPredictions(
        SENTIMENTS,
        gold=[target.sentiment for target in targets],
        predicted=[found.label for found in answers],
        ids=[f"{target.document}/{number}" for number, target in enumerate(targets)],
        probabilities=probabilities,
        documents=[target.document for target in targets],
        groups=[frozenset({CONFLICTING} if target.conflicting else ()) for target in targets],
        texts=[target.masked for target in targets],
    )


def _targets(record: Mapping[str, Any], document: str) -> Iterator[LabelledTarget]:
    text = str(_first(record, _TEXTS))
    items = record.get("entities")
    if items is None:
        yield LabelledTarget(document, text, _sentiment(record))
        return
    conflicting = len({_sentiment(item) for item in items}) > 1
    for item in items:
        name, start = str(_first(item, _NAMES)), int(item["start"])
        if start >= 0 and text[start : start + len(name)].casefold() != name.casefold():
            raise ValueError(f"{name!r} is not at {start}")
        mention = (start, start + len(name)) if start >= 0 else None
        yield LabelledTarget(document, text, _sentiment(item), mention, conflicting)


def _sentiment(record: Mapping[str, Any]) -> SentimentLabel:
    label = _first(record, _LABELS)
    if label not in SENTIMENTS:
        raise ValueError(f"{label!r} is none of {SENTIMENTS}")
    found: SentimentLabel = label
    return found


def _first(record: Mapping[str, Any], names: Iterable[str]) -> Any:
    found = next((name for name in names if name in record), None)
    if found is None:
        raise KeyError(f"no {' or '.join(names)}")
    return record[found]


def _lines(path: Path) -> Iterator[str]:
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as file
        ):
            yield from (line for line in file if line.strip())
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot be read: {getattr(error, 'strerror', None) or error}",
            stage="read labelled data",
            item=str(path),
            remedy="give a JSONL file in UTF-8, which may be gzipped",
        ) from error
