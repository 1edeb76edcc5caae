from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("My name is Zsófia Kelemen.", "Zsófia Kelemen"),
        ("In whose name is it? Client: Ruprecht Osei", "Ruprecht Osei"),
        ("Dear Wenzel,\nthank you", "Wenzel"),
        ("We met Dr. Okonkwo today", "Okonkwo"),
        ("please write to patricia brandt about it", "patricia brandt"),
        ("mr. brandt is at home", "brandt"),
        ("Tormudsen lives by the sea.", "Tormudsen"),
        ("a novel written by Adaeze M. Lindqvist", "Adaeze M. Lindqvist"),
    ],
)
def test_finds_names(named, text, person):
    assert named("PERSON", text) == [person]


def test_finds_names_in_a_row(named):
    assert named("PERSON", "Our guests: Ana, Quorin, Derek and Zita.") == ["Ana", "Quorin", "Derek", "Zita"]


def test_finds_a_last_name_again(named):
    text = "Zsófia Kelemen wrote two books. In both, Kelemen looks back."
    assert named("PERSON", text) == ["Zsófia Kelemen", "Kelemen"]


@pytest.mark.parametrize(
    "text", ["WHERE DO I FIND A BRANCH?", "Please close the account", "I moved to Norway on Monday"]
)
def test_leaves_words(named, text):
    assert named("PERSON", text) == []
