from __future__ import annotations

from datetime import date

import pytest

from dsolutions_support.state import Slot, StateSchema
from dsolutions_support.state.dates import find_dates
from dsolutions_support.state.mentions import MentionReader
from dsolutions_support.state.words import PhraseIndex, lowered, words

TUESDAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 2026-12-03", "2026-12-03"),
        ("on 3/12/2026", "2026-12-03"),
        ("on 3.12.26", "2026-12-03"),
        ("on 12 march", "2026-03-12"),
        ("on the 12th of march", "2026-03-12"),
        ("march 12th, 2027", "2027-03-12"),
        ("on thursday 12 march", "2026-03-12"),
        ("today", "2026-03-10"),
        ("tomorrow", "2026-03-11"),
        ("the day after tomorrow", "2026-03-12"),
        ("on friday", "2026-03-13"),
        ("on tuesday", "2026-03-17"),
        ("this tuesday", "2026-03-10"),
        ("next friday", "2026-03-20"),
        ("last friday", "2026-03-06"),
        ("in two days", "2026-03-12"),
        ("in a week", "2026-03-17"),
        ("on the 2nd", "2026-04-02"),
        ("on 3 january", "2026-01-03"),  # nearer than the next one
        ("on 3 december", "2025-12-03"),
    ],
)
def test_dates_are_relative_to_the_day_of_the_turn(text, value):
    assert [found for _, _, found in find_dates(text, TUESDAY)] == [value]


def test_the_month_may_come_first():
    assert [found for _, _, found in find_dates("3/12/2026", TUESDAY, day_first=False)] == ["2026-03-12"]


def test_the_dates_of_a_past_slot_lie_behind():
    found = find_dates("on friday, on 12 march", TUESDAY, past=True)

    assert [value for _, _, value in found] == ["2026-03-06", "2025-03-12"]


@pytest.mark.parametrize(
    "text", ["31 february", "on 31/31/2026", "i may be 30", "it sat there", "on the 31st"]
)
def test_what_is_no_date_is_left_out(text):
    assert list(find_dates(text, date(2026, 4, 10))) == []


def read(slot, text):
    reader = MentionReader(StateSchema(version="1", slots=[Slot(name="slot", **slot)]))
    return [mention.value for mention in reader.read(text, words(text), TUESDAY)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("at 17:45", ["17:45"]),
        ("at 5.30 pm", ["17:30"]),
        ("5pm or 12 am", ["17:00", "00:00"]),
        ("half past five", ["05:30"]),
        ("quarter to 6 pm", ["17:45"]),
        ("at noon", ["12:00"]),
        ("five o'clock", ["05:00"]),
        ("by 9", ["09:00"]),
        ("at 5 stores, 10 times", []),
    ],
)
def test_times(text, values):
    assert read({"kind": "time"}, text) == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("£1,200.50", ["1200.50 GBP"]),
        ("20 euros or $30", ["20.00 EUR", "30.00 USD"]),
        ("CHF 40", ["40.00 CHF"]),
        ("about 50", ["50.00 EUR"]),
        ("50 cats", ["50.00 EUR"]),
        ("at 17:45", []),
    ],
)
def test_amounts(text, values):
    assert read({"kind": "money", "currency": "EUR"}, text) == values


def test_numbers_are_read_in_digits_and_words():
    assert read({"kind": "number"}, "two, a couple of, 7, 2.5 and £9") == ["2", "2", "7", "2.5"]


def test_a_bare_number_in_an_id_or_a_date_is_only_that():
    slots = [
        Slot(name="n", kind="number"),
        Slot(name="d", kind="date"),
        Slot(name="i", kind="id", pattern=r"QX \d+"),
    ]
    text = "QX 204 on 12 March"

    mentions = MentionReader(StateSchema(version="1", slots=slots)).read(text, words(text), TUESDAY)

    assert [(m.slot.name, m.value) for m in mentions] == [("i", "QX 204"), ("d", "2026-03-12")]


def test_a_misspelling_of_one_letter_is_read_and_another_known_word_is_not():
    index = PhraseIndex([("expensive", 1), ("east", 2), ("pricey", 3)], known=["prices"])

    assert [f.item for f in index.find(words("expencive, esat or a price"))] == [1]


def test_two_letters_apart_is_another_word():
    index = PhraseIndex([("pricey", 1), ("seafood", 2)])

    assert [f.item for f in index.find(words("the prince brand"))] == []
    assert [f.item for f in index.find(words("seafodo"))] == [2]  # two swapped


def test_the_longest_phrase_wins():
    index = PhraseIndex([("european", 1), ("modern european", 2)])

    assert [f.item for f in index.find(words("Modern-European food"))] == [2]


def test_lowering_keeps_offsets():
    assert len(lowered("İSTANBUL’s")) == len("İSTANBUL’s")
