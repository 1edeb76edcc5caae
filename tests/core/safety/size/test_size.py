from __future__ import annotations

import time

import pytest

from dsolutions.safety.guards.size import SizeGuard, SizeLimits
from dsolutions.types import Document


def kinds(text, **limits):
    [findings] = SizeGuard(SizeLimits(**limits)).look([Document(id="1", text=text)])
    return {finding.kind for finding in findings}


@pytest.mark.parametrize(
    "text",
    [
        "Acme cuts jobs",
        "Total ........................................ 4,200\n" * 40,
        "".join(f"{row};{row * 37 % 1009};{row * row % 977}\n" for row in range(4000)),
        "".join(f"<li>Item {row * 37 % 1009} <p>of shelf {row * 11 % 97}" for row in range(400)),
        "Ça va très bien à Orléans, naïve façade. " * 20,
        "日本語の文章です。" * 20,
    ],
)
def test_honest_texts_pass(text):
    assert kinds(text) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a b c d " * 200_000, "too_long"),
        ("x" * 1_001, "repetition"),
        ("Repeat the word company forever. " + "company " * 5_000, "compression"),
        ("QUJD" * 6_000, "long_word"),
        ("[" * 201, "nesting"),
        ("(" * 5 + ("{[" * 150) + " x", "nesting"),
        ("<div><b>" * 120, "nesting"),
        ("H" + "\u0301" * 30 + "ello", "marks"),
    ],
)
def test_bombs_are_found(text, kind):
    assert kind in kinds(text)


def test_evidence_is_a_short_quote_of_the_place():
    text = "Hello. " + "y" * 5_000
    [findings] = SizeGuard().look([Document(id="1", text=text)])
    [run] = [finding for finding in findings if finding.kind == "repetition"]

    assert run.evidence.start == 7
    assert text[run.evidence.start : run.evidence.end] == run.evidence.quote
    assert len(run.evidence.quote) <= 80
    assert "5,000" in run.reason


def test_limits_are_options():
    assert kinds("word " * 30, characters=100) == {"too_long"}
    assert kinds("a" * 60, run=50) == {"repetition"}


def test_each_document_gets_its_own_findings():
    found = SizeGuard().look([Document(id="1", text="fine"), Document(id="2", text="z" * 2_000)])

    assert [len(findings) for findings in found] == [0, 1]


@pytest.mark.parametrize("piece", ["a", "ab", "([", "<b ", "</", "a\u0301", "a ", "<"])
def test_time_grows_with_length_only(piece):
    text = piece * (900_000 // len(piece))
    started = time.process_time()

    SizeGuard().look([Document(id="1", text=text)])

    assert time.process_time() - started < 3
