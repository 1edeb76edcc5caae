import pytest

from dsolutions_finance.contracts.fields.agreement_date import agreement_date
from dsolutions_finance.contracts.fields.effective_date import effective_date

MADE = "This Agreement is made on May 1, 2020 between Acme Inc. and Bo LLC. "


@pytest.mark.parametrize(
    ("said", "expected", "basis"),
    [
        ('dated today, effective June 1, 2020 (the "Effective Date").', "2020-06-01", "stated"),
        ('"Effective Date" means June 1, 2020.', "2020-06-01", "stated"),
        ("It starts on the Commencement Date, being 1 June 2020.", "2020-06-01", "stated"),
        ("This Agreement shall commence on June 1, 2020.", "2020-06-01", "stated"),
        ("It becomes effective on the date first written above.", "2020-05-01", "computed"),
        ("It takes effect on the date of the last signature.", "2020-05-01", "computed"),
    ],
)
def test_stated_and_computed(read, said, expected, basis):
    text = read(MADE + said)
    found = effective_date(text, agreement_date(text))
    assert (found.value, found.basis) == (expected, basis)


def test_a_computed_date_shows_both_places(read):
    text = read(MADE + "It becomes effective on the date first written above.")
    quotes = [span.quote for span in effective_date(text, agreement_date(text)).evidence]
    assert quotes == ["effective on the date first written above", "May 1, 2020"]


def test_a_contract_that_names_none_has_none(read):
    text = read(MADE)
    assert effective_date(text, agreement_date(text)) is None
