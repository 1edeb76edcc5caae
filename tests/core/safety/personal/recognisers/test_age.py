from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("I'm 36 years old.", "36"),
        ("We saw a 71-year-old widow", "71"),
        ("an 8-month-old boy", "8"),
        ("My mother, aged 61, lives alone", "61"),
        ("Age: 44", "44"),
        ("She is 26 years of age", "26"),
        ("She turned 50 last week", "50"),
        ("He was 55 when he died", "55"),
        ("she is forty-two years old", "forty-two"),
        ("Tim, 42, of Eastmoor", "42"),
    ],
)
def test_finds_ages(quotes, text, age):
    assert quotes("AGE", text) == [age]


@pytest.mark.parametrize(
    "text",
    [
        "Shares fell 12 percent",
        "I'm 5 minutes late",
        "The company is 20 years into a plan",
        "page 36",
        "He is 6,000 miles away",
    ],
)
def test_leaves_other_numbers(quotes, text):
    assert quotes("AGE", text) == []
