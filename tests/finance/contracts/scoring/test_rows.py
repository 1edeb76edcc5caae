import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import evaluate
from dsolutions.types import ItemError
from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.results import Clause, ContractFields, ContractResult, Party, Place
from dsolutions_finance.contracts.scoring import LabelledReview, compared, texts_of
from dsolutions_finance.contracts.text import ContractText
from dsolutions_finance.contracts.types.labelled import Annotation

LAW, CAP, AUDIT = TYPES = ("Governing Law", "Cap On Liability", "Audit Rights")
SAID = "The laws of Ohio govern this.\n\nNo more than five dollars is owed.\n\nBooks are open to all."
TEXT = ContractText.of(ContractDocument(id="1", text=SAID))


def known(clauses=None, types=None, **fields):
    marked = None
    if clauses is not None:
        places = [(SAID.index(words), words, type) for words, type in clauses]
        marked = tuple(Annotation(start, start + len(words), type) for start, words, type in places)
    return LabelledReview(TEXT, marked, types, fields)


def answered(*clauses, presence=None, **fields):
    found = [
        Clause(type=type, probability=0.9, evidence=TEXT.span(SAID.index(said), SAID.index(said) + len(said)))
        for said, type in clauses
    ]
    return ContractResult(
        document_id="1", clauses=found, presence=presence or {}, fields=ContractFields(**fields)
    )


def span(words):
    return TEXT.span(SAID.index(words), SAID.index(words) + len(words))


def rows(review, result):
    found = compared([review], [result], TYPES)
    return [(sorted(g), sorted(p)) for g, p in zip(found.gold, found.predicted, strict=True)]


def test_clauses_are_compared_passage_by_passage():
    review = known([("laws of Ohio govern", LAW), ("five dollars is owed", CAP)])
    result = answered(("The laws of Ohio", LAW), ("Books are open to all.", LAW))
    assert rows(review, result) == [([LAW], [LAW]), ([CAP], []), ([], [LAW])]


def test_types_that_nobody_looked_for_do_not_count():
    review = known([("laws of Ohio govern", LAW)])
    assert rows(review, answered(("Books are open to all.", AUDIT))) == [([LAW], []), ([], []), ([], [])]


def test_types_are_compared_contract_by_contract():
    review = known(types=frozenset({LAW, CAP}))
    result = answered(("five dollars", CAP), presence={LAW: 0.7, AUDIT: 0.9})
    assert rows(review, result) == [([CAP, LAW], [CAP, LAW])]


def test_a_wrong_value_is_missed_and_falsely_found():
    review = known(governing_law=("Ohio",), parties=("Acme, Inc.", "Bo LLC"), venue=())
    parties = [Party(name=name, evidence=()) for name in ("ACME INC", "Cy Ltd")]
    result = answered(governing_law=Place(name="Texas", evidence=span("Ohio")), parties=parties)
    assert rows(review, result) == [
        (["governing_law"], []),
        ([], ["governing_law"]),
        (["parties"], ["parties"]),
        (["parties"], []),
        ([], ["parties"]),
        ([], []),
    ]


def test_the_report_has_a_group_per_kind_and_floors_that_answer_clauses_only():
    review = known([("laws of Ohio govern", LAW)], governing_law=("Ohio",))
    result = answered(
        ("The laws of Ohio govern this.", LAW), governing_law=Place(name="Ohio", evidence=span("Ohio"))
    )
    train = texts_of([known([("laws of Ohio govern", LAW)])])
    report = evaluate(compared([review], [result], TYPES), name="x", dataset="y", train=train, rounds=10)
    assert {g.name: g.scores["micro_f1"].value for g in report.groups} == {
        "clauses by passage": 1,
        "fields": 1,
    }
    floor = next(floor for floor in report.floors if floor.name == "TF-IDF + linear")
    assert {g.name: g.scores["micro_f1"].value for g in floor.groups} == {
        "clauses by passage": 1,
        "fields": 0,
    }


def test_floors_need_clauses_or_types():
    with pytest.raises(InputError, match="nothing to fit floors on"):
        texts_of([known(governing_law=("Ohio",))])


def test_a_contract_without_a_review_stops_the_scoring():
    failed = ContractResult(document_id="1", error=ItemError(type="ModelError", message="gone"))
    with pytest.raises(InputError, match="gone"):
        compared([known(types=frozenset())], [failed], TYPES)
