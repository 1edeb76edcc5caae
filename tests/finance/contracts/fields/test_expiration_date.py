import pytest

from dsolutions_finance.contracts.fields.expiration_date import expiration_date
from dsolutions_finance.contracts.results import ContractDate

EFFECTIVE = ContractDate(value="2020-05-01", evidence=())


@pytest.mark.parametrize(
    ("said", "expected", "basis"),
    [
        ("This Agreement shall continue in effect until December 31, 2024.", "2024-12-31", "stated"),
        ("Commencement Date: May 1, 2020. Expiration Date: April 30, 2021.", "2021-04-30", "stated"),
        ('The Loan is repaid on 30 September 2024 (the "Maturity Date").', "2024-09-30", "stated"),
        ("This contract is valid from May 18, 2021 to May 17, 2023.", "2023-05-17", "stated"),
        ('"Expiry Date" means 30 September 2024.', "2024-09-30", "stated"),
        ("The Landlord lets it for a term of ten years from 25 March 2022.", "2032-03-25", "computed"),
        (
            "The term of this Agreement shall continue until the earlier of (i) December 31, 2022 and (ii) "
            "the sale.",
            "2022-12-31",
            "stated",
        ),
        ("The term of this Agreement is five (5) years from the Effective Date.", "2025-05-01", "computed"),
        ("This Agreement expires on the third anniversary of the Effective Date.", "2023-05-01", "computed"),
        ("This Agreement runs from July 1, 2021 for a period of one year.", "2022-07-01", "computed"),
        (
            "Unless sooner terminated as provided below, the term of this Agreement shall be for a period "
            "of 18 "
            'months (the "Term").',
            "2021-11-01",
            "computed",
        ),
        (
            'Support begins today and continues for three (3) years (the "Initial Term").',
            "2023-05-01",
            "computed",
        ),
    ],
)
def test_stated_and_computed(read, said, expected, basis):
    found = expiration_date(read(said), None, EFFECTIVE)
    assert (found.value, found.basis) == (expected, basis)


@pytest.mark.parametrize(
    "said",
    [
        "This Agreement shall continue until terminated by either party upon 14 days' notice.",
        "This Agreement shall remain in effect in perpetuity.",
    ],
)
def test_no_end(read, said):
    found = expiration_date(read(said), None, EFFECTIVE)
    assert found.perpetual
    assert found.value is None


def test_the_clause_that_names_the_term_wins(read):
    said = (
        "This Agreement is in effect for two years of growth. "
        'The term of this Agreement shall begin now and end on May 31, 2022 (the "Term").'
    )
    assert expiration_date(read(said), None, EFFECTIVE).value == "2022-05-31"


@pytest.mark.parametrize(
    "said",
    [
        "During the term of this Agreement and for a period of two (2) years thereafter, Bo shall not "
        "compete.",
        "If this Agreement is terminated, the stock is returned within thirty (30) days.",
        "The warranty period is one year.",
    ],
)
def test_other_periods_are_not_the_term(read, said):
    assert expiration_date(read(said), None, EFFECTIVE) is None


def test_a_term_from_a_day_that_nobody_knows_yet_has_no_value(read):
    found = expiration_date(
        read("This Agreement continues for one year from the Launch Date."), None, EFFECTIVE
    )
    assert (found.value, found.perpetual) == (None, False)


def test_years_from_the_date_of_the_agreement_are_counted_from_there(read):
    made = ContractDate(value="2020-01-31", evidence=())
    said = "The term of this Agreement ends on the second anniversary of the date hereof."
    assert expiration_date(read(said), made, EFFECTIVE).value == "2022-01-31"
