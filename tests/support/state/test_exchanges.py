"""What turns mean beside what the agent said: offers taken up, preferences waived, choices, questions."""

from __future__ import annotations

import pytest

from dsolutions_support.conversation import Turn
from dsolutions_support.results import DialogueState
from dsolutions_support.state import Slot, StateSchema, Tracker

BANK = StateSchema(
    version="1",
    slots=[
        Slot(name="account", kind="categorical", cues=["account"], values={"savings": [], "joint": []}),
        Slot(
            name="branch", kind="categorical", cues=["branch"], values={"harbour": [], "mill": ["mill lane"]}
        ),
        Slot(name="insured", kind="boolean", cues=["insured"]),
        Slot(name="opening hours", kind="text", cues=["opening hours"], informable=False),
    ],
)
SHOP = StateSchema(
    version="1",
    slots=[
        Slot(name="colour", kind="categorical", cues=["colour"], values={"red": [], "navy": [], "cream": []}),
        Slot(name="size", kind="categorical", cues=["size"], values={"small": [], "large": ["big"]}),
        Slot(name="price", kind="categorical", cues=["price"], values={"cheap": [], "expensive": []}),
        Slot(name="delivery time", kind="text", cues=["delivery time"], informable=False),
    ],
)


def said(schema, *lines):
    state = DialogueState()
    for index, line in enumerate(lines):
        speaker, _, text = line.partition(": ")
        state = Tracker(schema).update(state, index, Turn(speaker=speaker, text=text))
    return state


@pytest.mark.parametrize(
    "answer",
    [
        "No", "Nope.", "None", "i don't", "not particularly", "nothing specific", "surprise me", "you choose",
        "I don't mind", "I don't have a specific colour in mind", "colour isn't important", "I'm open",
    ],
)  # fmt: skip
def test_who_has_no_preference_leaves_the_slot_open(answer):
    state = said(SHOP, "agent: Do you have a colour preference?", f"user: {answer}")

    assert state.values() == {"colour": "dontcare"}


@pytest.mark.parametrize(
    ("question", "answer", "values"),
    [
        ("Any particular branch?", "No, the harbour is fine", {"branch": "harbour"}),
        ("Any particular branch?", "No, but what are the opening hours?", {"branch": "dontcare"}),
        ("Is there any other branch that I can try?", "No", {}),  # refuses another, leaves nothing open
        ("The harbour or the mill branch?", "either is fine", {"branch": "dontcare"}),
        ("We have the harbour branch and the mill branch.", "whichever", {"branch": "dontcare"}),
        ("Which account?", "It doesn't matter, as long as the branch is the mill", {
            "account": "dontcare", "branch": "mill",
        }),
        ("Which account?", "I don't like that either", {}),
        ("Which account?", "anything else?", {}),
    ],
)  # fmt: skip
def test_what_a_no_or_an_any_leaves_open(question, answer, values):
    assert said(BANK, f"agent: {question}", f"user: {answer}").values() == values


@pytest.mark.parametrize(
    "answer",
    [
        "Ok, what are the opening hours?",
        "great, thank you",
        "that will do",
        "fine",
        "Can I have the opening hours please?",
    ],
)
def test_an_alternative_to_what_is_lacking_is_taken_up_by_going_on_with_it(answer):
    state = said(
        BANK,
        "user: at the harbour branch",
        "agent: There are no appointments at the harbour, but the mill branch has one.",
        f"user: {answer}",
    )

    held = state.slots["branch"]
    assert (held.value, held.change) == ("mill", "accepted")
    assert [span.turn for span in held.evidence] == [2, 1]
    assert held.evidence[1].quote == "mill"


@pytest.mark.parametrize("answer", ["no, thanks", "How about a joint account?", "hm"])
def test_an_alternative_that_is_not_taken_up_changes_nothing(answer):
    state = said(
        BANK,
        "user: at the harbour branch",
        "agent: There are no appointments at the harbour, but the mill branch has one.",
        f"user: {answer}",
    )

    assert state.values()["branch"] == "harbour"


def test_what_the_agent_lacks_is_no_offer():
    state = said(BANK, "agent: There is no appointment at the harbour branch.")

    assert state.offers == {}


def test_of_several_alternatives_none_is_taken_up():
    state = said(
        SHOP,
        "user: a red one",
        "agent: Red is sold out. We have navy and cream.",
        "user: Ok, what is the delivery time?",
    )

    assert state.values() == {"colour": "red"}


@pytest.mark.parametrize(
    "question",
    [
        "Is it expensive?",
        "Are they big?",
        "Is the coat expensive?",
        "How expensive is the coat?",
        "What size is the small bear coat?",
        "Can you describe navy?",
    ],
)
def test_asking_about_what_is_on_the_table_sets_nothing(question):
    assert said(SHOP, f"user: {question}").values() == {}


@pytest.mark.parametrize("question", ["Is it insured?", "Is that insured?"])
def test_asking_whether_it_is_so_is_no_wish(question):
    assert said(BANK, f"user: {question}").values() == {}


def test_asking_whether_it_is_possible_is_a_wish():
    assert said(SHOP, "user: Is it possible to get the large size?").values() == {"size": "large"}
    assert said(SHOP, "user: Is it available in large?").values() == {"size": "large"}


@pytest.mark.parametrize(
    "text",
    [
        "red or navy",
        "A red coat. Or a navy one.",
        "a red one, or navy if that is not available",
        "preferably red, but navy is ok too",
        "red would be best, navy otherwise",
        "I want red, my second choice would be navy",
        "A red one. I would settle for navy.",
    ],
)
def test_of_alternatives_the_first_is_the_value(text):
    assert said(SHOP, f"user: {text}").values() == {"colour": "red"}


@pytest.mark.parametrize(
    "text",
    [
        "not too expensive",
        "nothing expensive",
        "I don't want anything expensive",
        "less expensive please",
        "it doesn't have to be expensive",
    ],
)
def test_a_denied_degree_is_not_set(text):
    assert said(SHOP, f"user: {text}").values() == {}


@pytest.mark.parametrize("answer", ["I'm not interested in navy, what else?", "not really fond of navy"])
def test_an_offer_that_is_denied_is_turned_down(answer):
    state = said(SHOP, "agent: How about navy?", f"user: {answer}")

    assert (state.offers, state.values()) == ({}, {})


def test_wondering_that_there_is_none_takes_nothing_back():
    state = said(SHOP, "user: a navy one", "agent: I found nothing.", "user: Are there no navy coats?")

    assert state.values() == {"colour": "navy"}


def test_the_most_expensive_is_expensive():
    assert said(SHOP, "agent: Which price?", "user: the most expensive one").values() == {
        "price": "expensive"
    }


def test_a_word_in_a_name_is_no_value():
    state = said(
        SHOP, "agent: Our partner is Navy Harris.", "user: What is the delivery time of Navy Harris?"
    )

    assert state.values() == {}


def test_repeating_the_agent_word_for_word_tells_nothing():
    assert said(SHOP, "agent: We have navy.", "user: We have navy.").values() == {}


def test_any_offered_by_the_agent_is_no_offer():
    state = said(SHOP, "agent: Would any price do?", "user: Yes, a red one")

    assert "price" not in state.offers
    assert state.values() == {"colour": "red"}


@pytest.mark.parametrize("text", ["I'd prefer navy over red", "rather navy than red", "navy instead of red"])
def test_what_is_liked_less_is_not_set(text):
    assert said(SHOP, f"user: {text}").values() == {"colour": "navy"}
