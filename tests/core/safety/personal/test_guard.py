from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsolutions.errors import ConfigurationError
from dsolutions.preprocessing import parsed
from dsolutions.safety.guards.personal import (
    KINDS,
    NAME_KINDS,
    PATTERN_KINDS,
    PatternRecogniser,
    PersonalDataGuard,
    Rule,
)
from dsolutions.types import Document

TEXT = "Zsófia Kelemen (zk@quillon.example) of Quillon Bank lives in Eastmoor. Call (212) 555-0142."


def test_every_kind_has_a_recogniser():
    assert set(PersonalDataGuard().kinds) == set(KINDS)


def test_findings_quote_the_text_in_order_and_do_not_overlap(everything):
    [findings] = everything.look([Document(id="1", text=TEXT)])
    assert [found.kind for found in findings] == [
        "PERSON",
        "EMAIL_ADDRESS",
        "ORGANIZATION",
        "GPE",
        "PHONE_NUMBER",
    ]
    position = 0
    for found in findings:
        assert found.guard == "personal_data"
        assert found.evidence.quote == TEXT[found.evidence.start : found.evidence.end]
        assert found.evidence.start >= position
        position = found.evidence.end


def test_reasons_quote_no_personal_data(everything):
    for found in everything.find(TEXT):
        assert found.evidence.quote not in found.reason


def test_only_the_kinds_that_are_asked_for_are_found():
    guard = PersonalDataGuard(["PHONE_NUMBER"])
    assert [found.kind for found in guard.find(TEXT)] == ["PHONE_NUMBER"]


def test_no_name_is_read_where_none_is_asked_for(monkeypatch):
    def refuse(*_):
        raise AssertionError("spaCy was asked")

    monkeypatch.setattr("dsolutions.safety.guards.personal.guard.parsed", refuse)
    guard = PersonalDataGuard(PATTERN_KINDS)
    guard.warm_up()
    assert guard.find(TEXT) and not guard.reads_names
    assert PersonalDataGuard(["PERSON"]).reads_names and "PERSON" in NAME_KINDS


def test_a_text_that_was_read_already_is_not_read_again(everything, monkeypatch):
    expected = everything.find(TEXT)
    with parsed([TEXT]) as docs:
        [doc] = docs
        monkeypatch.setattr("dsolutions.safety.guards.personal.guard.parsed", None)
        assert everything.find(TEXT, doc) == expected


def test_batches_change_nothing(everything):
    texts = [TEXT, "", "nothing here", TEXT * 3]
    together = everything.look([Document(id=str(n), text=text) for n, text in enumerate(texts)])
    assert together == [everything.find(text) for text in texts]


def test_a_recogniser_of_ones_own_is_asked_first():
    rule = Rule(re.compile(r"\bNT-\d{6}\b"), score=1.0, reason="it has the form of a customer number")
    own = PatternRecogniser("CUSTOMER_NUMBER", (rule,), hint=re.compile("NT-"))
    guard = PersonalDataGuard(["EMAIL_ADDRESS"], extra=[own])
    assert [found.kind for found in guard.find("NT-123456, a@norvik.example")] == [
        "CUSTOMER_NUMBER",
        "EMAIL_ADDRESS",
    ]


def test_unknown_kinds_and_thresholds_are_refused():
    with pytest.raises(ConfigurationError, match="'SHOE_SIZE'"):
        PersonalDataGuard(["SHOE_SIZE"])
    with pytest.raises(ConfigurationError, match="probability"):
        PersonalDataGuard(threshold=2)


def test_a_higher_threshold_finds_less(everything):
    strict = PersonalDataGuard(threshold=0.9)
    assert {found.score for found in strict.find(TEXT)} < {found.score for found in everything.find(TEXT)}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aA1 .,-@:/+()\n<>_#$éŁ&'"), max_size=80))
def test_any_text_is_taken(text):
    for found in PersonalDataGuard(PATTERN_KINDS).find(text):
        assert text[found.evidence.start : found.evidence.end] == found.evidence.quote != ""


@pytest.mark.parametrize(
    "unit",
    ["12 Alder Lane ", "Ana Reyes said ", " ", "1 ", "a@", "Aa-", "12-", "A. ", "555-0142 x ", "\n ", "age "],
)
def test_time_is_linear_in_the_length(patterns, unit):
    def seconds(length):
        text = unit * (length // len(unit))
        started = process_time()
        patterns.find(text)
        return process_time() - started

    short, long = (min(seconds(length) for _ in range(3)) for length in (4_000, 16_000))
    assert long < 12 * max(short, 0.02)  # 4 times, and room for noise; a square would be 16


def test_a_headline_costs_less_than_a_millisecond(everything):
    headlines = ["Norvik Tidal cuts full-year guidance after weak quarter, shares fall 12% to $4.20"] * 50
    with parsed(headlines) as docs:
        read = list(docs)
        everything.find(headlines[0], read[0])
        started = process_time()
        for text, doc in zip(headlines, read, strict=True):
            everything.find(text, doc)
        spent = process_time() - started
    assert spent / len(headlines) < 0.001
