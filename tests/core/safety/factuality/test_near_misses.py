from __future__ import annotations

import pytest

from benchmarks.safety.near_misses import KINDS, cases
from dsolutions.safety.rewards.factuality.checks import conflicts
from dsolutions.safety.rewards.factuality.reading import read


@pytest.fixture(scope="module")
def made():
    return cases("development", 20, seed=2)


def is_caught(case):
    source = read(case.source)
    return any(c.certain for said in read(case.output).sentences for c in conflicts(said, source))


@pytest.mark.parametrize("kind", KINDS)
def test_rules_alone_catch_near_misses_of_every_kind(made, kind):
    missed = [case.output for case in made if case.kind == kind and not is_caught(case)]

    assert len(missed) <= 1, missed


def test_rules_let_faithful_outputs_pass(made):
    wrong = [case.output for case in made if case.kind is None and is_caught(case)]

    assert len(wrong) <= 2, wrong


def test_the_templates_to_measure_with_share_neither_sentence_nor_name_with_the_others():
    development = {case.source for case in cases("development", 5, seed=0)}
    benchmark = {case.source for case in cases("benchmark", 5, seed=0)}
    names = ("Alvorin", "Merrow Bank", "Ms Ito", "Studio plan")

    assert not development & benchmark
    assert not any(name in source for source in benchmark for name in names)
