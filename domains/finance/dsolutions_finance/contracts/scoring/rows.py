"""Reviews beside what is known, row by row, as every score is computed from them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions, LabelledTexts
from dsolutions_finance.contracts.results import ContractResult
from dsolutions_finance.contracts.scoring.fields import FIELD_SCORERS
from dsolutions_finance.contracts.scoring.labelled import LabelledReview
from dsolutions_finance.contracts.types.labelled import in_working_text, types_of
from dsolutions_finance.contracts.types.passages import passages

PASSAGES, TYPES, FIELDS = "clauses by passage", "types by contract", "fields"
_PRESENT = 0.5  # of the calibrated probability that a contract has a type


@dataclass(frozen=True)
class _Row:
    """One thing that was to be found, or that was found.

    Args:
        document: id of the contract.
        group: which of the three kinds of rows it is.
        text: what a floor may read.
        gold: what is true.
        predicted: what the review says.
    """

    document: str
    group: str
    text: str
    gold: frozenset[str]
    predicted: frozenset[str] = frozenset()


def compared(
    reviews: Sequence[LabelledReview], results: Sequence[ContractResult], types: Sequence[str]
) -> LabelledPredictions:
    """Compare reviews with what is known.

    Clauses are compared passage by passage, types contract by contract, and fields value by value: a value
    that was found but is not there, or is another, is a row of its own. Each of these is a group. Clause
    types that no contract is said to have do not count: nobody may have looked for them.

    Args:
        reviews: what is known.
        results: the answers, in the same order.
        types: the clause types that there are.

    Raises:
        InputError: a contract could not be reviewed.
    """
    rows = []
    for review, result in zip(reviews, results, strict=True):
        if result.error is not None:
            raise InputError(
                f"this contract could not be reviewed: {result.error.message}",
                stage="evaluate",
                item=result.document_id,
                remedy=result.error.remedy or "leave it out",
            )
        rows += [*_clauses(review, result), *_types(review, result), *_fields(review, result)]
    kinds = {row.group for row in rows}
    scored = frozenset[str]().union(*(row.gold for row in rows)) | set(FIELD_SCORERS)
    labels = (*(types if kinds - {FIELDS} else ()), *(FIELD_SCORERS if FIELDS in kinds else ()))
    return LabelledPredictions(
        labels,
        gold=[row.gold for row in rows],
        predicted=[row.predicted & scored for row in rows],
        documents=[row.document for row in rows],
        groups=[frozenset({row.group}) for row in rows],
        texts=[row.text for row in rows],
    )


def texts_of(reviews: Sequence[LabelledReview]) -> LabelledTexts:
    """Return what floors are fitted on: passages and contracts with their types.

    Fields are left out: their values are not among a few classes, so no floor can answer them.

    Raises:
        InputError: there are neither clauses nor types.
    """
    rows = [row for review in reviews for row in (*_clauses(review), *_types(review))]
    if not rows:
        raise InputError(
            "there is nothing to fit floors on: fields have none",
            stage="evaluate",
            remedy="give training contracts with clauses or types, or leave --train away",
        )
    return LabelledTexts([row.text for row in rows], [row.gold for row in rows])


def _clauses(review: LabelledReview, result: ContractResult | None = None) -> Iterator[_Row]:
    if review.clauses is None:
        return
    pieces = passages(review.text.text)
    found = [(c.evidence.start, c.evidence.end, c.type) for c in result.clauses] if result else []
    gold = types_of(pieces, review.clauses)
    predicted = types_of(pieces, in_working_text(review.text, found))
    for piece, right, given in zip(pieces, gold, predicted, strict=True):
        said = review.text.text[piece.start : piece.end]
        yield _Row(review.id, PASSAGES, said, right, given)


def _types(review: LabelledReview, result: ContractResult | None = None) -> Iterator[_Row]:
    if review.types is not None:
        found = {clause.type for clause in result.clauses} if result else set()
        present = result.presence if result else {}
        # The probability decides where there is one: what is known of the whole contract goes into it.
        given = {type for type in found if type not in present}
        given |= {type for type, probability in present.items() if probability >= _PRESENT}
        yield _Row(review.id, TYPES, review.text.text, review.types, frozenset(given))


def _fields(review: LabelledReview, result: ContractResult) -> Iterator[_Row]:
    for name, right in review.fields.items():
        label = frozenset({name})
        scorer = FIELD_SCORERS[name]
        left = list(dict.fromkeys(scorer.found(result.fields)))
        for value in right:
            match = next((found for found in left if scorer.same(found, value)), None)
            if match is not None:
                left.remove(match)
            yield _row(review, name, label, label if match is not None else frozenset())
        for _ in left:
            yield _row(review, name, frozenset(), label)
        if not right and not left:
            yield _row(review, name, frozenset(), frozenset())


def _row(review: LabelledReview, name: str, gold: Collection[str], predicted: Collection[str]) -> _Row:
    return _Row(review.id, FIELDS, name, frozenset(gold), frozenset(predicted))
