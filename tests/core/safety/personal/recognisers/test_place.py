from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("I live in Eastmoor now", ["Eastmoor"]),
        ("He flew to the United Kingdom", ["United Kingdom"]),
        ("12 Alder Lane\nEastmoor\nNorway 3704", ["Eastmoor", "Norway"]),
        ("Mr. Brandt flew to EASTMOOR on Tuesday", ["EASTMOOR"]),
    ],
)
def test_finds_places(named, text, places):
    assert named("GPE", text) == places


def test_a_given_name_is_no_place(named):
    assert named("GPE", "My name is Florence Brandt") == []
