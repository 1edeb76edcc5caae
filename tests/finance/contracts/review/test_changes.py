from __future__ import annotations

import re

import pytest

from dsolutions_finance.contracts.comparison import ContractComparison, Version, compare_versions
from dsolutions_finance.contracts.results import WordChange
from dsolutions_finance.contracts.review import write_comparison
from dsolutions_finance.contracts.review.words import spaced
from dsolutions_finance.contracts.text import ContractText

OLD = """1. Fees. Pay <gross> within thirty (30) days.

2. Data. They stay here.

3. Law. Texas decides all disputes."""
NEW = """1. Law. Texas decides all disputes.

2. Fees. Pay <gross> within ninety (90) days.

3. Audit. Books are open."""


@pytest.fixture
def html(read, tmp_path):
    old, new = read(OLD, risks=(("low", "They stay"),)), read(NEW)
    found = compare_versions(*(Version(ContractText.of(document), result) for document, result in (old, new)))
    return write_comparison(found, tmp_path / "new" / "changes.html", title="Draft & final").read_text(
        "utf-8"
    )


def test_words_that_changed_are_marked(html):
    assert (
        "Pay &lt;gross&gt; within <del>thirty</del> <ins>ninety</ins> (<del>30</del> <ins>90</ins>) days."
        in html
    )


def test_whole_paragraphs_that_came_and_went_are_marked(html):
    assert "<ins>3. Audit. Books are open.</ins>" in html
    assert "<del>2. Data. They stay here.</del>" in html


def test_counts_and_risks_are_told(html):
    counts = dict(re.findall(r"<dt>([^<]+)</dt><dd>(\d+)</dd>", html))

    assert counts["Paragraphs changed"] == counts["Paragraphs added"] == counts["Paragraphs removed"] == "1"
    assert counts["Risks lost"] == "1"
    assert re.search(r'chip lost">lost</span>.*?rule.of_ours', html, re.DOTALL)


def test_the_page_stands_alone_and_runs_nothing(html):
    assert "default-src 'none'; style-src 'unsafe-inline'; script-src 'none'" in html.replace("&#39;", "'")
    assert "<script" not in html
    assert not re.search(r"@import|url\(|https?://", html)


def test_equal_versions_have_a_page_that_says_so(tmp_path):
    path = write_comparison(ContractComparison(before="a", after="b"), tmp_path / "c.html")

    assert "The versions do not differ" in path.read_text("utf-8")


def test_long_stretches_that_stayed_are_shortened():
    long = "so it stays " * 100
    [(_, _, stayed), (_, _, added)] = spaced(
        [WordChange(kind="same", text=long), WordChange(kind="added", text=long)]
    )

    assert len(stayed) < 400
    assert " … " in stayed
    assert added == long
