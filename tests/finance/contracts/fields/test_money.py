import pytest

from dsolutions_finance.contracts.fields.money import amounts


@pytest.mark.parametrize(
    ("said", "value", "currency"),
    [
        ("$1,000,000", "1000000", "USD"),
        ("US$2.5 million", "2500000", "USD"),
        ("USD 100,000.50", "100000.5", "USD"),
        ("EUR 50,000", "50000", "EUR"),
        ("£3m", "3000000", "GBP"),
        ("HK$10,000", "10000", "HKD"),
        ("300 euros", "300", "EUR"),
        ("1,000 U.S. dollars", "1000", "USD"),
        ("RMB 3,000,000", "3000000", "CNY"),
        ("CAD 0.05", "0.05", "CAD"),
        ("INR 10,00,000", "1000000", "INR"),
        ("Rs. 2.5 crores", "25000000", "INR"),
        ("EUR 12.500.000,50", "12500000.5", "EUR"),
        ("EUR 99,95", "99.95", "EUR"),
        ("CHF 1'000'000", "1000000", "CHF"),
        ("$1.125", "1.125", "USD"),
        ("EUR 25.000", "25000", "EUR"),
        ("25.000 EUR", "25000", "EUR"),
    ],
)
def test_amounts_with_their_currency(read, said, value, currency):
    [found] = amounts(read(f"a fee of {said} is due"))
    assert (found.value, found.currency, found.evidence.quote) == (value, currency, said)


def test_a_price_has_three_decimals(read):
    [found] = amounts(read("EUR 1.125 per litre"))
    assert found.value == "1.125"


def test_words_and_digits_are_one_amount(read):
    [found] = amounts(read("pay Four Hundred Thousand US Dollars ($400,000) now"))
    assert found.evidence.quote == "Four Hundred Thousand US Dollars ($400,000)"


def test_numbers_without_a_currency_are_none(read):
    assert list(amounts(read("120 devices, 5%, Section 3, 30 days"))) == []
