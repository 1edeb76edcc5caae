from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "12 Alder Lane, Apt. 4, Eastmoor, CO 80014",
        "Flat 3, 22 Larch Close, Eastmoor S10 2AB",
        "PO Box 118",
        "45 Rue de la Paix, Paris, France 75002",
        "Hauptstraße 5, 10115 Berlin",
        "Via Roma 22, 00184 Roma",
        "Storgatan 12, 114 55 Stockholm, Sweden",
        "PSC 4077, Box 12\nAPO AE 09345",
        "the corner of 11 Alder Road and Larch Way",
        "4 Kingfisher Way, Apt 12, Toronto, Ontario, Canada",
    ],
)
def test_finds_addresses_whole(quotes, address):
    assert quotes("STREET_ADDRESS", f"Ship it to {address}.") == [address]


def test_lines_of_a_letter_head_are_found_apart(quotes):
    text = "412 Erlenweg 7\n Apt. 31\n EASTMOOR\n Sweden 11455"
    assert quotes("STREET_ADDRESS", text) == ["412 Erlenweg 7", "Apt. 31", "11455"]


@pytest.mark.parametrize(
    "text",
    [
        "Wall Street rallied",
        "Main Street waits",
        "In 12 March 2020 we met",
        "Shares fell 12 Friday",
        "the Tesla Model 3 has 4 doors",
    ],
)
def test_leaves_the_rest(quotes, text):
    assert quotes("STREET_ADDRESS", text) == []
