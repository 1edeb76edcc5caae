"""Statements with sources and labels, sentence by sentence, as the model of factuality is fitted to them."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.near_misses import cases
from dsolutions.runtime import Runtime
from dsolutions.safety.rewards.factuality.comparison import Comparison
from dsolutions.safety.rewards.factuality.encoding import encode
from dsolutions.safety.rewards.factuality.judge import CONTRADICTED
from dsolutions.safety.rewards.factuality.reading import read
from dsolutions.safety.rewards.factuality.sentences import sentences

Floats = NDArray[np.float64]

SUMMEDITS = "safety/summedits"
BEGIN = "safety/begin"
# The two domains with sales talk are customer conversations; the published set has two more, absent here.
DOMAINS = ("ectsum", "news", "podcast", "qmsumm", "sales_call", "sales_email", "samsum", "scitldr")
_AT_ONCE = 256  # comparisons whose token states are held in memory
_MADE = 100  # edits of each kind, and five times as many faithful outputs, for training


@dataclass(frozen=True)
class Labelled:
    """A statement that is supported by its source, or not.

    Args:
        part: domain, or data set and part.
        text: what is said.
        source: what it should be supported by.
        supported: whether it is.
        sound: sentences that are known to be supported whatever the rest is: those that an editor left alone.
    """

    part: str
    text: str
    source: str
    supported: bool
    sound: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sentences:
    """The sentences of statements.

    Args:
        features: (sentences, features).
        settled: (sentences,) log-odds that no model changes: infinite where the judge asks none, those of a
            contradiction where a rule has caught it; NaN for all others.
        supported: (sentences,) label of the sentence.
        weight: (sentences,) a sentence that many statements share counts once for all of them.
        statement: (sentences,) number of its statement.
    """

    features: Floats
    settled: Floats
    supported: NDArray[np.bool_]
    weight: Floats
    statement: NDArray[np.intp]

    def of(self, chosen: NDArray[np.bool_]) -> Sentences:
        """Return the sentences of some statements.

        Args:
            chosen: (statements,) whether a statement is wanted.
        """
        rows = chosen[self.statement]
        return Sentences(
            self.features[rows],
            self.settled[rows],
            self.supported[rows],
            self.weight[rows],
            self.statement[rows],
        )


def read_summedits(data: Path, domain: str) -> list[Labelled]:
    """Read a domain of SummEdits (Laban et al. 2023): summaries, faithful edits of them and others."""
    with gzip.open(data / SUMMEDITS / f"{domain}.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    return [
        Labelled(domain, row["summary"], row["doc"], row["label"] == 1, _sentences(row["original_summary"]))
        for row in rows
    ]


def read_begin(data: Path, part: str) -> list[Labelled]:
    """Read a part of BEGIN (Dziri et al. 2022): replies of four systems about a passage of knowledge.

    Args:
        data: the data folder.
        part: such as ``"dev_wow"``.
    """
    path = data / BEGIN / f"begin_{part}.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        Labelled(part, row["response"], row["knowledge"], row["begin_label"] == "Fully attributable")
        for row in rows
    ]


def made_up() -> list[Labelled]:
    """Return near misses and faithful restatements of the development templates."""
    made = cases("development", _MADE, seed=1)
    return [Labelled(f"made up, {case.domain}", case.output, case.source, case.kind is None) for case in made]


def compare(runtime: Runtime, labelled: Sequence[Labelled]) -> Sentences:
    """Compare every sentence with its source; what stands in several statements is computed once."""
    numbers: dict[tuple[str, str], int] = {}
    comparisons: list[Comparison] = []
    rows: list[tuple[int, bool, int]] = []
    for statement, one in enumerate(labelled):
        source = read(one.source)
        for sentence in read(one.text).sentences:
            key = (one.source, sentence.text)
            if key not in numbers:
                numbers[key] = len(comparisons)
                comparisons.append(Comparison.of(sentence, source))
            rows.append((numbers[key], one.supported or sentence.text in one.sound, statement))
    features = np.vstack(list(_features(runtime, comparisons)))
    which = np.array([number for number, _, _ in rows])
    shared = np.bincount(which)[which]
    supported = np.array([label for _, label, _ in rows])
    settled = np.array([_settled(one) for one in comparisons])
    statements = np.array([statement for _, _, statement in rows])
    return Sentences(features[which], settled[which], supported, 1.0 / shared, statements)


def _features(runtime: Runtime, comparisons: Sequence[Comparison]) -> Iterator[Floats]:
    for start in range(0, len(comparisons), _AT_ONCE):
        chosen = comparisons[start : start + _AT_ONCE]
        encoded = encode(runtime, [text for one in chosen for text in one.texts])
        yield np.array([one.features(encoded) for one in chosen])


def _settled(one: Comparison) -> float:
    if any(conflict.certain for conflict in one.conflicts):
        return float(np.log(CONTRADICTED / (1 - CONTRADICTED)))
    return np.nan if one.needs_model else np.inf


def _sentences(text: str) -> frozenset[str]:
    return frozenset(text[start:end] for start, end in sentences(text))
