from __future__ import annotations

import pytest

from dsolutions_support.conversation import Turn
from dsolutions_support.results import DialogueState
from dsolutions_support.state import StateSchema, Tracker

# An invented repair shop with a slot of every kind.
SLOTS = """
version = "1"

[[slots]]
name = "branch"
kind = "categorical"
cues = ["branch", "part of town"]
values = { north = ["uptown"], south = [], centre = ["center", "downtown"] }

[[slots]]
name = "card"
kind = "categorical"
cues = ["card"]
values = { credit = ["visa"], debit = [] }

[[slots]]
name = "visit"
kind = "date"
cues = ["day", "date"]

[[slots]]
name = "bought"
kind = "date"
past = true
leads = ["bought", "bought it", "bought it on"]

[[slots]]
name = "hour"
kind = "time"
cues = ["time"]

[[slots]]
name = "items"
kind = "number"
cues = ["items", "pieces"]

[[slots]]
name = "order"
kind = "id"
pattern = '[A-Z]{2}-\\d{4,}'
cues = ["order number"]

[[slots]]
name = "name"
kind = "text"
cues = ["name"]
leads = ["my name is"]

[[slots]]
name = "budget"
kind = "money"
currency = "GBP"
cues = ["budget"]

[[slots]]
name = "wrapped"
kind = "boolean"
cues = ["gift wrap", "wrapped"]

[[slots]]
name = "phone"
kind = "text"
informable = false
cues = ["phone number"]
questions = ["how can i call"]
"""


@pytest.fixture(scope="session")
def schema_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "slots.toml"
    path.write_text(SLOTS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def tracker(schema_file):
    return Tracker(StateSchema.read(schema_file))


@pytest.fixture
def talk(tracker):
    """Say turns such as ``"agent: Which branch?"`` on Tuesday 10 March 2026; return the last state."""

    def say(*lines, state=None, first=0):
        state = state or DialogueState()
        for index, line in enumerate(lines, first):
            speaker, _, text = line.partition(": ")
            turn = Turn(speaker=speaker, text=text, time="2026-03-10T10:00:00Z")
            state = tracker.update(state, index, turn)
        return state

    return say
