from __future__ import annotations

import csv
import re
from collections import Counter

import pytest

from dsolutions_pipelines import SupportPipeline
from dsolutions_support.report import write_report

FILES = {
    "intents": "intents.csv", "slots": "slots.toml", "policy": "policy.toml", "knowledge": "snippets.csv",
}  # fmt: skip


@pytest.fixture(scope="module")
def sample(project):
    return project / "examples" / "support"


@pytest.fixture(scope="module")
def run(sample):
    """Rows, documents and results of the sample."""
    pipeline = SupportPipeline(**{name: sample / file for name, file in FILES.items()})
    with (sample / "conversations.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    documents = [pipeline.form.read(row, default_id=str(n)) for n, row in enumerate(rows)]
    return rows, documents, pipeline.run(rows, on_error="raise")


def test_only_what_is_about_something_else_leaves_the_scope(run):
    rows, _, results = run
    outside = {
        row["text"]
        for row, result in zip(rows, results, strict=True)
        for reply in result.turns[0].replies
        if reply.action == "stay_on_topic"
    }

    assert outside == {
        "By the way, what will the weather be like on Tuesday?",
        "that was quick! while I'm here, can you recommend a good pizza place?",
    }


def test_an_answer_keeps_the_matter_and_moves_it_on(run):
    rows, _, results = run
    turns = {(row["conversation_id"], row["turn"]): r.turns[0] for row, r in zip(rows, results, strict=True)}

    number = turns["shop-01", "2"]
    assert (number.intent.label, number.intent.carried) == ("track_order", True)
    assert "Thank you, I have found order LH-20417." in number.replies[0].text
    assert turns["bank-04", "2"].intent.label == "change_limit"
    assert turns["bank-09", "4"].intent.label == "fees_question"
    assert turns["shop-05", "6"].state.slots["delivery_date"].change == "accepted"


def test_every_proposed_fact_is_supported(run):
    claims = [claim for r in run[2] for turn in r.turns for reply in turn.replies for claim in reply.claims]

    assert len(claims) > 100
    assert all(claim.supported for claim in claims)


def test_the_report_puts_the_rows_together_again(run, tmp_path):
    rows, documents, results = run
    html = write_report(documents, results, tmp_path / "support.html").read_text(encoding="utf-8")

    assert len(re.findall("<article", html)) == 30
    assert len(re.findall('<li class="turn', html)) == len(rows)
    assert tmp_path.joinpath("support.html").stat().st_size < 500_000


def test_the_readme_counts_right(sample):
    readme = (sample / "README.md").read_text(encoding="utf-8")
    with (sample / "conversations.csv").open(encoding="utf-8", newline="") as file:
        turns = Counter(row["conversation_id"] for row in csv.DictReader(file))
    with (sample / "intents.csv").open(encoding="utf-8", newline="") as file:
        intents = {row["intent"] for row in csv.DictReader(file)} - {"out_of_scope"}
    with (sample / "snippets.csv").open(encoding="utf-8", newline="") as file:
        snippets = list(csv.DictReader(file))

    assert f"{len(turns)} chats" in readme
    assert f"{len(intents)} intents" in readme
    assert f"{len(snippets)} pieces" in readme
