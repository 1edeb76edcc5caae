from time import process_time
from timeit import timeit

import pytest

from dsolutions.safety.rewards.factuality.facts import facts


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


@pytest.mark.parametrize("unit", ["a-", "a.", "1-", "x", "1 ", "Aa of ", "(1 "])
def test_time_grows_with_the_length_of_odd_texts_only_linearly(unit):
    def seconds(length):
        text = unit * (length // len(unit))
        return min(timeit(lambda: facts(text), timer=process_time, number=1) for _ in range(3))

    assert seconds(16_000) < 8 * seconds(4_000) + 0.01
