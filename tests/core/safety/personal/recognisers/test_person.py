from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("My name is Zsófia Kelemen.", "Zsófia Kelemen"),
        ("What's the name on the account? User: Ruprecht Osei", "Ruprecht Osei"),
        ("Dear Wenzel,\nthank you", "Wenzel"),
        ("We met Dr. Okonkwo today", "Okonkwo"),
        ("follow up with patricia brandt in a week", "patricia brandt"),
        ("mr. brandt flew home on friday", "brandt"),
        ("Vasquelo is very reliable.", "Vasquelo"),
        ("a film directed by Adaeze M. Lindqvist", "Adaeze M. Lindqvist"),
    ],
)
def test_finds_names(named, text, person):
    assert named("PERSON", text) == [person]


def test_finds_names_in_a_row(named):
    assert named("PERSON", "They had 4: Ana, Gaetane, Derek and Zita.") == ["Ana", "Gaetane", "Derek", "Zita"]


def test_finds_a_last_name_again(named):
    text = "Zsófia Kelemen wrote two books. In both, Kelemen looks back."
    assert named("PERSON", text) == ["Zsófia Kelemen", "Kelemen"]


@pytest.mark.parametrize(
    "text", ["CAN I SPEAK TO A REAL PERSON?!", "Please close the account", "I moved to Norway on Monday"]
)
def test_leaves_words(named, text):
    assert named("PERSON", text) == []
