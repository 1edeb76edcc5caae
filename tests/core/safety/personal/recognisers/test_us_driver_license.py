from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Driver's license number: D1234567", "D1234567"),
        ("my driving licence is B9382714", "B9382714"),
        ("DL# F255-921-50-094-0", "F255-921-50-094-0"),
        ("driver license 99-123-4567", "99-123-4567"),
    ],
)
def test_finds_numbers_that_are_called_one(quotes, text, number):
    assert quotes("US_DRIVER_LICENSE", text) == [number]


@pytest.mark.parametrize(
    "text", ["order D1234567", "a driving licence costs money", "the licence fee of 159 pounds"]
)
def test_leaves_the_rest(quotes, text):
    assert quotes("US_DRIVER_LICENSE", text) == []
