import gzip
import json

import pytest

from dsolutions.errors import InputError
from dsolutions_finance.contracts.types.labelled import read_contracts
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES
from dsolutions_finance.contracts.types.passages import Passage

TEXT = (
    "SUPPLY   AGREEMENT\n\nThis agreement is made on May 3, 2021 by Acme.  Ohio law governs this agreement. "
    "Acme insures all of the goods."
)


def write(folder, clauses):
    contract = {"contract": "one", "split": "train", "text": TEXT}
    rows = [
        {"contract": "one", "category": name, "spans": [[TEXT.index(words), TEXT.index(words) + len(words)]]}
        for words, name in clauses
    ]
    for name, records in (("contracts", [contract]), ("clauses", rows)):
        with gzip.open(folder / f"{name}.jsonl.gz", "wt") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
    [found] = read_contracts(folder, ("train",))
    return found


def types(contract):
    text = contract.text.text
    return {
        text[p.start : p.end]: {CLAUSE_TYPES[n] for n in row.nonzero()[0]}
        for p, row in zip(contract.passages, contract.gold, strict=True)
        if row.any()
    }


def test_annotations_are_carried_into_the_working_text(tmp_path):
    contract = write(tmp_path, [("Ohio law governs this agreement", "Governing Law")])
    [annotation] = contract.annotations
    assert contract.text.text[annotation.start : annotation.end] == "Ohio law governs this agreement"


def test_a_passage_has_the_types_of_the_few_words_in_it_and_of_what_covers_it(tmp_path):
    contract = write(
        tmp_path,
        [
            ("May 3, 2021", "Agreement Date"),
            ("Ohio law governs this agreement. Acme insures all of the goods.", "Insurance"),
        ],
    )
    assert types(contract) == {
        "This agreement is made on May 3, 2021 by Acme.": {"Agreement Date"},
        "Ohio law governs this agreement.": {"Insurance"},
        "Acme insures all of the goods.": {"Insurance"},
    }


def test_annotations_of_nearly_the_same_words_have_each_others_types(tmp_path):
    contract = write(
        tmp_path,
        [
            ("Ohio law governs this agreement", "Governing Law"),
            ("Ohio law governs this agreement.", "Insurance"),
        ],
    )
    start = contract.text.text.index("Ohio")
    assert contract.spans[Passage(start, start + 31)] == {"Governing Law", "Insurance"}


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match=r"clauses\.jsonl\.gz"):
        read_contracts(tmp_path)
