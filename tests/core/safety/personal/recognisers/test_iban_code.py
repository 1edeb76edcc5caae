from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "iban",
    [
        "GB29NWBK60161331926819",
        "GB29 NWBK 6016 1331 9268 19",
        "DE89 3704 0044 0532 0130 00",
        "FR1420041010050500013M02606",
        "NO9386011117947",
    ],
)
def test_finds_valid_ones(quotes, iban):
    assert quotes("IBAN_CODE", f"pay to {iban} by Friday") == [iban]


def test_an_invalid_one_counts_only_where_it_is_called_one(quotes):
    assert quotes("IBAN_CODE", "pay to GB28NWBK60161331926819") == []
    assert quotes("IBAN_CODE", "my IBAN is GB28NWBK60161331926819") == ["GB28NWBK60161331926819"]


def test_the_words_that_follow_are_no_part_of_it(quotes):
    assert quotes("IBAN_CODE", "NO93 8601 1117 947 is mine") == ["NO93 8601 1117 947"]
