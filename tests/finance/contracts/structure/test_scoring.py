import json

import pytest

from benchmarks.contracts.headings import MARKS, compare, line_heads

GOLD = {"a": [(0, None), (10, 0), (20, 0), (30, None)]}


def scores(found):
    return {name: score.value for name, score in compare(GOLD, {"a": found}).items()}


def test_all_right_scores_one():
    assert scores(GOLD["a"]) == {"recall": 1, "right_parent": 1, "precision": 1}


def test_a_missed_heading_costs_recall_and_the_parents_of_those_under_it():
    assert scores([(10, None), (20, None), (30, None)]) == {
        "recall": 0.75,
        "right_parent": 0.25,
        "precision": 1,
    }


def test_a_wrong_parent_costs_only_that():
    assert scores([(0, None), (10, 0), (20, 1), (30, None)]) == {
        "recall": 1,
        "right_parent": 0.75,
        "precision": 1,
    }


def test_a_heading_too_many_costs_precision():
    found = [(0, None), (5, None), (10, 0), (20, 0), (30, None)]
    assert scores(found) == {"recall": 1, "right_parent": 1, "precision": 0.8}


def test_a_heading_may_begin_a_bracket_earlier_but_no_word():
    assert scores([(0, None), (11, 0), (20, 0), (26, None)])["recall"] == 0.75


def test_the_floor_takes_every_line_that_begins_with_a_number():
    assert [start for start, _ in line_heads("1. Fees\nTen dollars\n (a) Net\n2020 was\n")] == [0, 21]


@pytest.mark.parametrize("part", ["development", "held_out"])
def test_marks_are_in_order_and_parents_come_before(part):
    marked = json.loads(MARKS.read_text("utf-8"))[part]
    assert len(marked) == 10
    for marks in marked.values():
        assert [offset for offset, *_ in marks] == sorted({offset for offset, *_ in marks})
        assert all(parent is None or parent < index for index, (*_, parent) in enumerate(marks))
