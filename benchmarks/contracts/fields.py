"""Fields of whole contracts against the answers of CUAD's annotators.

A field is scored in two numbers: the share of contracts that have it where the right value was found, and the
share of those without it where one was given all the same. An answer with blanks, such as ``[]/[]/2019``,
counts as none: there is no date to find.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from benchmarks.contracts.cuad import contracts
from dsolutions import __version__
from dsolutions.evaluation import Anchor, EvaluationReport, LabelledPredictions
from dsolutions.evaluation.intervals import ROUNDS, Score, bootstrap
from dsolutions.evaluation.metrics import Metric, mean, mean_of
from dsolutions.evaluation.report import GroupScores
from dsolutions_finance.contracts.fields import find_fields
from dsolutions_finance.contracts.fields.durations import durations
from dsolutions_finance.contracts.fields.places import place_named
from dsolutions_finance.contracts.results import ContractDate, ContractFields, Duration
from dsolutions_finance.contracts.scoring.same import same_end, same_length, same_title

FOUND = Metric("found", lambda rows: mean_of(rows.correct.astype(np.float64)), mean)
GIVEN = Metric("falsely_given", lambda rows: mean_of((~rows.correct).astype(np.float64)), mean)

ANCHORS = (
    Anchor(
        name="regular expression, governing law", scores={"found": 0.888}, source="79 of 89; measured here"
    ),
    Anchor(name="first date, agreement date", scores={"found": 0.788}, source="67 of 85; measured here"),
)


@dataclass(frozen=True)
class FieldScorer:
    """How one field is compared.

    Args:
        category: its CUAD category.
        gold: from the annotators' answer to the values that are right; empty where there is none.
        found: from our fields to the value that was found, if any.
        same: whether a found value is a right one.
    """

    category: str
    gold: Callable[[str], frozenset[str]]
    found: Callable[[ContractFields], str | None]
    same: Callable[[str, str], bool] = lambda found, right: found == right

    def right(self, found: str | None, answer: str) -> bool:
        """Tell whether what was found is right; of several right values one is enough."""
        gold = self.gold(answer)
        return any(self.same(found, value) for value in gold) if found and gold else not found and not gold


def laws(answer: str) -> frozenset[str]:
    """Read places.

    >>> sorted(laws("Province of Ontario, Canada"))
    ['Canada', 'Ontario']
    """
    parts = re.split(r"[;,]", answer)
    named = {
        place_named(re.sub(r"^\s*(?:Province|State) of ", "", part).strip()) for part in (answer, *parts)
    }
    found = {name for name in named if name}
    return frozenset(found | ({"England and Wales"} if "England" in found else set()))


def dates(answer: str) -> frozenset[str]:
    """Read a date.

    >>> dates("5/8/14"), dates("[]/[]/2019")
    (frozenset({'2014-05-08'}), frozenset())
    """
    match = re.fullmatch(r"\s*(\d\d?)/(\d\d?)/(\d\d(?:\d\d)?)\s*", answer)
    if match is None:
        return frozenset()
    year = int(match[3])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    try:
        return frozenset({date(year, int(match[1]), int(match[2])).isoformat()})
    except ValueError:
        return frozenset()


def lengths(answer: str) -> frozenset[str]:
    """Read lengths of time.

    >>> lengths("successive 1 year")
    frozenset({'P1Y'})
    """
    return frozenset(found.value for found in durations(answer.replace(")", " ")))


def ends(answer: str) -> frozenset[str]:
    """Read an end date or ``"perpetual"``."""
    return frozenset({"perpetual"}) if answer.strip().lower().startswith("perpetual") else dates(answer)


def _end(fields: ContractFields) -> str | None:
    end = fields.expiration_date
    return "perpetual" if end and end.perpetual else _day(end)


def _day(found: ContractDate | None) -> str | None:
    return found.value if found else None


def _length(found: Duration | None) -> str | None:
    return found.value if found else None


SCORERS = {
    "title": FieldScorer(
        "Document Name",
        lambda answer: frozenset({answer} if answer else ()),
        lambda fields: fields.title.quote if fields.title else None,
        same_title,
    ),
    "governing law": FieldScorer(
        "Governing Law", laws, lambda fields: fields.governing_law.name if fields.governing_law else None
    ),
    "agreement date": FieldScorer("Agreement Date", dates, lambda fields: _day(fields.agreement_date)),
    "effective date": FieldScorer("Effective Date", dates, lambda fields: _day(fields.effective_date)),
    "expiration date": FieldScorer("Expiration Date", ends, _end, same_end),
    "renewal term": FieldScorer(
        "Renewal Term", lengths, lambda fields: _length(fields.renewal_term), same_length
    ),
    "notice period": FieldScorer(
        "Notice Period To Terminate Renewal",
        lengths,
        lambda fields: _length(fields.notice_period),
        same_length,
    ),
}


def score_fields(data: Path, split: str = "test") -> EvaluationReport:
    """Score every field on a part of CUAD; each is a group of the report."""
    read = [(find_fields(contract.text), contract) for contract in contracts(data, split)]
    groups, pooled = [], []
    for name, scorer in SCORERS.items():
        rows = [
            (contract.name, bool(scorer.gold(answer)), scorer.right(scorer.found(fields), answer))
            for fields, contract in read
            for answer in (contract.answers[scorer.category].strip(),)
        ]
        pooled += [(f"{contract} {name}", has, right) for contract, has, right in rows]
        groups.append(GroupScores(name=name, n=len(rows), scores=_scores(rows)))
    return EvaluationReport(
        name="contract fields",
        dataset=f"cuad {split}",
        version=__version__,
        n=len(pooled),
        documents=len(read),
        rounds=ROUNDS,
        seed=0,
        labels=(),
        scores=_scores(pooled),
        per_class=(),
        groups=tuple(groups),
        anchors=ANCHORS,
    )


def _scores(rows: Iterable[tuple[str, bool, bool]]) -> dict[str, Score]:
    """Score rows of contract, whether it has the field, and whether what was found is right."""
    scores: dict[str, Score] = {}
    rows = list(rows)
    for metric, wanted in ((FOUND, True), (GIVEN, False)):
        part = [(name, right) for name, has, right in rows if has == wanted]
        if part:
            answers = ["right" if right else "wrong" for _, right in part]
            predictions = LabelledPredictions(
                ("right", "wrong"), ["right"] * len(part), answers, ids=[name for name, _ in part]
            )
            scores |= bootstrap(predictions, (metric,))
    return scores
