"""Emotions on public data: GoEmotions."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions, LabelledTexts, evaluate
from dsolutions_support.emotion import EmotionReader

GOEMOTIONS = "support/goemotions"

ANCHORS = (
    Anchor(
        name="BERT base",
        scores={"macro_f1": 0.46},
        source="Demszky et al. 2020, arXiv 2005.00547, table 4; same split",
    ),
)


def score_emotions(reader: EmotionReader, data: Path, name: str, *, floors: bool = True) -> EvaluationReport:
    """Score the test part of GoEmotions, label by label.

    The floors are fitted on the training part, 43,410 rows: up to four minutes of one core.
    """
    labels = (data / GOEMOTIONS / "labels.txt").read_text(encoding="utf-8").split()
    test = _read(data / GOEMOTIONS / "test.tsv.gz", labels)
    train = _read(data / GOEMOTIONS / "train.tsv.gz", labels) if floors else None
    emotions = reader.read(list(enumerate(test.texts)))
    predictions = LabelledPredictions(
        labels,
        gold=test.gold,
        predicted=[frozenset(emotion.labels) for emotion in emotions],
        ids=test.ids,
        texts=test.texts,
    )
    return evaluate(predictions, name=name, dataset="goemotions test", train=train, anchors=ANCHORS)


def _read(path: Path, labels: list[str]) -> LabelledTexts:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    gold = [frozenset(labels[int(number)] for number in row["label"].split(",")) for row in rows]
    return LabelledTexts([row["text"] for row in rows], gold, [row["id"] for row in rows])
