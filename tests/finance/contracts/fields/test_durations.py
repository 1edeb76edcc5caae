from datetime import date

import pytest

from dsolutions_finance.contracts.fields.durations import WrittenDuration, durations


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("within ninety (90) days", ["P90D"]),
        ("90 days' notice", ["P90D"]),
        ("a five (5) year term", ["P5Y"]),
        ("a two-year period", ["P2Y"]),
        ("one (I) year", ["P1Y"]),
        ("twelve calendar months", ["P12M"]),
        ("ten (10) business days", ["P10D"]),
        ("two quarters", ["P6M"]),
        ("six weeks", ["P6W"]),
        ("one hundred and eighty (180) days", ["P180D"]),
        ("sixty (90) days", ["P60D"]),  # words prevail over digits
        ("60 (sixty) days and 30 days", ["P60D", "P30D"]),
        ("zero days; no days; the year 2020", []),
    ],
)
def test_lengths_are_read_once(said, values):
    assert [found.value for found in durations(said)] == values


def test_a_length_after_a_day():
    leap = date(2024, 2, 29)
    assert WrittenDuration(0, 0, 1, "Y").after(leap) == date(2025, 2, 28)
    assert WrittenDuration(0, 0, 18, "M").after(date(2020, 8, 31)) == date(2022, 2, 28)
    assert WrittenDuration(0, 0, 2, "W").after(leap) == date(2024, 3, 14)
    assert WrittenDuration(0, 0, 9_999, "Y").after(leap) is None


def test_a_field_quotes_its_words(read):
    text = read("Pay within  thirty (30)  days.")
    [found] = durations(text.text)
    field = found.quoted(text)
    assert (field.value, field.days, field.evidence.quote) == ("P30D", 30, "thirty (30)  days")
