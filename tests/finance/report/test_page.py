from __future__ import annotations

import base64
import hashlib
import re

import pytest

from dsolutions import Document
from dsolutions.errors import InputError
from dsolutions_finance.contracts.results import ContractFields, ContractResult, Party, RiskFlag
from dsolutions_finance.report import page as report_page
from dsolutions_finance.report import write_report
from dsolutions_finance.results import FinanceRiskResult


@pytest.fixture
def html(run, tmp_path):
    return write_report(*run, tmp_path / "new" / "risk.html", title="Desk & Co").read_text(encoding="utf-8")


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


def test_every_text_of_the_caller_is_escaped(tmp_path, of_text, parsed):
    hostile = '<script>alert("x")</script> & <img src=x> Halvern Bank'
    document = Document(id="<i>", text=hostile, metadata={"source": "<u>"})
    result = FinanceRiskResult(
        document_id="<i>", entities=(of_text(hostile).entity("Halvern Bank", "negative"),)
    )

    html = write_report([document], [result], tmp_path / "r.html", title="<s>").read_text(encoding="utf-8")
    page = parsed(html)

    assert page.texts == [hostile]
    assert len(page.all("script")) == 1
    assert not [tag for tag, _ in page.tags if tag in ("img", "u", "s")]


def test_evidence_is_marked_in_the_text(html, parsed):
    page = parsed(html)

    assert page.texts[0] == "Halvern Bank defaults on notes while Tressel Stores gains 4%"
    assert {"class": "negative", "title": "Halvern Bank: negative"} in page.all("mark")
    assert {"class": "event alert", "title": "credit default; critical alert"} in page.all("mark")


def test_alerts_come_worst_first_with_reason_quote_and_a_link_to_their_item(html, parsed):
    rows = re.findall(r"<tr data-l.*", html)

    assert [re.search(r'data-l="(\d)"', row).group(1) for row in rows] == ["4", "2"]
    assert "It is bad." in rows[0]
    assert "<q>defaults</q>" in rows[0]
    assert '<a href="#i0">a</a>' in rows[0]


def test_every_link_on_the_page_leads_somewhere(html, parsed):
    page = parsed(html)
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}
    links = [attributes["href"] for attributes in page.all("a")]

    assert links
    assert {link.removeprefix("#") for link in links} <= anchors


def test_the_filter_can_pick_every_entity_on_the_board(html, parsed):
    page = parsed(html)
    offered = {option["value"] for option in page.all("option")}
    articles = [attributes["data-e"].split() for attributes in page.all("article")]

    assert articles == [["0", "1"], ["1"], ["0"], []]
    assert {number for numbers in articles for number in numbers} <= offered


def test_failed_items_and_what_made_the_answers_are_listed(html):
    assert "Desk &amp; Co" in html
    assert "the text is empty" in html
    assert "fill it in" in html
    assert "finance-risk 0.1.0" in html
    assert "c0ffee" in html
    assert "not assessed 4" in html


def test_a_feed_without_times_is_drawn_in_its_order(run, tmp_path, parsed):
    documents = [document and document.model_copy(update={"time": None}) for document in run[0]]
    html = write_report(documents, run[1], tmp_path / "r.html").read_text(encoding="utf-8")

    assert len(parsed(html).all("circle")) == 2
    assert "drawn in their order" in html


def test_items_of_one_id_keep_their_own_texts(tmp_path, parsed):
    texts = ["Acme cuts jobs", "Borealis opens a plant"]
    documents = [Document(id="1", text=text) for text in texts]
    results = [FinanceRiskResult(document_id="1") for _ in texts]

    html = write_report(documents, results, tmp_path / "r.html").read_text(encoding="utf-8")

    assert parsed(html).texts == texts


def test_documents_of_another_run_are_refused(run, tmp_path):
    documents, results = run

    with pytest.raises(InputError, match="3 documents and 4 results"):
        write_report(documents[:3], results, tmp_path / "r.html")


def test_a_quote_is_readable_and_not_said_twice(tmp_path, of_text):
    text = "Acme files for <b>Chapter&nbsp;11</b>; auditor <i>quits</i>"
    alert = of_text(text).alert("critical", "Acme", "Chapter&nbsp;11</b>")
    alert = alert.model_copy(
        update={
            "reasons": ("Acme: insolvency (“Chapter 11”).",),
            "evidence": (*alert.evidence, of_text(text).span("auditor <i>quits")),
        }
    )
    result = FinanceRiskResult(document_id="1", alerts=(alert,))

    html = write_report([Document(id="1", text=text, kind="html")], [result], tmp_path / "r.html").read_text(
        encoding="utf-8"
    )

    assert re.findall("<q>(.*?)</q>", html) == ["auditor quits"]


def test_an_empty_run_makes_a_page(tmp_path):
    assert "No alerts in this run" in write_report([], [], tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_large_run_shows_only_items_with_alerts_and_counts_the_rest(run, tmp_path, monkeypatch, parsed):
    monkeypatch.setattr(report_page, "MAX_ITEMS", 3)
    html = write_report(*run, tmp_path / "r.html").read_text(encoding="utf-8")

    assert [article["id"] for article in parsed(html).all("article")] == ["i0", "i1"]
    assert "only 2 with alerts are shown, 2 are left out" in html


def test_of_too_many_alerts_the_worst_are_shown(run, tmp_path, monkeypatch, parsed):
    monkeypatch.setattr(report_page, "MAX_ITEMS", 1)
    page = parsed(html := write_report(*run, tmp_path / "r.html").read_text(encoding="utf-8"))

    assert [article["id"] for article in page.all("article")] == ["i0"]
    assert "1 alerts of less urgent items are left out" in html
    assert len(page.all("circle")) == 2


def test_the_page_stays_small_for_a_large_run(run, tmp_path):
    documents, results = run
    many = [
        result.model_copy(update={"document_id": f"{result.document_id}{n}"})
        for n in range(2_500)
        for result in results
    ]
    texts = [
        document and document.model_copy(update={"id": f"{document.id}{n}"})
        for n in range(2_500)
        for document in documents
    ]

    assert write_report(texts, many, tmp_path / "r.html").stat().st_size < 3_000_000


def test_contracts_are_summed_up_with_a_link_to_their_review(run, tmp_path, parsed):
    documents, results = run
    review = ContractResult(
        document_id="k",
        kind="License",
        fields=ContractFields(parties=(Party(name="Halvern & Co", evidence=()),)),
        risks=(RiskFlag(rule="law.none", severity="high", reason="No law is chosen."),),
    )
    documents.insert(0, Document(id="k", text="LICENSE AGREEMENT of many pages"))
    results.insert(0, FinanceRiskResult(document_id="k", contract=review))

    html = write_report(documents, results, tmp_path / "r.html", reviews="r-contracts.html").read_text(
        "utf-8"
    )
    page = parsed(html)

    assert {"href": "r-contracts.html#c0"} in page.all("a")
    assert page.texts[0] == "License"
    assert "<span>Halvern &amp; Co</span>" in html
    assert "No law is chosen." in html
    assert "of many pages" not in html
    assert "r-contracts.html" not in write_report(documents, results, tmp_path / "s.html").read_text("utf-8")
