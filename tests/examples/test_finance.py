from __future__ import annotations

import csv
import json

import pytest

from dsolutions import Document


@pytest.fixture
def folder(project):
    return project / "examples" / "finance"


@pytest.fixture
def news(folder):
    with (folder / "news.csv").open(encoding="utf-8", newline="") as file:
        return [Document(**{key: row[key] for key in ("id", "time", "text")}) for row in csv.DictReader(file)]


@pytest.fixture
def companies(folder):
    with (folder / "companies.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_news_are_a_feed_of_two_weeks_in_order(news):
    times = [item.time for item in news]

    assert len({item.id for item in news}) == len(news) >= 72
    assert times == sorted(times)
    assert 10 <= (times[-1] - times[0]).days <= 14


def test_every_company_is_in_the_news_and_has_a_ticker_of_its_own(news, companies):
    text = "\n".join(item.text for item in news)

    assert [company["name"] for company in companies if company["name"] not in text] == []
    assert len({company["ticker"] for company in companies}) == len(companies)


def test_labels_point_at_their_entities_and_use_every_class(folder):
    lines = (folder / "labelled.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    entities = [(item["text"], entity) for item in items for entity in item["entities"]]

    assert all(text.startswith(entity["name"], entity["start"]) for text, entity in entities)
    assert {entity["sentiment"] for _, entity in entities} == {"negative", "neutral", "positive"}


def test_the_readme_counts_right(folder, news, companies):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    labelled = (folder / "labelled.jsonl").read_text(encoding="utf-8").count("\n")

    assert f"{len(news)} news items" in readme
    assert f"the {len(companies)} companies" in readme
    assert f"{labelled} headlines" in readme
