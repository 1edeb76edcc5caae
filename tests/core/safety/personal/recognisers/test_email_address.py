from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    "address",
    [
        "ana@norvik.example",
        "ana.reyes+x@mail.norvik.co.uk",
        "Ana_R99@norvik.example",
        "ana(at)norvik.example",
        "jörg@müller.example",
    ],
)
def test_finds_addresses(quotes, address):
    assert quotes("EMAIL_ADDRESS", f"Mail <{address}>.") == [address]


@pytest.mark.parametrize("text", ["@ana", "ana@", "a..b@norvik.example", "meet @ noon", "ana@localhost"])
def test_leaves_the_rest(quotes, text):
    assert quotes("EMAIL_ADDRESS", text) == []
