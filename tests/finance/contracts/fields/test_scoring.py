"""The scorers of the benchmark against cases made by hand."""

import pytest

from benchmarks.contracts.fields import SCORERS, dates, laws
from benchmarks.contracts.parties import answered
from dsolutions_finance.contracts.scoring.same import same_length, same_name


@pytest.mark.parametrize(
    ("field", "found", "answer", "right"),
    [
        ("governing law", "New York", "New York", True),
        ("governing law", "Texas", "Illinois; Texas", True),
        ("governing law", "Ohio", "Texas", False),
        ("governing law", None, "Texas", False),
        ("governing law", None, "", True),
        ("governing law", "Texas", "", False),
        ("governing law", "England and Wales", "England; Wales", True),
        ("agreement date", "2014-05-08", "5/8/14", True),
        ("agreement date", "2014-08-05", "5/8/14", False),
        ("agreement date", None, "[]/[]/2014", True),
        ("expiration date", "2016-04-30", "5/1/16", True),
        ("expiration date", "perpetual", "Perpetual", True),
        ("expiration date", "2016-04-30", "perpetual", False),
        ("renewal term", "P12M", "successive 1 year", True),
        ("notice period", "P90D", "3 months", True),
        ("notice period", "P30D", "60 days", False),
        ("title", "Supply Agreement", "SUPPLY AGREEMENT", True),
        ("title", "Lease", "SUPPLY AGREEMENT", False),
    ],
)
def test_a_field_is_right_or_wrong(field, found, answer, right):
    assert SCORERS[field].right(found, answer) is right


def test_answers_are_read():
    assert dates("12/31/98") == {"1998-12-31"}
    assert laws("[]") == frozenset()
    assert same_length("P1Y", "P365D")


def test_names_are_compared():
    assert answered('ACME, INC. ("Acme"); Bo Ltd. ("Buyer"); Acme and Bo ("Party", "Parties")') == [
        "acme",
        "bo",
    ]
    assert same_name("acme holdings", "acme holdings europe")
    assert not same_name("acme", "acme europe middle east")
