from __future__ import annotations

import re

import pytest

from dsolutions.errors import InputError
from dsolutions_support.conversation import Conversation, Turn
from dsolutions_support.report import page as report_page
from dsolutions_support.report import write_report
from dsolutions_support.results import Intent, SupportResult, TurnResult


@pytest.fixture
def html(run, tmp_path):
    return write_report(*run, tmp_path / "new" / "support.html", title="Desk & Co").read_text("utf-8")


def test_the_file_stands_alone_and_is_escaped(html, parsed):
    page = parsed(html)
    addresses = [a[name] for _, a in page.tags for name in ("src", "href", "action", "data") if a.get(name)]

    assert addresses
    assert all(address.startswith("#") for address in addresses)
    assert not re.search(r"@import|url\(|https?://", html)
    assert len(page.all("script")) == 1
    assert "Desk &amp; Co" in html


def test_rows_of_one_conversation_come_together_again(html, parsed):
    page = parsed(html)

    assert len(page.all("article")) == 2
    assert page.turns == [
        "I lost my <b>debit</b> card",
        "What are its last digits?",
        "4471. This is ridiculous, get me a manager",
        "Where is my order?",
    ]


def test_evidence_is_marked_in_its_turn(html, parsed):
    marks = {mark["title"]: mark["class"] for mark in parsed(html).all("mark") if "title" in mark}

    assert marks == {
        "card_last4: 4471 (set)": "set",
        "asks for human": "urgent",
        "read for the feeling angry": "felt",
    }


def test_every_link_leads_somewhere_and_every_conversation_has_a_name(html, parsed):
    page = parsed(html)
    anchors = {attributes["id"] for _, attributes in page.tags if "id" in attributes}

    assert {link["href"].removeprefix("#") for link in page.all("a")} <= anchors
    assert {article["aria-labelledby"] for article in page.all("article")} <= anchors


def test_who_needs_a_person_stands_on_top_with_the_reason(html):
    overview = html[: html.index('id="conversations"')]

    assert '<a href="#c0">a</a>' in overview
    assert "The user asks for a person." in overview
    assert '<a href="#c1">b</a>' not in overview
    assert "+0.20" in overview


def test_intents_are_counted_where_they_are_brought_up(html):
    counts = re.findall(r'<th scope="row">([a-z ]+)<td class="n">(\d+)', html)

    assert dict(counts) == {"lost card": "1", "out of scope": "1"}
    assert "goes on with lost card" in html


def test_each_proposal_shows_what_its_facts_stand_on(html):
    assert "“4471” stands in state:card_last4" in html
    assert '<span class="no">✗</span> “5 EUR” stands nowhere' in html


def test_feelings_are_drawn_or_said_to_be_missing(run, html, tmp_path):
    documents, results = run
    bare = [
        result.model_copy(
            update={"turns": tuple(turn.model_copy(update={"emotion": None}) for turn in result.turns)}
        )
        for result in results
    ]
    without = write_report(documents, bare, tmp_path / "bare.html").read_text("utf-8")

    assert 'aria-label="turn 2: angry, 80%"' in html
    assert "No emotion is known for this conversation." in html
    assert "<svg" not in without
    assert "There is no emotion in this run" in without


def test_failed_inputs_are_listed_with_their_remedy(html):
    assert "speaker &#39;narrator&#39; is unknown" in html
    assert "name one" in html


def test_of_too_many_conversations_those_most_in_need_are_shown(run, tmp_path, monkeypatch, parsed):
    monkeypatch.setattr(report_page, "MAX_TALKS", 1)
    html = write_report(*run, tmp_path / "r.html").read_text("utf-8")

    assert [article["id"] for article in parsed(html).all("article")] == ["c0"]
    assert "1 are left out" in html


def test_documents_of_another_run_are_refused(run, tmp_path):
    with pytest.raises(InputError, match="2 documents and 5 results"):
        write_report(run[0][:2], run[1], tmp_path / "r.html")


def test_an_empty_run_and_one_without_intents_make_a_page(tmp_path):
    talk = Conversation(id="a", turns=[Turn(speaker="user", text="Hello")])
    result = SupportResult(document_id="a", turns=(TurnResult(turn=0, speaker="user"),))

    assert "No conversation of this run" in write_report([], [], tmp_path / "r.html").read_text("utf-8")
    assert "No intents were given" in write_report([talk], [result], tmp_path / "r.html").read_text("utf-8")


def test_thanks_are_no_matter_of_a_conversation(tmp_path):
    thanks = Intent(label="thanks", probability=1.0, in_scope=True, candidates={"thanks": 1.0})
    talk = Conversation(id="a", turns=[Turn(speaker="user", text="Great, thank you!")])
    result = SupportResult(document_id="a", turns=(TurnResult(turn=0, speaker="user", intent=thanks),))
    html = write_report([talk], [result], tmp_path / "r.html").read_text("utf-8")

    assert 'data-intents=""' in html
    assert '<th scope="row">thanks<td class="n">1' in html
