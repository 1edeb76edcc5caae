from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.negation import check_negation

OPPOSITES = [
    ("The board did not approve the plan.", "The board approved the plan."),
    ("The plan was never approved.", "The plan was approved."),
    ("Delivery is not free of charge.", "Delivery is free of charge."),  # to charge is the opposite of free
    ("You cannot cancel online.", "You can cancel online."),
    ("The patient denies chest pain.", "The patient has chest pain."),
    ("There is no sign of a fracture.", "There is a fracture."),
    ("The wound heals without complications.", "The wound heals with complications."),
    ("Returns are accepted unless the seal is broken.", "Returns are accepted if the seal is broken."),
    ("He has no fever, cough or rash.", "He has a cough."),
    ("She does not have any allergies.", "She has allergies."),
]


@pytest.mark.parametrize(("source", "output"), OPPOSITES)
def test_a_lost_negation_is_found(found, source, output):
    assert found(check_negation, source, output)


@pytest.mark.parametrize(("output", "source"), OPPOSITES[:-2])
def test_a_negation_of_ones_own_is_found(found, source, output):
    assert found(check_negation, source, output)


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("The board did not approve the plan.", "The plan was not approved by the board."),
        ("The patient denies chest pain.", "The patient has no chest pain."),
        ("There is no sign of a fracture.", "A fracture was not seen."),
        ("The offer was not approved.", "The offer was rejected."),
        ("It heals without complications.", "No complications were seen as it heals."),
        ("Not only revenue but also profit rose.", "Revenue and profit rose."),
        ("They are not open until nine.", "They are open from nine on."),
        ("He has no fever but a cough.", "He has a cough."),
    ],
)
def test_other_ways_to_deny_are_no_conflict(found, source, output):
    assert found(check_negation, source, output) == []
