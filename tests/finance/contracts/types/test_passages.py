import time
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dsolutions_finance.contracts.types.passages import LONGEST, passages


def cut(text):
    return [text[passage.start : passage.end] for passage in passages(text)]


def test_sentences_and_headings_are_passages_of_their_own():
    text = "GOVERNING LAW\n\nThe laws of Ohio govern this agreement. Acme Inc. consents to its courts."
    assert cut(text) == [
        "GOVERNING LAW",
        "The laws of Ohio govern this agreement.",
        "Acme Inc. consents to its courts.",
    ]


def test_a_number_stays_with_what_it_numbers():
    text = "4.1. Borealis shall keep its records for two years. (b) Acme may audit them once a year."
    assert cut(text) == [
        "4.1. Borealis shall keep its records for two years.",
        "(b) Acme may audit them once a year.",
    ]


def test_a_sentence_torn_by_a_page_break_is_one_passage():
    assert cut("Acme shall insure\n\nits vehicles against theft.\n\nFees") == [
        "Acme shall insure\n\nits vehicles against theft.",
        "Fees",
    ]


def test_a_long_list_is_cut_before_its_items():
    items = "; ".join(
        f"({letter}) Acme delivers the goods of lot {letter} in time" for letter in "abcdefghij" * 4
    )
    found = cut(f"The parties agree: {items}.")
    assert len(found) > 1
    assert all(piece.startswith("(") for piece in found[1:])


@given(st.text(alphabet="ab (.;)A1\n", max_size=400).map(lambda text: text * 6))
def test_every_visible_character_is_in_exactly_one_passage(text):
    found = passages(text)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert all(0 < len(passage) <= LONGEST for passage in found)
    inside = "".join(text[passage.start : passage.end] for passage in found)
    assert "".join(inside.split()) == "".join(text.split())


def test_time_is_linear_in_length():
    def once(text):
        start = time.thread_time()
        passages(text)
        return time.thread_time() - start

    def seconds(text):
        return min(once(text) for _ in range(3))  # the collector of garbage may come in between

    for piece in ("Acme pays. ", "a b ", "x\n\n", "Inc. ", "a; (b) "):
        short, long = seconds(piece * 10_000), seconds(piece * 80_000)
        assert long < 8 * 3 * short + 0.1, piece
