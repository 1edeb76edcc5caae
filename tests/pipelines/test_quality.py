"""The published scores of the shipped adapter, on the public data that they were measured on."""

import pytest

from benchmarks.events import score_events
from benchmarks.sentiment import FINENTITY, SENTFIN, score_entities, score_phrasebank
from dsolutions import FinanceRiskPipeline


@pytest.fixture(scope="module")
def pipeline():
    return FinanceRiskPipeline().warm_up()


def test_sentiment_on_sentfin_is_as_published(pipeline, data_folder):
    report = score_entities(pipeline.sentiment, data_folder, SENTFIN, "default")
    assert report.scores["accuracy"].value >= 0.88
    assert report.scores["macro_f1"].value >= 0.88
    assert report.scores["ece"].value <= 0.03
    [conflicting] = report.groups
    assert conflicting.scores["accuracy"].value >= 0.84
    assert max(floor.scores["accuracy"].value for floor in report.floors) < report.scores["accuracy"].low


def test_sentiment_on_finentity_is_as_published(pipeline, data_folder):
    report = score_entities(pipeline.sentiment, data_folder, FINENTITY, "default")
    assert report.scores["accuracy"].value >= 0.85


@pytest.mark.parametrize(("agreement", "least"), [(100, 0.87), (50, 0.74)])
def test_sentiment_of_sentences_from_another_source_is_as_published(pipeline, data_folder, agreement, least):
    report = score_phrasebank(pipeline.sentiment, data_folder, "default", agreement=agreement)
    assert report.scores["accuracy"].value >= least


def test_event_rules_on_a_source_they_were_not_written_for_are_as_published(pipeline, data_folder):
    rules, _ = score_events(pipeline.detector, data_folder)
    assert rules.scores["micro_f1"].value >= 0.575
    assert rules.scores["macro_f1"].value >= 0.545
