from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the zip code is 80014", "80014"),
        ("ZIP: 94103-1234", "94103-1234"),
        ("issued in Eastmoor, TX 78701.", "78701"),
        ("we are in EC1A 1BB now", "EC1A 1BB"),
        ("we are in K1A 0B1 now", "K1A 0B1"),
    ],
)
def test_finds_codes(quotes, text, code):
    assert quotes("ZIP_CODE", text) == [code]


@pytest.mark.parametrize("text", ["80014 shares", "room 1201", "a zip file of 80014 bytes"])
def test_leaves_the_rest(quotes, text):
    assert quotes("ZIP_CODE", text) == []
