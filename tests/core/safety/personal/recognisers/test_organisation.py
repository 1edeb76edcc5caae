from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Greyfield Insurance Ltd wrote to us", "Greyfield Insurance Ltd"),
        ("She works for Quillon as a nurse", "Quillon"),
        ("Brandt, Keller and Osei sued", "Brandt, Keller and Osei"),
        ("Kjeldsen and Sons is a bank", "Kjeldsen and Sons"),
        ("Ana Reyes\nQuillon\n12 Alder Lane\nEastmoor", "Quillon"),
        ("the University of Eastmoor", "University of Eastmoor"),
    ],
)
def test_finds_organisations(named, text, organisation):
    assert named("ORGANIZATION", text) == [organisation]


@pytest.mark.parametrize(
    "text", ["The SSN is 536-22-8471", "Please answer ASAP", "Our guests: Ana, Bela, Carla and Dora."]
)
def test_leaves_abbreviations_and_people(named, text):
    assert named("ORGANIZATION", text) == []
