import pytest

from dsolutions_support.results import Intent
from dsolutions_support.topic import Moment


def intent(label, probability=0.95, in_scope=True, **fields):
    return Intent(
        label=label if in_scope else None,
        probability=probability,
        in_scope=in_scope,
        candidates={label: probability},
        **fields,
    )


TOPIC = intent("lost_card", clear=True)
OUTSIDE = intent("weather", 0.4, in_scope=False)


def about(text, alone, said="I have blocked it.", **fields):
    return Moment(text=text, said=said, topic=TOPIC, **fields).intent(alone)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("4471", "What are its last four digits?"),
        ("yes please", "Shall I send you a new one?"),
        ("And if nobody finds it?", "I have blocked it."),
        ("morning or afternoon?", "It comes on Tuesday."),
        ("Marek Oduya, born in Eastmere", "What is your name, and where were you born?"),
        ("How long does the delivery of the card take?", "The card is on its way."),
    ],
)
@pytest.mark.parametrize("alone", [OUTSIDE, intent("open_account", 0.8)])
def test_what_says_little_on_its_own_goes_on_with_the_topic(text, said, alone):
    found = about(text, alone, said)

    assert (found.label, found.in_scope, found.carried) == ("lost_card", True, True)
    assert found.probability == TOPIC.probability
    assert found.candidates == alone.candidates


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("What does a second account cost per month?", intent("fees")),
        ("My transfer to Norway has not arrived", intent("transfer", clear=True)),
        ("I want to close my account as well", intent("close_account", clear=True)),
        ("While I'm here, my transfer to Norway is late", intent("transfer", 0.6)),
    ],
)
def test_what_is_put_plainly_changes_the_topic(text, alone):
    assert about(text, alone) == alone


def test_a_statement_changes_it_only_where_it_is_clear():
    assert about("My transfer to Norway has not arrived", intent("transfer")).carried
    assert about("It went to my old address two weeks ago", intent("transfer", clear=True)).carried


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Can you recommend a good pizza place?", True),
        ("By the way, will it rain on Tuesday in Brookfield?", True),
        ("Why did nobody tell me that at once?", False),
        ("I am never shopping with you people again", False),
    ],
)
def test_only_a_question_about_something_else_leaves_the_scope(text, leaves):
    assert about(text, OUTSIDE).in_scope is not leaves


def test_courtesy_is_read_for_itself_and_is_no_topic():
    thanks = intent("thanks", clear=True)

    assert about("Great, thank you!", thanks) == thanks
    assert Moment(text="Great, thank you!").courteous
    assert not Moment(text="Hi, I lost my card").courteous
    assert not Moment(text="No thanks, I am moving to another bank").courteous
    assert not Moment(text="Thanks, and what does it cost?").courteous


def test_without_a_topic_a_turn_is_what_it_looks_like():
    assert Moment(text="4471").intent(OUTSIDE) == OUTSIDE
