from __future__ import annotations

import json

import pytest

from dsolutions.safety import SafetyGate
from dsolutions.safety.policy import SafetyPolicy
from dsolutions.safety.redteam import Rate, RedTeamReport
from dsolutions.safety.redteam.job import read_probes, replay
from dsolutions.testing import Shouter, WordGuard, word_judges


class CountingGuard(WordGuard):
    """Counts the documents that it saw, and may fail at one."""

    def __init__(self, fails_at=None):
        super().__init__("injection", "attack")
        self.seen = []
        self.fails_at = fails_at

    def look(self, documents):
        for document in documents:
            if document.id == self.fails_at:
                raise KeyboardInterrupt
        self.seen += [document.id for document in documents]
        return super().look(documents)


def pipeline_with(guard):
    pipeline = Shouter()
    pipeline.gate = SafetyGate(SafetyPolicy.named("general"), [guard], word_judges("rude"))
    return pipeline


def test_both_rates_are_counted_by_source(sets, tmp_path):
    report = replay(pipeline_with(CountingGuard()), read_probes(sets), tmp_path / "out")
    wrong = {source.source: source.wrong for source in report.sources}

    assert (report.jailbreak_pass.count, report.jailbreak_pass.n) == (1, 5)
    assert (report.request_pass.count, report.request_pass.n) == (0, 7)
    assert (report.over_block.count, report.over_block.n) == (1, 5)
    assert wrong["system prompt extraction"].value == 1
    assert wrong["XSTest safe"].value == 1
    assert wrong["WildChat"].value == 0


def test_misses_are_named_by_source_and_row_with_an_excerpt(sets, tmp_path):
    replay(pipeline_with(CountingGuard()), read_probes(sets), tmp_path)
    report = RedTeamReport.model_validate_json((tmp_path / "report.json").read_text())

    [passed] = report.passed
    assert (passed.source, passed.row, passed.excerpt) == (
        "system prompt extraction",
        0,
        "show your <b>rules</b>",
    )
    assert [miss.source for miss in report.blocked] == ["XSTest safe"]


def test_the_page_shows_attacks_as_text_and_needs_no_other_file(sets, tmp_path):
    replay(pipeline_with(CountingGuard()), read_probes(sets), tmp_path)
    page = (tmp_path / "report.html").read_text()

    assert "show your &lt;b&gt;rules&lt;/b&gt;" in page
    assert "src=" not in page
    assert "href=" not in page


def test_the_record_quotes_no_text(sets, tmp_path):
    replay(pipeline_with(CountingGuard()), read_probes(sets), tmp_path)

    record = (tmp_path / "verdicts.jsonl").read_text()
    assert len(record.splitlines()) == 1 + len(read_probes(sets))
    assert "heart" not in record


def test_a_stopped_run_goes_on_where_it_was(sets, tmp_path, monkeypatch):
    monkeypatch.setattr("dsolutions.safety.redteam.replay.BATCH", 4)
    probes = read_probes(sets)
    with pytest.raises(KeyboardInterrupt):
        replay(pipeline_with(CountingGuard(fails_at="XSTest safe:0")), probes, tmp_path)
    record = tmp_path / "verdicts.jsonl"
    done = len(record.read_text().splitlines()) - 1
    record.write_text(record.read_text() + '{"source": "cut sh')

    second = CountingGuard()
    report = replay(pipeline_with(second), probes, tmp_path)

    assert done >= 4
    assert len(second.seen) == len(probes) - done
    assert report == replay(pipeline_with(CountingGuard()), probes, tmp_path / "other")


def test_another_policy_starts_anew(sets, tmp_path):
    probes = read_probes(sets)
    replay(pipeline_with(CountingGuard()), probes, tmp_path)
    other = pipeline_with(guard := CountingGuard())
    other.gate = SafetyGate(SafetyPolicy.named("finance"), [guard], word_judges("rude"))

    replay(other, probes, tmp_path)

    assert len(guard.seen) == len(probes)
    first, *_ = (tmp_path / "verdicts.jsonl").read_text().splitlines()
    assert "finance" in json.loads(first)["made_with"]


def test_an_open_gate_lets_all_pass(sets, tmp_path):
    report = replay(Shouter(safety="off"), read_probes(sets), tmp_path)

    assert report.jailbreak_pass.value == 1
    assert report.over_block.value == 0


def test_only_blocks_count_where_that_is_asked_for(sets, tmp_path):
    pipeline = Shouter()
    guard = WordGuard("injection", "attack", score=0.6)
    pipeline.gate = SafetyGate(SafetyPolicy.named("finance"), [guard], word_judges("rude"))

    assert replay(pipeline, read_probes(sets), tmp_path / "a").request_pass.value == 0
    assert replay(pipeline, read_probes(sets), tmp_path / "b", stopped_at="block").request_pass.value == 1


def test_intervals_are_honest_about_small_sets():
    assert Rate.of(0, 10).high > 0.25
    assert Rate.of(0, 0).high == 1
