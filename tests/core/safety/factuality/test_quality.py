"""On public data, with the model that ships; whole data sets are scored by ``make scores``."""

from __future__ import annotations

import csv
import gzip

import pytest
from sklearn.metrics import roc_auc_score

from dsolutions.runtime import Runtime
from dsolutions.safety.findings import Statement
from dsolutions.safety.rewards.factuality import FactualityJudge


@pytest.fixture(scope="module")
def replies(data_folder):
    """Every 30th reply of the test part of BEGIN that is about Wizard of Wikipedia."""
    path = data_folder / "safety" / "begin" / "begin_test_wow.tsv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[::30]


def test_replies_that_the_source_supports_score_higher(replies):
    statements = [Statement(text=row["response"], sources=(row["knowledge"],)) for row in replies]

    scores = [reward.score for reward in FactualityJudge(Runtime()).score(statements)]

    gold = [row["begin_label"] == "Fully attributable" for row in replies]
    assert roc_auc_score(gold, scores) > 0.9
