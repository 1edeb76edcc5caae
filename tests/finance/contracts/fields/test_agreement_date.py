import pytest

from dsolutions_finance.contracts.fields.agreement_date import agreement_date


def value(found):
    return found.value if found else None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "THIS AGREEMENT is made this 3rd day of May, 2021 by and between Acme Inc. and Bo LLC.",
            "2021-05-03",
        ),
        ("SUPPLY AGREEMENT dated as of 2 June 2019 between Acme Inc. and Bo LLC", "2019-06-02"),
        (
            "This First Amendment to the Supply Agreement dated April 1, 2017 between Acme Inc. and Bo LLC "
            "is made "
            "this 22 day of June 2018.",
            "2018-06-22",
        ),
        (
            "Agreement between Acme Inc. and Bo LLC. They agree.\n\nBy: /s/ Ada Orr\n\nDate: 4/5/2018",
            "2018-04-05",
        ),
    ],
)
def test_where_the_date_stands(read, said, expected):
    assert value(agreement_date(read(said))) == expected


def test_of_two_signatures_the_later_one_made_the_contract(read):
    said = "between Acme Inc. and Bo LLC.\n\n/s/ Ada Orr\n\nDate: 3/1/2018\n\n/s/ Bo Vance\n\nDate: 3/9/2018"
    assert value(agreement_date(read(said))) == "2018-03-09"


def test_the_stamp_of_a_filing_is_no_date(read):
    said = "Source: ACME INC., 10-K, 3/1/2019\n\nAgreement between Acme Inc. and Bo LLC made May 2, 2018."
    assert value(agreement_date(read(said))) == "2018-05-02"


def test_a_blank_date_has_words_and_no_value(read):
    found = agreement_date(read("made as of the ___ day of _______, 2019 between Acme Inc. and Bo LLC."))
    assert found.value is None
    assert "2019" in found.evidence[0].quote


def test_no_date(read):
    assert agreement_date(read("Agreement between Acme Inc. and Bo LLC.")) is None
