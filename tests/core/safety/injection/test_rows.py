"""The scoring files share no wording with what the model was trained on."""

from __future__ import annotations

import json
import re

import pytest


@pytest.fixture(scope="module")
def rows(project):
    def read(name):
        lines = (project / "benchmarks" / "safety" / "data" / name).read_text("utf-8").splitlines()
        return [json.loads(line)["text"] for line in lines]

    return read


def runs(text, length):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


@pytest.mark.parametrize(("name", "count", "length"), [("polite.jsonl", 200, 5), ("role_play.jsonl", 42, 6)])
def test_scoring_rows_are_apart_from_training_rows(rows, name, count, length):
    trained = set().union(*(runs(text, length) for text in rows("injection.jsonl")))
    scored = rows(name)

    assert len(set(scored)) == count
    assert [text for text in scored if runs(text, length) & trained] == []
