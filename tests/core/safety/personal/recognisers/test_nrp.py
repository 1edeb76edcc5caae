from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("She is a devout Catholic", "Catholic"),
        ("two Finns arrived", "Finns"),
        ("i feel cambodian", "cambodian"),
        ("a South African singer", "South African"),
        ("the New Zealander won", "New Zealander"),
    ],
)
def test_finds_groups(quotes, text, group):
    assert quotes("NRP", text) == [group]


@pytest.mark.parametrize(
    "text", ["please polish the pole", "she speaks French", "the swede was boiled", "a fin"]
)
def test_leaves_words_and_languages(quotes, text):
    assert quotes("NRP", text) == []


def test_a_country_is_no_group(named):
    assert named("NRP", "I travelled to the Czech Republic") == []
