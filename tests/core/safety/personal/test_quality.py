"""Held against public sentences, where the data folder is there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.safety.personal import KINDS, counts
from benchmarks.safety.personal_rows import found_by_guard, sentences


@pytest.fixture(scope="module")
def sums():
    folder = os.environ.get("DSOLUTIONS_DATA")
    if not folder:
        pytest.skip("set DSOLUTIONS_DATA to the folder with the data sets")
    rows = [row for row in sentences(Path(folder), "synth_dataset_v2") if not row.held_out][:300]
    return counts(rows, found_by_guard(rows), KINDS).sum(axis=0)


def test_telephone_numbers_are_precise(sums):
    _, mine, _, right, _ = sums[KINDS.index("PHONE_NUMBER")]
    assert right / mine >= 0.9


def test_most_marks_are_found_and_most_findings_are_right(sums):
    gold, mine, found, right, _ = sums.sum(axis=0)
    assert found / gold > 0.88 and right / mine > 0.85
