import pytest

from dsolutions_finance.contracts.fields.payment_terms import payment_terms


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Buyer shall pay each invoice within thirty (30) days of receipt.", ["P30D"]),
        ("Payment is due net 45 days.", ["P45D"]),
        ("Fees are payable no later than ten (10) business days after the end of the month.", ["P10D"]),
        ("Customer may terminate within 30 days of receipt of the invoice.", []),
        ("Bo shall pay if the breach is not cured within thirty (30) days of receipt of notice.", []),
        ("The goods are delivered within 60 days of the date of the order.", []),
    ],
)
def test_terms(read, said, expected):
    assert [term.within.value for term in payment_terms(read(said))] == expected
