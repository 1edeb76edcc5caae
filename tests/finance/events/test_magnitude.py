import pytest

from dsolutions_finance.events import EventRules, SizeReader

READER = SizeReader(EventRules.builtin().lists)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Profit falls 12%", -12),
        ("Profit rose by 3.5 per cent", 3.5),
        ("a 47 pc drop in profit", -47),
        ("Shares tank over 8.5%", -8.5),
        ("Stake of 20%", 20),
        ("Yields climb 50 bps", 0.5),
        ("The margin changed by -3%", -3),
        ("Sales up 1,050%", 1050),
        ("Profit 45% below forecast", -45),
        ("Forecast cut by 20%", -20),
    ],
)
def test_percent(sentence, value):
    (size,) = READER.sizes(sentence)
    assert (size.kind, size.value) == ("percent", pytest.approx(value))


@pytest.mark.parametrize(
    ("sentence", "value", "currency"),
    [
        ("Rs 4,500 crore", 45e9, "INR"),
        ("Rs. 1,94,700 lakh", 19.47e9, "INR"),
        ("$1.2 bn", 1.2e9, "USD"),
        ("US$30m", 30e6, "USD"),
        ("EUR 30 million", 30e6, "EUR"),
        ("EUR 30,5 mn", 30.5e6, "EUR"),
        ("£23.4m", 23.4e6, "GBP"),
        ("30 million euros", 30e6, "EUR"),
        ("a dividend of 5.2p", 0.052, "GBP"),
        ("falls to Rs 40 crore", 4e8, "INR"),
        ("fell $3", -3, "USD"),
        ("¥500 billion", 5e11, "JPY"),
    ],
)
def test_money(sentence, value, currency):
    (size,) = READER.sizes(sentence)
    assert (size.kind, size.value, size.currency) == ("money", pytest.approx(value), currency)


def test_each_size_has_its_own_direction():
    values = [size.value for size in READER.sizes("Acme falls 3%; Borealis gains 5%")]
    assert values == [-3, 5]


@pytest.mark.parametrize("sentence", ["", "in 2014", "Q3", "20 lakh shares", "page 5", "9" * 500 + "%"])
def test_what_is_no_size(sentence):
    assert [size for size in READER.sizes(sentence) if abs(size.value) > 1e19] == []
    assert sentence.startswith("9") or READER.sizes(sentence) == []


def test_offsets_cut_the_size_out():
    sentence = "Profit falls 12% to Rs 4,500 crore"
    assert [sentence[size.start : size.end] for size in READER.sizes(sentence)] == ["12%", "Rs 4,500 crore"]
