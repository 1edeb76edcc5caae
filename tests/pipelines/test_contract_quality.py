"""The published scores of contract fields and the clause tree, on the data that they were measured on."""

import pytest

from benchmarks.contracts.fields import score_fields
from benchmarks.contracts.headings import score_headings


def test_fields_on_cuad_are_as_published(data_folder):
    scores = {group.name: group.scores for group in score_fields(data_folder).groups}
    assert scores["governing law"]["found"].value >= 0.95
    assert scores["governing law"]["falsely_given"].value == 0
    assert scores["agreement date"]["found"].value >= 0.90


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_headings_marked_by_hand_are_found_as_published(data_folder, part):
    report = score_headings(data_folder, part)
    assert report.scores["right_parent"].value >= 0.92
    assert report.floors[0].scores["right_parent"].value < 0.2
