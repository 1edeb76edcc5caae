from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "text", ["SSN 536-22-8471", "mine is 536-22-8471", "social security number: 536228471"]
)
def test_finds_numbers(quotes, text):
    assert quotes("US_SSN", text) == [text.split()[-1]]


@pytest.mark.parametrize(
    "number", ["666-22-8471", "000-22-8471", "536-00-8471", "536-22-0000", "078-05-1120", "536228471"]
)
def test_leaves_numbers_that_are_never_given_out_or_called_nothing(quotes, number):
    assert quotes("US_SSN", f"it is {number} today") == []
