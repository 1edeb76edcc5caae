from timeit import timeit

import pytest

from dsolutions_support.conversation import TurnSpan
from dsolutions_support.reply import Source, check
from dsolutions_support.reply.facts import facts
from dsolutions_support.results import DialogueState, SlotValue


def keys(text):
    return [fact.key for fact in facts(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("on 3 May 2026", "on 2026-05-03"),
        ("on May 3rd, 2026", "on the 3rd of May 2026"),
        ("it costs €12.50", "it costs 12.5 EUR"),
        ("it costs 1,200 euros", "it costs EUR 1200"),
        ("five business days", "5 working days"),
        ("2 percent", "2%"),
        ("at 6 pm", "at 18:00"),
        ("#4471", "4471"),
        ("call 0800 123 456", "call 0800123456"),
        ("see https://larkspur.example/returns.", "see larkspur.example/returns"),
        ("twelve cups", "12 cups"),
    ],
)
def test_one_fact_written_in_two_ways_is_one_fact(one, other):
    assert keys(one) == keys(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5 working days", "5 days"),
        ("€12", "$12"),
        ("€12", "12"),
        ("2026-05-03", "2026-05-04"),
        ("AB-1234", "AB-1235"),
        ("12.50 EUR", "12.05 EUR"),
        ("3%", "3 weeks"),
        ("9:00", "19:00"),
    ],
)
def test_facts_that_differ_are_told_apart(one, other):
    assert keys(one) != keys(other)
    assert len(keys(one)) == len(keys(other)) == 1


def test_both_ends_of_a_range_are_facts_with_the_unit():
    assert keys("in 3 to 5 days") == ["3 day", "5 day"]


@pytest.mark.parametrize(
    "text", ["Thank you. Your parcel is on its way, I'm sure!", "Please wait. We will look into it. OK?", ""]
)
def test_plain_sentences_state_no_facts(text):
    assert keys(text) == []


def test_facts_stand_where_they_say():
    text = "Merrow Bank charges 2 EUR from 3 May on."
    assert [text[fact.start : fact.end] for fact in facts(text)] == ["Merrow Bank", "2 EUR", "3 May"]


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


@pytest.mark.parametrize("unit", ["a-", "a.", "1-", "x", "1 ", "Aa of ", "(1 "])
def test_time_grows_with_the_length_of_odd_texts_only_linearly(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        return min(timeit(lambda: facts(text), number=1) for _ in range(3))

    assert seconds(16_000) < 8 * seconds(4_000) + 0.01
