import pytest

from dsolutions_support.conversation import TurnSpan
from dsolutions_support.reply import Source, check
from dsolutions_support.results import DialogueState, SlotValue


def state(**values):
    words = (TurnSpan(turn=0, start=0, end=1, quote="x"),)
    slots = {
        slot: SlotValue(slot=slot, value=value, change="set", turn=0, evidence=words)
        for slot, value in values.items()
    }
    return DialogueState(slots=slots)


SOURCES = [
    *Source.of_state(state(card_last4="4471", due="2026-05-03", nights="3", gone=None)),
    Source(name="knowledge:fees", text="Larkspur ships to Norway for 7.90 EUR within 5 working days."),
]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Your card 4471 is blocked", "state:card_last4"),
        ("It is due on 3 May", "state:due"),
        ("It is for 3 nights", "state:nights"),
        ("It costs €7.90", "knowledge:fees"),
        ("We ship to Norway", "knowledge:fees"),
        ("Those are Larkspur's ships", "knowledge:fees"),
        ("That takes five business days", "knowledge:fees"),
    ],
)
def test_a_supported_fact_names_its_source(text, source):
    (claim,) = check(text, SOURCES)
    assert (claim.supported, claim.source) == (True, source)


@pytest.mark.parametrize(
    "text",
    [
        "Your card 4472 is blocked",
        "It is due on 4 May",
        "It is due on 3 May 2027",
        "It costs €7.09",
        "It takes 5 days",
        "We ship to Sweden",
        "Ask Kowalski",
        "Kowalski will call you",
        "Write to help@larkspur.example",
        "See larkspur.example/fees",
        "Call 0800 123 457",
        "Your case is LK-20931",
        "You get 10% off",
        "We close at 18:00",
    ],
)
def test_a_fact_in_no_source_is_unsupported(text):
    (claim,) = check(text, SOURCES)
    assert (claim.supported, claim.source) == (False, None)


def test_what_the_user_said_supports_nothing():
    (claim,) = check("Yes, 80 EUR are refunded", SOURCES, heard="I want 80 EUR back")
    assert not claim.supported


def test_a_word_that_the_user_used_is_no_name_where_it_opens_a_sentence():
    assert check("Refunds are free", SOURCES, heard="what about refunds") == ()
