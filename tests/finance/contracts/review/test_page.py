from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest

from dsolutions.errors import InputError
from dsolutions_finance.contracts.review import page as review_page
from dsolutions_finance.contracts.review import write_report


@pytest.fixture
def html(hosting, failed, tmp_path):
    document, result = hosting
    path = write_report(
        [document, None], [result, failed], tmp_path / "new" / "review.html", title="Desk & Co"
    )
    return path.read_text(encoding="utf-8")


def test_the_file_stands_alone(html, parsed):
    page = parsed(html)
    addresses = [a[name] for _, a in page.tags for name in ("src", "href", "action", "data") if a.get(name)]

    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"@import|url\(|https?://", html)


def test_only_our_own_script_may_run(html):
    script = re.search("<script>(.*?)</script>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html


def test_every_link_leads_somewhere_and_every_anchor_is_one(html, parsed):
    page = parsed(html)
    anchors = Counter(a["id"] for _, a in page.tags if "id" in a)

    assert {link[1:] for link in page.links()} <= set(anchors)
    assert max(anchors.values()) == 1


def test_every_text_of_the_caller_is_escaped(read, failed, tmp_path, parsed):
    hostile = '1. <script>alert("x")</script> & <img src=x> Pay EUR 5.'
    document, result = read(hostile, clauses=(("<b>", "Pay"),), risks=(("high", "<img"),), kind="<u>")

    path = write_report([document, None], [result, failed], tmp_path / "r.html", title="<s>")
    page = parsed(path.read_text(encoding="utf-8"))

    assert page.contract.strip() == hostile
    assert len(page.all("script")) == 1
    assert not [tag for tag, _ in page.tags if tag in ("img", "u", "s", "broken")]


def test_all_words_of_the_contract_are_shown_without_running_heads(html, parsed):
    shown = " ".join(parsed(html).contract.split())

    assert "each invoice within thirty (30) days of receipt. 1.2 Provider may change" in shown
    assert shown.endswith("2. Law. This Agreement is governed by the laws of England.")
    assert "Page 1 of 2" not in shown


def test_risks_come_with_severity_reason_and_a_link_to_their_words(html, parsed):
    page = parsed(html)
    row = re.search(r'<ol class="risks">(.*?)</ol>', html, re.DOTALL).group(1)
    link = re.search(
        r'rule.of_ours · <a href="#(\w+)">§\N{NO-BREAK SPACE}1.2, p.\N{NO-BREAK SPACE}1</a>', row
    )

    assert row.index("It is high.") < row.index("It is low.")
    assert "nothing in the text" in row
    assert page.under[link.group(1)].startswith("Provider")


def test_fields_lead_to_the_words_they_were_read_from(html, parsed):
    page = parsed(html)
    link = re.search(r'Agreement date<td><div>\s*<b>\s*<a href="#(\w+)">2026-03-02</a>', html)

    assert page.under[link.group(1)] == "2 March 2026"
    assert ">5,000 EUR</a>" in html
    assert ">30 days</a>" in html
    assert "“Customer”" in html


def test_clauses_carry_type_and_probability_where_they_begin(html, parsed):
    tags = [mark["data-tag"] for mark in parsed(html).all("mark") if "data-tag" in mark]

    assert tags == ["Price Restrictions 93%", "Unilateral Change 93%", "Governing Law 93%"]


def test_overlapping_marks_are_cut_and_each_says_all_it_is(html, parsed):
    page = parsed(html)
    both = [
        m
        for m in page.all("mark")
        if "Price Restrictions" in m.get("title", "") and "Unilateral" in m["title"]
    ]

    assert both
    assert all("risk high" in mark["class"] for mark in both)
    assert page.contract.count("Provider may change the fees at any time.") == 1


def test_the_filter_offers_every_type_with_its_count(html):
    assert ">Governing Law (1)" in html
    assert re.search(r'<form id="filter" hidden>', html)  # without script there is nothing to filter with


def test_the_tree_is_nested_and_linked(html, parsed):
    nav = re.search(r"<nav.*?</nav>", html, re.DOTALL).group(0)

    assert re.search(r"<b>1</b> <span>Fees</span></a>\s*<ol><li><a href=[^>]*><b>1.1</b>", nav)
    assert "The Customer shall pay" in nav
    assert parsed(nav).links()[0] == "#c0s0"


def test_references_and_defined_terms_are_linked(html, parsed):
    page = parsed(html)
    reference = next(a for a in page.all("a") if "ref" in (a.get("class") or ""))
    term = re.search(r'<li title="Acme Inc.">\s*<a href="#(\w+)">Customer</a>', html)

    assert reference["title"] == "leads to section 2"
    assert reference["href"] == "#c0s3"
    assert page.under[term.group(1)] == "Customer"


def test_pages_are_marked_where_they_begin(html):
    assert re.search(r'id="c0p2" data-page="page 2"></span><mark class="heading"[^>]*>2. Law', html)
    assert '<a href="#c0p2">2</a>' in html


def test_gaps_come_with_confidence_and_what_is_usual(html):
    assert re.search(r"Insurance<td class=\"n\">98%<td class=\"n\">61%", html)


def test_without_clause_types_nothing_is_said_to_be_there_or_missing(read, tmp_path):
    document, result = read("1. Law. Texas.")

    html = write_report([document], [result], tmp_path / "r.html").read_text("utf-8")

    assert "No adapter for clause types was loaded" in html
    assert "Missing" not in html
    assert "Clauses found" not in html


def test_standard_clauses_are_compared_word_by_word(html):
    assert "within <del>60</del> <ins>30</ins> days" in html
    assert "<del>Data stay in Canada.</del>" in html


def test_a_contract_that_failed_says_why_and_what_to_do(html):
    assert html.count("in/lost.pdf: this PDF is &lt;broken&gt;") == 2  # in the index, and in its place
    assert "What to do: save it anew." in html


def test_several_contracts_have_an_index_and_one_has_none(html, hosting, tmp_path):
    alone = write_report([hosting[0]], [hosting[1]], tmp_path / "one.html").read_text("utf-8")

    assert '<th scope="row"><a href="#c0">hosting</a>' in html
    assert "Contracts of this run" not in alone
    assert '<article id="c0"' in alone


def test_of_too_much_text_the_contracts_most_at_risk_are_shown(hosting, read, tmp_path, monkeypatch):
    harmless = read("1. Law. Texas.")
    monkeypatch.setattr(review_page, "MAX_CHARACTERS", len(hosting[0].text))

    html = write_report(*zip(harmless, hosting, strict=True), tmp_path / "r.html").read_text("utf-8")

    assert '<article id="c1"' in html
    assert '<article id="c0"' not in html
    assert "The 1 contracts most at risk follow in full" in html


def test_evidence_of_another_text_is_not_marked(hosting, read, tmp_path, parsed):
    other, _ = read("Nothing of that is said here, and nobody is bound by it.")

    page = parsed(write_report([other], [hosting[1]], tmp_path / "r.html").read_text("utf-8"))

    assert "It is high." in page.text
    assert not [mark for mark in page.all("mark") if "title" in mark]


def test_a_page_of_html_is_shown_as_people_see_it(read, tmp_path, parsed):
    document, result = read("<html><body><h1>Fees</h1><p>1. Pay <b>EUR&nbsp;5,000</b> now.</p></body></html>")

    page = parsed(write_report([document], [result], tmp_path / "r.html").read_text("utf-8"))

    assert "1. Pay EUR 5,000 now." in page.contract
    assert "<b>" not in page.contract


def test_documents_and_results_must_match(hosting, tmp_path):
    with pytest.raises(InputError, match="2 documents and 1 results"):
        write_report([hosting[0]] * 2, [hosting[1]], tmp_path / "r.html")


def test_an_empty_run_is_a_page_too(tmp_path):
    assert "Contract review" in write_report([], [], tmp_path / "r.html").read_text("utf-8")


def test_a_page_grows_as_its_contract_does(read, tmp_path):
    def size(sections: int) -> int:
        said = "\n\n".join(
            f"{n}. Fees. Provider may ask EUR {n},000 of Customer." for n in range(1, sections)
        )
        document, result = read(said)
        return write_report([document], [result], tmp_path / "r.html").stat().st_size

    small, middle, large = size(100), size(300), size(500)

    assert abs((large - middle) - (middle - small)) < 0.1 * (middle - small)
