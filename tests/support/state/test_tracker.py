from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsolutions_support.conversation import Turn
from dsolutions_support.results import DialogueState
from dsolutions_support.state import Slot, StateSchema, Tracker


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("I'd come to the uptown branch", {"branch": "north"}),
        ("Downtwn, please", {"branch": "centre"}),  # one letter is missing
        ("the visit is on 12 March at 5 pm", {"visit": "2026-03-12", "hour": "17:00"}),
        ("I bought it on Monday", {"bought": "2026-03-09"}),
        ("my order number is QX-20417, I have 3 items", {"order": "QX-20417", "items": "3"}),
        ("My name is Ada Brook and my budget is 1,200 euros", {"name": "Ada Brook", "budget": "1200.00 EUR"}),
        ("my budget is about 30", {"budget": "30.00 GBP"}),
        ("please no gift wrap", {"wrapped": "no"}),
        ("I want it wrapped", {"wrapped": "yes"}),
        ("I have waited 3 weeks and paid 4 times", {}),  # numbers of nothing that is collected
        ("any branch will do", {"branch": "dontcare"}),
    ],
)
def test_what_the_user_tells_fills_its_slot(talk, text, values):
    assert talk(f"user: {text}").values() == values


@pytest.mark.parametrize(
    ("question", "answer", "values"),
    [
        ("Which branch?", "centre", {"branch": "centre"}),
        ("Which part of town?", "any", {"branch": "dontcare"}),
        ("Do you have a preference for the branch?", "no", {"branch": "dontcare"}),
        ("What is your budget?", "40", {"budget": "40.00 GBP"}),
        ("How many items?", "two", {"items": "2"}),
        ("What is your name?", "Ada Brook", {"name": "Ada Brook"}),
        ("What is your name?", "Why do you ask?", {}),
        ("Shall we gift wrap it?", "yes please", {"wrapped": "yes"}),
        ("Shall we gift wrap it?", "no thanks", {"wrapped": "no"}),
    ],
)
def test_a_question_gives_a_bare_answer_its_slot(talk, question, answer, values):
    assert talk(f"agent: {question}", f"user: {answer}").values() == values


@pytest.mark.parametrize(
    ("before", "correction", "slot", "value"),
    [
        ("to the north branch", "actually make it the south", "branch", "south"),
        ("to the north branch", "not the north, the south", "branch", "south"),
        ("block my credit card", "no, the other card", "card", "debit"),
        ("I come on Monday", "Sorry, I meant Thursday", "visit", "2026-03-12"),
    ],
)
def test_a_correction_changes_the_value(talk, before, correction, slot, value):
    held = talk(f"user: {before}", "agent: Noted.", f"user: {correction}").slots[slot]

    assert (held.value, held.change, held.turn) == (value, "changed", 2)


def test_a_value_taken_back_is_negated_and_no_longer_counts(talk):
    state = talk("user: to the north branch", "user: no, not the north branch")

    assert state.slots["branch"].change == "negated"
    assert state.values() == {}


def test_an_unclear_other_one_only_takes_the_value_back(talk):
    assert talk("user: to the north branch", "user: no, the other branch").slots["branch"].value is None


def test_a_refused_value_does_not_fill_the_slot(talk):
    assert talk("user: anything but the north branch").values() == {}


def test_a_second_choice_does_not_replace_the_first(talk):
    assert talk("user: the north branch, or if that is full the south").values() == {"branch": "north"}


def test_an_accepted_offer_quotes_the_yes_and_the_offer(talk):
    state = talk("agent: How about Friday?", "user: Yes please")

    held = state.slots["visit"]
    assert (held.value, held.change) == ("2026-03-13", "accepted")
    assert [(span.turn, span.quote) for span in held.evidence] == [(1, "Yes"), (0, "Friday")]
    assert state.offers == {}


def test_an_offer_does_not_count_before_it_is_accepted(talk):
    state = talk("agent: How about Friday?")

    assert (state.offers["visit"].change, state.values()) == ("offered", {})


@pytest.mark.parametrize("answer", ["no", "Friday doesn't work", "sorry, that's not good"])
def test_a_declined_offer_is_gone(talk, answer):
    state = talk("agent: How about Friday?", f"user: {answer}")

    assert (state.offers, state.values()) == ({}, {})


def test_a_declined_offer_can_be_met_with_another_value(talk):
    assert talk("agent: How about Friday?", "user: no, Monday instead").values() == {"visit": "2026-03-16"}


def test_an_offer_waits_while_the_user_asks_back(talk):
    state = talk(
        "agent: How about Friday?",
        "user: What is your phone number?",
        "agent: 555 0100.",
        "user: ok, that works",
    )

    assert state.values() == {"visit": "2026-03-13"}


def test_agreeing_to_hear_more_accepts_nothing(talk):
    state = talk("agent: The north branch is open. Would you like more information?", "user: yes please")

    assert state.values() == {}


def test_a_yes_to_one_of_several_offers_leaves_the_slot_open(talk):
    assert talk("agent: Would you like the north or the south branch?", "user: yes").values() == {}


@pytest.mark.parametrize(
    "text", ["What is the phone number?", "How can I call you?", "Could I have your phone number please"]
)
def test_requests_last_one_turn(talk, text):
    state = talk(f"user: {text}")

    assert state.requested == ("phone",)
    assert talk("user: thanks", state=state, first=1).requested == ()


def test_a_value_beside_its_cue_is_no_request(talk):
    assert talk("user: can you tell me about the north branch").requested == ()


def test_values_carry_over_and_keep_their_evidence(talk):
    first = talk("user: to the north branch").slots["branch"]

    assert talk("user: to the north branch", "agent: Ok.", "user: thanks").slots["branch"] == first


def test_saying_it_again_changes_nothing(talk):
    assert talk("user: the north branch", "user: yes, the north branch").slots["branch"].turn == 0


def test_slots_stand_in_the_order_of_the_schema(talk):
    state = talk("user: my order number is QX-20417", "user: the north branch")

    assert list(state.slots) == ["branch", "order"]


def test_a_conversation_resumes_from_its_json(talk):
    lines = [
        "agent: How about Friday?",
        "user: hm, what is your phone number?",
        "agent: 555 0100",
        "user: ok",
    ]

    state = talk(*lines[:2])
    resumed = DialogueState.model_validate_json(state.model_dump_json())

    assert talk(*lines[2:], state=resumed, first=2) == talk(*lines)


def test_the_state_does_not_grow_with_the_conversation(talk):
    exchange = [
        "agent: Which branch, and which day?",
        "user: the south, on Friday",
        "agent: Ok.",
        "user: no, Monday",
    ]

    assert len(talk(*exchange * 50).model_dump_json()) < len(talk(*exchange).model_dump_json()) * 1.1


def test_without_a_time_days_of_the_week_stay_unresolved(tracker):
    state = tracker.update(
        DialogueState(), 0, Turn(speaker="user", text="I come on Tuesday, the day suits me")
    )

    assert state.values() == {"visit": "XXXX-WXX-2"}


def test_a_topic_tells_slots_with_equal_words_apart():
    values = {"north": [], "south": []}
    shop, home = (
        Slot(name=name, kind="categorical", cues=["area"], values=values, topic=name)
        for name in ("shop", "home")
    )
    schema = StateSchema(version="1", slots=[shop, home], topics={"shop": ["shop"], "home": ["home", "live"]})
    state = DialogueState()
    for index, text in enumerate(["a shop in the north", "and I live in the south"]):
        state = Tracker(schema).update(state, index, Turn(speaker="user", text=text))

    assert state.values() == {"shop": "north", "home": "south"}


def test_a_value_can_be_pointed_to():
    schema = StateSchema(
        version="1",
        slots=[
            Slot(name="pick-up", kind="categorical", topic="pick-up", values={"mill lane": [], "quay": []}),
            Slot(name="return", kind="categorical", cues=["place"], topic="return", shares=["pick-up"]),
        ],
        topics={"pick-up": ["pick it up"], "return": ["return", "bring it back"]},
    )
    state = DialogueState()
    for index, text in enumerate(["I pick it up at the quay", "and return it to the same place"]):
        state = Tracker(schema).update(state, index, Turn(speaker="user", text=text))

    held = state.slots["return"]
    assert held.value == "quay"
    assert [(span.turn, span.quote) for span in held.evidence] == [(1, "same"), (0, "quay")]


PIECES = [
    "north",
    "not",
    "the other",
    "branch",
    "Friday",
    "no",
    "yes",
    "£30",
    "QX-20417",
    "any",
    "İ",
    "’",
    "?",
    "5 pm",
]


@given(st.lists(st.tuples(st.booleans(), st.lists(st.sampled_from(PIECES)), st.text(max_size=8)), max_size=6))
def test_evidence_is_exact_whatever_is_said(tracker, said):
    turns = [Turn(speaker="user" if user else "agent", text=" ".join([*p, odd])) for user, p, odd in said]
    state = DialogueState()
    for index, turn in enumerate(turns):
        state = tracker.update(state, index, turn)

    for held in [*state.slots.values(), *state.offers.values()]:
        assert held.evidence
        for span in held.evidence:
            assert turns[span.turn].text[span.start : span.end] == span.quote


def test_a_day_that_nobody_asked_for_is_only_taken_where_it_is_arranged(talk):
    assert talk("user: I come on Monday").values() == {"visit": "2026-03-16"}
    assert talk("user: I am not here on Monday").values() == {}
    assert talk("user: Are you open on Monday?").values() == {}
    assert talk("user: It should have been here on Monday").values() == {}


def test_the_questions_of_a_policy_are_ways_to_ask(tracker):
    asked = tracker.schema.asked_by({"visit": "When would suit you? We are open every morning."})
    turn = Turn(speaker="agent", text="Fine. When would suit you?")

    assert Tracker(asked).update(DialogueState(), 0, turn).asked == ("visit",)
    assert tracker.update(DialogueState(), 0, turn).asked == ()
