from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mrs. Brandt called", "Mrs."),
        ("mr. brandt called", "mr."),
        ("Ana Reyes, the Chief Engineer of Quillon", "Chief Engineer"),
        ("She was hired as a Chief Marketing Officer.", "Chief Marketing Officer"),
        ("He works as a senior data analyst at Quillon", "senior data analyst"),
        ("She works at Quillon as Hedge warden, and likes it", "Hedge warden"),
        ("Marta Kowalczyk\nHead of Compliance\n", "Head of Compliance"),
    ],
)
def test_finds_forms_of_address_and_posts(quotes, text, title):
    assert quotes("TITLE", text) == [title]


@pytest.mark.parametrize("text", ["ms is short for milliseconds", "the driver of growth", "Doctors strike"])
def test_leaves_the_rest(quotes, text):
    assert quotes("TITLE", text) == []
