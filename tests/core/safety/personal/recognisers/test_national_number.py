from __future__ import annotations

import pytest

from dsolutions.safety.guards.personal import NATIONAL_KINDS, PersonalDataGuard


@pytest.fixture(scope="module")
def guard():
    return PersonalDataGuard(NATIONAL_KINDS)


@pytest.mark.parametrize(
    ("kind", "text", "number"),
    [
        ("PL_PESEL", "PESEL 44051401359", "44051401359"),
        ("UK_NHS", "NHS number 943 476 5919", "943 476 5919"),
        ("ES_NIF", "mi NIF es 12345678Z", "12345678Z"),
    ],
)
def test_presidio_finds_them(guard, kind, text, number):
    assert [(found.kind, found.evidence.quote) for found in guard.find(text)] == [(kind, number)]


@pytest.mark.parametrize("text", ["PESEL 44051401358", "order 44051401359", "943 476 5919", "12345678A"])
def test_the_check_digit_or_the_word_for_it_is_missing(guard, text):
    assert guard.find(text) == ()
