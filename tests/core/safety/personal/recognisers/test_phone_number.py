from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "number",
    [
        "+44 20 7946 0958",
        "+49 (0)30 901820",
        "+1-212-555-0142x77",
        "(212) 555-0142",
        "612-555-0199",
        "07911 123456",
        "01.99.00.12.34",
        "0043 660 1234567",
    ],
)
def test_finds_numbers_by_how_they_are_written(quotes, number):
    assert quotes("PHONE_NUMBER", f"You get {number} or nothing") == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("phone me at 5550 1423?", "5550 1423"),
        ("Fax: 2125550142", "2125550142"),
        ("2125550142-Fax", "2125550142"),
    ],
)
def test_finds_others_beside_a_word_for_a_telephone(quotes, text, number):
    assert quotes("PHONE_NUMBER", text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "between 2019-2022",
        "on 2024-09-18 at 10:45",
        "order 4512345678",
        "revenue of 345-350 million",
        "call about my card 4111111111111111",
        "SSN 536-22-8471",
        "the index at 5,021.84 points",
        "192.168.10.44",
        "$1200 1300",
        "tracking number 1234567890123",
    ],
)
def test_leaves_other_numbers(quotes, text):
    assert quotes("PHONE_NUMBER", text) == []
