from __future__ import annotations

import pytest

from dsolutions_support.conversation import Turn
from dsolutions_support.results import DialogueState
from dsolutions_support.state import Judge, Slot, StateSchema, Tracker, learn_judge, learn_lexicon
from dsolutions_support.state.scoring import LabelledTurn, joint_goal_accuracy, request_accuracy, track


def user(text, goals, requested=()):
    return LabelledTurn(Turn(speaker="user", text=text), goals, frozenset(requested))


@pytest.fixture
def schema():
    values = {"cheap": [], "fancy": []}
    return StateSchema(
        version="1", slots=[Slot(name="price", kind="categorical", cues=["price"], values=values)]
    )


@pytest.fixture
def dialogues():
    talks = [
        ("one that will not break the bank", {"price": "cheap"}),
        ("it should not break the bank please", {"price": "cheap"}),
        ("something cheap", {"price": "cheap"}),
        ("something average", {"price": "moderate"}),
        ("the fancy bike of my neighbour was stolen", {}),
        ("my neighbour has a fancy shop", {}),
        ("a fancy one", {"price": "fancy"}),
    ]
    return [[user(text, goals)] for text, goals in talks]


def after(tracker, text):
    return tracker.update(DialogueState(), 0, Turn(speaker="user", text=text)).values()


def test_a_paraphrase_is_learned_from_labels(schema, dialogues):
    learned = learn_lexicon(dialogues, schema)

    assert after(Tracker(schema), "don't break the bank") == {}
    assert after(Tracker(learned), "don't break the bank")["price"] == "cheap"


def test_new_values_are_learned_and_the_schema_stays_as_it_was(schema, dialogues):
    learned = learn_lexicon(dialogues, schema)

    assert "moderate" in learned.slot("price").values
    assert "moderate" not in schema.slot("price").values


def test_a_judge_learns_when_a_value_is_meant(schema, dialogues):
    judge = learn_judge(dialogues * 5, schema, strength=10)

    assert after(Tracker(schema), "my neighbour has a fancy car") == {"price": "fancy"}
    assert after(Tracker(schema, judge), "my neighbour has a fancy car") == {}
    assert after(Tracker(schema, judge), "a fancy one") == {"price": "fancy"}


def test_a_judge_survives_json(schema, dialogues):
    judge = learn_judge(dialogues, schema)

    assert Judge.model_validate_json(judge.model_dump_json()) == judge


def test_joint_goal_accuracy_counts_turns_whose_goals_are_all_right():
    gold = [{}, {"a": "1"}, {"a": "1", "b": "2"}, {"a": "1", "b": "2"}]
    missing, too_many, wrong = {"a": "1"}, {"a": "1"}, {"a": "1", "b": "3"}

    assert joint_goal_accuracy(gold, gold) == 1
    assert joint_goal_accuracy(gold, [{}, missing, missing, wrong]) == 0.5
    assert joint_goal_accuracy(gold, [too_many, *gold[1:]]) == 0.75


def test_a_mistake_that_is_carried_over_counts_in_every_later_turn(schema):
    dialogue = [
        user("something cheap", {"price": "fancy"}),
        LabelledTurn(Turn(speaker="agent", text="Ok.")),
        user("thanks", {"price": "fancy"}),
        user("rather fancy", {"price": "fancy"}),
    ]

    states = track(Tracker(schema), dialogue)

    gold = [turn.goals for turn in dialogue if turn.goals is not None]
    assert joint_goal_accuracy(gold, [state.values() for state in states]) == pytest.approx(1 / 3)


def test_request_accuracy_wants_the_exact_set():
    gold = [frozenset(), frozenset({"phone"}), frozenset({"phone", "name"})]

    assert request_accuracy(gold, [frozenset(), frozenset({"phone"}), frozenset({"phone"})]) == pytest.approx(
        2 / 3
    )
