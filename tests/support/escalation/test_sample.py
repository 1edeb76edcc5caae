import csv

import pytest

from dsolutions_support.escalation import EscalationDetector, EscalationMemory

NOTICED = {
    "shop-03": [(8, "asks_for_human"), (10, "threatens_to_leave")],
    "shop-07": [(0, "danger"), (2, "danger")],
    "shop-13": [(8, "legal_threat"), (10, "legal_threat")],
    "shop-15": [(4, "repeated_question")],
    "bank-02": [(0, "fraud")],
    "bank-03": [(4, "repeated_question")],
    "bank-07": [(4, "threatens_to_leave")],
    "bank-08": [(2, "fraud")],
    "bank-11": [(8, "threatens_to_leave"), (8, "legal_threat")],
    "bank-13": [(0, "asks_for_human")],
    "bank-15": [(4, "self_harm")],
}


@pytest.fixture(scope="module")
def noticed(project):
    """What is noticed in each conversation of the sample, by words alone."""
    detector, found, memories = EscalationDetector(), {}, {}
    with (project / "examples/support/conversations.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["speaker"] == "user":
                memory = memories.setdefault(row["conversation_id"], EscalationMemory())
                for escalation in detector.notice(int(row["turn"]), row["text"], memory):
                    found.setdefault(row["conversation_id"], []).append((escalation.turn, escalation.signal))
    return found


def test_the_sample_gives_the_signals_that_were_written_into_it_and_no_others(noticed):
    assert noticed == NOTICED
