from __future__ import annotations

import json
import re
from collections import Counter

import pytest

from dsolutions_finance.entities import Gazetteer
from dsolutions_finance.labelled import read_labelled
from dsolutions_finance.results import SENTIMENTS

PARTS = ("train", "validation")


@pytest.fixture(scope="module")
def path(project):
    return project / "domains/finance/recipes/data/sober_news.jsonl"


@pytest.fixture(scope="module")
def records(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def skeleton(record):
    """The text without what a template would vary: companies, other names and numbers."""
    pieces, position = [], 0
    for entity in sorted(record["entities"], key=lambda entity: entity["start"]):
        pieces.append(record["text"][position : entity["start"]])
        position = entity["start"] + len(entity["name"])
    text = " x ".join([*pieces, record["text"][position:]]).strip()
    first, *others = re.findall(r"\w+", re.sub(r"\d[\d.,]*", "0", text))
    return " ".join([first.lower(), *(word if word.islower() else "x" for word in others)])


@pytest.mark.parametrize("part", PARTS)
def test_it_can_be_scored_like_any_labelled_file(path, part):
    assert {target.sentiment for target in read_labelled(path, split=part)} == set(SENTIMENTS)


def test_every_entity_stands_where_its_offset_says(records):
    wrong = [
        (record["text"], entity["name"])
        for record in records
        for entity in record["entities"]
        if not record["text"].startswith(entity["name"], entity["start"])
    ]

    assert wrong == []


def test_every_text_has_an_entity_and_a_part(records):
    assert [record["text"] for record in records if not record["entities"]] == []
    assert {record["split"] for record in records} == set(PARTS)


def test_texts_have_6_to_60_words(records):
    assert [r["text"] for r in records if not 6 <= len(r["text"].split()) <= 60] == []


def test_no_text_stands_twice_and_no_template_more_than_twice(records):
    texts = Counter(record["text"] for record in records)
    skeletons = Counter(skeleton(record) for record in records)

    assert [text for text, times in texts.items() if times > 1] == []
    assert [form for form, times in skeletons.items() if times > 2] == []


def test_a_company_is_named_in_one_text_only(records):
    names = Counter(entity["name"] for record in records for entity in record["entities"])

    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("part", PARTS)
def test_labels_are_balanced(records, part):
    labels = Counter(e["sentiment"] for r in records if r["split"] == part for e in r["entities"])

    assert all(0.30 <= labels[label] / labels.total() <= 0.37 for label in SENTIMENTS), labels


def test_a_quarter_of_the_texts_speaks_differently_of_its_entities(records):
    conflicting = [r for r in records if len({entity["sentiment"] for entity in r["entities"]}) > 1]

    assert len(conflicting) >= len(records) / 4


def test_one_text_in_ten_is_for_validation_wherever_one_looks(records):
    runs = [records[start : start + 10] for start in range(0, len(records) - 9, 10)]

    assert {sum(record["split"] == "validation" for record in run) for run in runs} == {1}


def test_no_known_company_appears(records):
    gazetteer = Gazetteer.builtin()
    known = [
        (match.entry.name, record["text"])
        for record in records
        for match in gazetteer.matches(record["text"])
        if match.entry.type == "company"
    ]

    assert known == []
