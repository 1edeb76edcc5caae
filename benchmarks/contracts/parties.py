"""Parties of whole contracts against the answers of CUAD's annotators, beside spaCy's organisations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks.contracts.cuad import contracts
from dsolutions import __version__
from dsolutions.evaluation import EvaluationReport, FloorScores, LabelledPredictions
from dsolutions.evaluation.intervals import ROUNDS, bootstrap
from dsolutions.evaluation.metrics import MICRO_F1, Floats, Metric, mean
from dsolutions.preprocessing import parsed
from dsolutions_finance.contracts.fields.parties import parties
from dsolutions_finance.contracts.fields.preamble import preambles
from dsolutions_finance.contracts.scoring.same import normalised, same_name

PRECISION = Metric("precision", lambda rows: _hits(rows, rows.predicted), mean)
RECALL = Metric("recall", lambda rows: _hits(rows, rows.gold), mean)
METRICS = (MICRO_F1, PRECISION, RECALL)

# "Acme and Bo (the "Parties")" names both once more.
_TOGETHER = re.compile(r"[“\"(]\s*(?:the )?part(?:y|ies)\b|collectively|shareholders", re.IGNORECASE)
_BODY = re.compile(r"\b(?:inc|ltd|llc|corp|co|company|corporation|limited|lp)\b")


def answered(answer: str) -> list[str]:
    """Read the names out of an answer, each once.

    >>> answered('Acme, Inc. ("Acme"); Bo LLC ("Buyer"); Acme and Bo ("Parties")')
    ['acme', 'bo']
    """
    names: list[str] = []
    for part in answer.replace("\xa0", " ").split(";"):
        name = re.split(r"[(\"“”]|\bf/s/o\b|\bd/b/a\b|\bdba\b|formerly", part)[0].strip(" ,.;")
        rest = part[part.find(name) + len(name) :]
        joint = _TOGETHER.search(rest) and re.search(r"\band\b", name) and not _BODY.search(name.lower())
        key = normalised(name)
        if name and not joint and key not in (*names, "", "you", "party", "parties"):
            names.append(key)
    return names


def score_parties(data: Path, split: str = "test") -> EvaluationReport:
    """Score the parties of a part of CUAD; the floor reads the same passage, the preamble."""
    read = list(contracts(data, split))
    texts = [contract.text for contract in read]
    gold = [answered(contract.answers["Parties"]) for contract in read]
    ours = [[normalised(party.name) for party in parties(text)] for text in texts]
    places = [next(preambles(text.text)) for text in texts]
    passages = [text.text[place.start : place.end] for text, place in zip(texts, places, strict=True)]
    names = [contract.name for contract in read]
    scores = [
        bootstrap(_predictions(gold, found, names), METRICS)
        for found in (ours, list(_organisations(passages)))
    ]
    return EvaluationReport(
        name="contract parties",
        dataset=f"cuad {split}",
        version=__version__,
        n=len(read),
        documents=len(read),
        rounds=ROUNDS,
        seed=0,
        labels=(),
        scores=scores[0],
        per_class=(),
        floors=(FloorScores(name="spaCy ORG", scores=scores[1]),),
    )


def _organisations(passages: Sequence[str]) -> Iterator[list[str]]:
    with parsed(passages) as docs:
        for doc in docs:
            yield list(dict.fromkeys(normalised(name.text) for name in doc.ents if name.label_ == "ORG"))


def _predictions(
    gold: Sequence[Sequence[str]], found: Sequence[Sequence[str]], contracts: Sequence[str]
) -> LabelledPredictions:
    """Pair names, contract by contract; a found name that is a right one is written as that."""
    paired = [_paired(right, own) for right, own in zip(gold, found, strict=True)]
    labels = sorted({name for names in (*gold, *paired) for name in names})
    return LabelledPredictions(
        labels, [frozenset(names) for names in gold], [frozenset(names) for names in paired], ids=contracts
    )


def _paired(gold: Sequence[str], found: Sequence[str]) -> list[str]:
    """Write each found name as the right one that it is; each right one is found once at most.

    >>> _paired(["mount kowledge"], ["mount knowledge", "bo"])
    ['mount kowledge', 'bo (no party)']
    """
    left, paired = list(gold), []
    for name in found:
        match = next((right for right in left if same_name(right, name)), None)
        if match is not None:
            left.remove(match)
        paired.append(match if match is not None else f"{name} (no party)")
    return paired


def _hits(rows: LabelledPredictions, of: Sequence[str | frozenset[str]]) -> Floats:
    hits = [len(set(p) & set(g)) for p, g in zip(rows.predicted, rows.gold, strict=True)]
    return np.array([hits, [len(names) for names in of]], dtype=np.float64).T
