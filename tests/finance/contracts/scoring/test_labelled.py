import csv
import json

import pytest

from dsolutions.errors import InputError
from dsolutions_finance.contracts.results import ContractFields, ContractResult, Party
from dsolutions_finance.contracts.scoring import read_reviews
from dsolutions_finance.contracts.tables import write_tables

KNOWN = ("Cap On Liability", "Governing Law")
SAID = "1. Law. The laws of Ohio\ngovern.\n\n2. Cap. No more than $5 is owed."


@pytest.fixture
def read(tmp_path):
    def read(*rows):
        path = tmp_path / "labelled.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return read_reviews(path, KNOWN)

    return read


def words(review):
    return [(clause.type, review.text.text[clause.start : clause.end]) for clause in review.clauses]


def test_clauses_are_found_by_their_words_or_offsets(read):
    start = SAID.index("No more")
    marked = [
        {"type": "Cap On Liability", "start": start, "end": start + 12},
        {"type": "Governing Law", "quote": "The laws of Ohio govern."},
    ]
    [review] = read({"text": SAID, "clauses": marked})
    assert words(review) == [
        ("Governing Law", "The laws of Ohio govern."),
        ("Cap On Liability", "No more than"),
    ]


def test_fields_are_read_as_people_write_them(read):
    fields = {"notice_period": "ninety (90) days", "governing_law": "State of Ohio", "expiration_date": None}
    [review] = read({"text": SAID, "fields": fields, "parties": "Acme Inc. (Licensor); Bo LLC"})
    assert review.fields == {
        "notice_period": ("P90D",),
        "governing_law": ("State of Ohio",),
        "expiration_date": (),
        "parties": ("Acme Inc.", "Bo LLC"),
    }


def test_the_table_of_contracts_can_be_corrected_and_read(tmp_path):
    fields = ContractFields(parties=(Party(name="Acme Inc.", short_name="Buyer", evidence=()),))
    contracts, _ = write_tables([ContractResult(document_id="x", fields=fields)], tmp_path)
    with contracts.open(encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    (tmp_path / "x.txt").write_text(SAID)
    columns = {"path": "x.txt", "types": "Governing Law; Cap On Liability"} | row
    with contracts.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, columns)
        table.writeheader()
        table.writerow(columns)
    [review] = read_reviews(contracts, KNOWN)
    assert (review.id, review.types, review.clauses) == ("x", {*KNOWN}, None)
    assert review.fields["parties"] == ("Acme Inc.",)
    assert review.fields["governing_law"] == ()


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({}, "nothing to score"),
        ({"types": ["Governing Laws"]}, "did you mean 'Governing Law'"),
        ({"clauses": [{"type": "Governing Law", "quote": "Texas"}]}, "does not say 'Texas'"),
        ({"clauses": [{"type": "Governing Law"}]}, "neither quote nor start"),
        ({"clauses": [{"type": "Governing Law", "start": 3, "end": 9999}]}, "no part of a text"),
        ({"clauses": [{"kind": "Governing Law"}]}, "clauses: 0.type: field required"),
        ({"agreement_date": "3/4/21"}, "agreement_date: '3/4/21' is no date"),
        ({"fields": {"renewal_term": "soon"}}, "no length of time"),
        ({"fields": {"law": "Ohio"}}, "'law' is not known"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_what_is_wrong(read, row, problem):
    with pytest.raises(InputError, match="row 2") as caught:
        read({"text": SAID, "types": []}, {"text": SAID, **row})
    assert problem in str(caught.value)
    assert caught.value.remedy


def test_a_contract_that_is_not_there_is_named(read):
    with pytest.raises(InputError, match=r"row 1: there is no such file"):
        read({"path": "lost.pdf", "types": []})
