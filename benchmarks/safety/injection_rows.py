"""What the injection model is trained on: public sets, and rows written for the project.

The project's rows are in ``data/injection.jsonl``; the README beside it says what they are. Of the public
sets only those are read whose licence lets weights be shipped.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsolutions.safety.redteam.sets import SETS, ProbeSet

OWN = Path(__file__).parent / "data" / "injection.jsonl"

# Rows of each everyday set: enough of its wording, and not so much that news outweighs attacks.
EVERYDAY = {
    "clinc150": 900,
    "banking77": 1200,
    "sentfin": 300,
    "mts_dialog": 80,
    "cuad": 60,
    "multiwoz": 300,
    "unfair_tos": 200,
    "goemotions": 500,
}
SEED = 3


@dataclass(frozen=True)
class Source:
    """Texts of one origin that are all attacks or all benign.

    Args:
        name: its name in reports.
        texts: the texts.
        attack: what they are.
        groups: texts with the same number say the same in other words and are held out together.
    """

    name: str
    texts: Sequence[str]
    attack: bool
    groups: Sequence[int]

    def take(self, places: Sequence[int]) -> Source:
        """Return some of the texts."""
        return Source(
            self.name,
            [self.texts[place] for place in places],
            self.attack,
            [self.groups[place] for place in places],
        )


def own_rows() -> list[Source]:
    """Read the project's attacks and look-alikes."""
    rows = [json.loads(line) for line in OWN.read_text(encoding="utf-8").splitlines()]
    return [
        Source(
            f"own {label} rows",
            [row["text"] for row in rows if row["label"] == label],
            label == "attack",
            [row["group"] for row in rows if row["label"] == label],
        )
        for label in ("attack", "benign")
    ]


def public(data: Path, name: str) -> Source:
    """Read a set that ``dsolutions redteam`` replays."""
    texts = [probe.text for probe in _set(name).probes(data)]
    return Source(name, texts, _set(name).harmful, range(len(texts)))


def everyday(data: Path) -> Source:
    """Draw texts from the training parts of sets of other tasks: news, contracts, customers, patients."""
    drawn = random.Random(SEED)
    texts = []
    for name, count in EVERYDAY.items():
        texts += drawn.sample(texts_of(data, name), count)
    return Source("everyday texts", texts, False, range(len(texts)))


def texts_of(data: Path, name: str) -> list[str]:
    """Read the texts of the training part of a set of another task."""
    return list(_READERS[name](data))


def _set(name: str) -> ProbeSet:
    return next(each for each in SETS if each.name == name)


def _lines(path: Path) -> Iterator[Any]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _clinc(data: Path) -> Iterator[str]:
    content = json.loads(gzip.decompress((data / "support/clinc150/data_full.json.gz").read_bytes()))
    yield from (text for text, _ in content["train"] + content["oos_train"])


def _banking(data: Path) -> Iterator[str]:
    with (data / "support/banking77/train.csv").open(encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))


def _news(data: Path) -> Iterator[str]:
    rows = _lines(data / "finance/sentfin/sentfin.jsonl.gz")
    yield from (row["title"] for row in rows if row["split"] == "train")


def _patients(data: Path) -> Iterator[str]:
    yield from (row["dialogue"] for row in _lines(data / "medical/mts_dialog/train.jsonl.gz"))


def _contracts(data: Path) -> Iterator[str]:
    for row in _lines(data / "finance/cuad/contracts.jsonl.gz"):
        if row["split"] == "train":
            middle = len(row["text"]) // 2
            yield row["text"][middle : middle + 800]


def _travellers(data: Path) -> Iterator[str]:
    for row in _lines(data / "support/multiwoz21_devtest/dev.jsonl.gz"):
        yield row["turns"][len(row["turns"]) // 2]["u"]


def _terms(data: Path) -> Iterator[str]:
    yield from (row["text"] for row in _lines(data / "finance/unfair_tos/unfair_tos_multilingual.jsonl.gz"))


def _comments(data: Path) -> Iterator[str]:
    content = gzip.decompress((data / "support/goemotions/train.tsv.gz").read_bytes()).decode("utf-8")
    rows = csv.DictReader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE)
    yield from (row["text"] for row in rows)


_READERS = {
    "clinc150": _clinc,
    "banking77": _banking,
    "sentfin": _news,
    "mts_dialog": _patients,
    "cuad": _contracts,
    "multiwoz": _travellers,
    "unfair_tos": _terms,
    "goemotions": _comments,
}
