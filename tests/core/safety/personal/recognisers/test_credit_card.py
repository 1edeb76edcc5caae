from __future__ import annotations

import pytest

from dsolutions.safety.guards.personal.recognisers.credit_card import luhn


@pytest.mark.parametrize(
    "card",
    [
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "30569309025904",
        "6011111111111117",
        "3530111333300000",
    ],
)
def test_finds_cards_of_every_scheme(quotes, card):
    assert quotes("CREDIT_CARD", f"Pay with {card} today") == [card]


def test_a_slip_in_a_number_that_is_called_a_card_is_still_one(quotes):
    assert quotes("CREDIT_CARD", "my card is 4111 1111 1111 1112") == ["4111 1111 1111 1112"]


@pytest.mark.parametrize(
    "text", ["order 4111111111111112", "0000000000000000", "4.111111111111111", "1234567890123"]
)
def test_leaves_other_numbers(quotes, text):
    assert quotes("CREDIT_CARD", text) == []


def test_the_check_digit_sees_every_single_slip():
    card = "4111111111111111"
    slips = [
        card[:at] + digit + card[at + 1 :]
        for at in range(len(card))
        for digit in "0123456789"
        if digit != card[at]
    ]
    assert luhn(card) and not any(map(luhn, slips))
