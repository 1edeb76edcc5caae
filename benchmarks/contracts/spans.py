"""Which words of a contract are a clause of which type, by the metric that was published with CUAD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.contracts.ranking import Floats, intervals
from benchmarks.contracts.readings import ReadContracts
from benchmarks.contracts.report import DATASET, ranking_report
from dsolutions.evaluation import Anchor, EvaluationReport
from dsolutions_finance.contracts.types import CLAUSE_TYPES
from dsolutions_finance.contracts.types.finder import spans

AGREE = 0.5  # least Jaccard similarity of the sets of words
LEAST = 0.01  # probability; spans below it are not looked at, and could only lengthen the tail of the curve

ANCHORS = (
    Anchor(
        name="DeBERTa-xlarge",
        scores={"aupr": 0.478, "precision_at_80_recall": 0.440},
        source="Hendrycks et al. 2021, arXiv 2103.06268, table 2; other test contracts",
    ),
)


@dataclass(frozen=True)
class Question:
    """One type in one contract: the texts that are annotated, and those that are given with a probability."""

    contract: int
    parties: bool
    gold: Sequence[str]
    given: Sequence[tuple[str, float]]


def score_spans(read: ReadContracts) -> EvaluationReport:
    """Score spans of text, wherever they stand in the contract."""
    asked = list(_questions(read))
    steps = matched(asked)
    rankings = {
        "aupr": lambda weights: area(*curve(steps, weights)),
        "precision_at_80_recall": lambda weights: precision_at(*curve(steps, weights), at=0.8),
    }
    gold = np.vstack(read.gold)
    return ranking_report(
        "clause finder",
        f"{DATASET}, spans",
        gold,
        intervals(rankings, len(read.contracts)),
        (),
        ANCHORS,
        contracts=len(read.contracts),
    )


def _questions(read: ReadContracts) -> Iterable[Question]:
    for number, (contract, reading) in enumerate(zip(read.contracts, read.readings, strict=True)):
        text = contract.text.text
        given = list(spans(contract.text, reading, CLAUSE_TYPES, LEAST, read.finder.fusion.joined))
        for name in CLAUSE_TYPES:
            gold = [text[a.start : a.end] for a in contract.annotations if a.type == name]
            own = [(text[p.start : p.end], probability) for of, p, probability in given if of == name]
            yield Question(number, name == "Parties", gold, own)


def words(text: str) -> frozenset[str]:
    """Return the set of words of a text, as the published metric has it.

    >>> sorted(words("The Parties; and/or the Company."))
    ['and', 'company', 'or', 'parties', 'the']
    """
    for mark in ".,;:":
        text = text.replace(mark, "")
    return frozenset(text.lower().replace("/", " ").split())


def agree(gold: str, given: str, parties: bool) -> bool:
    """Tell whether a given span counts as an annotated one; of a party also where it only contains it."""
    if parties and gold in given:
        return True
    first, second = words(gold), words(given)
    return len(first & second) >= AGREE * len(first | second)


Steps = tuple[NDArray[np.float64], NDArray[np.intp], NDArray[np.float64], NDArray[np.float64]]


def matched(questions: Iterable[Question]) -> Steps:
    """Match all spans.

    An annotation is found from the probability of the likeliest span that agrees with it. A span that agrees
    with no annotation is a false one from its own probability.

    Returns:
        Probabilities, contracts, and how much each adds to the annotations found and to the false spans;
        annotations that are never found have probability -1.
    """
    rows: list[tuple[float, int, float, float]] = []
    for question in questions:
        found = [-1.0] * len(question.gold)
        for given, probability in question.given:
            agreeing = [n for n, gold in enumerate(question.gold) if agree(gold, given, question.parties)]
            for number in agreeing:
                found[number] = max(found[number], probability)
            if not agreeing:
                rows.append((probability, question.contract, 0.0, 1.0))
        rows += [(probability, question.contract, 1.0, 0.0) for probability in found]
    rows.sort(key=lambda row: -row[0])
    columns = [np.array(column) for column in zip(*rows, strict=True)]
    return columns[0], columns[1], columns[2], columns[3]


def curve(steps: Steps, weights: Floats) -> tuple[Floats, Floats]:
    """Return recall and precision after each distinct probability."""
    probability, contract, true, false = steps
    weight = weights[contract]
    total = (true * weight).sum()
    ends = np.flatnonzero((np.diff(probability, append=-2.0) != 0) & (probability >= 0))
    hits, misses = np.cumsum(true * weight)[ends], np.cumsum(false * weight)[ends]
    return hits / total, hits / np.maximum(hits + misses, 1e-12)


def area(recall: Floats, precision: Floats) -> float:
    """Return the area under the curve, up to the highest recall that is reached.

    Trapezoids, from precision 1 at recall 0, under the best precision that is reached at no less recall.
    """
    best = np.maximum.accumulate(precision[::-1])[::-1]
    return float(np.trapezoid(np.append(1.0, best), np.append(0.0, recall)))


def precision_at(recall: Floats, precision: Floats, *, at: float) -> float:
    """Return the best precision at no less than a recall; 0 where it is never reached."""
    return float(precision[recall >= at].max(initial=0.0))
