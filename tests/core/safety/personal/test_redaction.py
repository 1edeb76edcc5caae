from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsolutions.errors import ConfigurationError, InputError
from dsolutions.safety.findings import Finding
from dsolutions.safety.guards.personal import PATTERN_KINDS, PersonalDataGuard, Vault, redact
from dsolutions.types import Span

GUARD = PersonalDataGuard(["EMAIL_ADDRESS", "PHONE_NUMBER"])
TEXT = "Mail ana@norvik.example or bo@norvik.example; ana@norvik.example is quicker than (212) 555-0142."


def finding(text, start, end, kind="PERSON", score=0.9):
    return Finding(
        guard="personal_data", kind=kind, score=score, evidence=Span.of(text, start, end), reason="because"
    )


def test_the_same_value_gets_the_same_placeholder():
    redacted = redact(TEXT, GUARD.find(TEXT))
    assert redacted.text == (
        "Mail <EMAIL_ADDRESS_1> or <EMAIL_ADDRESS_2>; <EMAIL_ADDRESS_1> is quicker than <PHONE_NUMBER_1>."
    )
    assert redacted.restore() == TEXT


def test_a_vault_serves_a_conversation():
    vault = Vault()
    first = redact("I am ana@norvik.example", GUARD.find("I am ana@norvik.example"), vault)
    second = redact(TEXT, GUARD.find(TEXT), vault)
    assert first.text == "I am <EMAIL_ADDRESS_1>"
    assert second.text.startswith("Mail <EMAIL_ADDRESS_1> or <EMAIL_ADDRESS_2>")
    assert vault.restore("Hello <EMAIL_ADDRESS_2>") == "Hello bo@norvik.example"


def test_replacements_lead_back_to_the_original():
    redacted = redact(TEXT, GUARD.find(TEXT))
    for made in redacted.replacements:
        assert redacted.text[made.start : made.end] == made.placeholder
        assert redacted.vault.restore(made.placeholder) == TEXT[made.source_start : made.source_end]
        assert redacted.source_range(made.start, made.end) == (made.source_start, made.source_end)
    start = redacted.text.index("is quicker")
    begins, ends = redacted.source_range(start, start + len("is quicker"))
    assert TEXT[begins:ends] == "is quicker"
    with pytest.raises(IndexError):
        redacted.source_range(0, len(redacted.text) + 1)


def test_findings_that_overlap_leave_nothing_behind():
    text = "see Ana Maria Reyes now"
    redacted = redact(text, [finding(text, 4, 13, score=0.6), finding(text, 8, 19, "ORGANIZATION", 0.9)])
    assert redacted.text == "see <ORGANIZATION_1> now"
    assert redacted.restore() == text


def test_a_finding_inside_another_is_part_of_it():
    text = "see Ana Maria Reyes now"
    assert redact(text, [finding(text, 4, 19), finding(text, 8, 13, "GPE", 0.5)]).text == "see <PERSON_1> now"


def test_what_looks_like_a_placeholder_in_the_text_survives():
    text = "write <EMAIL_ADDRESS_1> for ana@norvik.example"
    redacted = redact(text, GUARD.find(text))
    assert redacted.text == "write <LITERAL_1> for <EMAIL_ADDRESS_1>"
    assert redacted.restore() == text


def test_findings_of_another_text_are_refused_without_quoting_it():
    with pytest.raises(InputError) as caught:
        redact("another text altogether, and longer", GUARD.find(TEXT))
    assert "ana@" not in str(caught.value)


def test_kinds_that_no_placeholder_can_name_are_refused():
    with pytest.raises(ConfigurationError, match="'shoe size'"):
        redact("abc", [finding("abc", 0, 1, "shoe size")])


def test_nothing_that_is_printed_shows_a_value():
    redacted = redact(TEXT, GUARD.find(TEXT))
    assert "norvik" not in repr(redacted) and "norvik" not in repr(redacted.vault)


_PIECES = st.sampled_from(
    [
        "ana@norvik.example",
        "<",
        ">",
        "<PERSON_1>",
        "<EMAIL_ADDRESS_1>",
        "_1>",
        "<PERSON_",
        "(212) 555-0142",
        " ",
        "\n",
        "é",
        "1",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_PIECES | st.text(max_size=5), max_size=8).map("".join), max_size=3))
def test_restoring_gives_back_exactly_what_was_redacted(texts):
    guard = PersonalDataGuard(PATTERN_KINDS)
    vault = Vault()
    redacted = [redact(text, guard.find(text), vault) for text in texts]
    again = Vault.from_json(vault.to_json())
    assert [again.restore(one.text) for one in redacted] == texts


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_findings_can_be_taken_out_and_put_back(data):
    text = data.draw(st.lists(_PIECES, max_size=8).map("".join))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(ends, max_size=4))
    redacted = redact(text, [finding(text, *span, kind) for span, kind in zip(spans, "ABCD", strict=False)])
    assert redacted.restore() == text
