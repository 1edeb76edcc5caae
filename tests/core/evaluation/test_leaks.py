from __future__ import annotations

import random
import time

import pytest

from dsolutions.evaluation import find_leaks

TRAIN = [
    "Acme Corp cuts 500 jobs as demand for its pumps falls in Europe",
    "Borealis raises its outlook for the full year",
    "Cormorant to buy Dunmore for 2 billion",
]
IDS = ["t0", "t1", "t2"]


@pytest.mark.parametrize(
    "copy",
    [
        "ACME CORP CUTS 500 JOBS, AS DEMAND FOR ITS PUMPS FALLS IN EUROPE!",
        "  Acme Corp  cuts 500 jobs as demand\nfor its pumps falls in Europe",
        "Acme Corp cuts ５００ jobs as demand for its pumps falls in Europe",
    ],
)
def test_case_punctuation_and_spacing_do_not_hide_a_copy(copy: str) -> None:
    check = find_leaks(TRAIN, IDS, [copy], ["x"])
    assert (check.exact, check.near) == (1, 0)
    assert check.examples[0].model_dump() == {"test_id": "x", "train_id": "t0", "similarity": 1.0}


def test_one_changed_word_is_nearly_a_copy() -> None:
    check = find_leaks(TRAIN, IDS, [TRAIN[0].replace("500", "700")], ["x"])
    assert (check.exact, check.near) == (0, 1)
    assert check.examples[0].train_id == "t0"
    assert check.threshold <= check.examples[0].similarity < 1


def test_news_about_the_same_company_is_no_leak() -> None:
    fresh = ["Acme Corp wins an order for pumps in Asia", "Borealis cuts its outlook", "Elmwood", ""]
    check = find_leaks(TRAIN, IDS, fresh, ["a", "b", "c", "d"])
    assert (check.test, check.train, check.exact, check.near, check.examples) == (4, 3, 0, 0, ())


def test_two_texts_without_a_letter_are_not_called_copies() -> None:
    assert find_leaks(["...", "?"], ["a", "b"], ["!!!"], ["x"]).exact == 0


def test_similarity_is_the_share_of_common_five_character_pieces() -> None:
    check = find_leaks(["abcdefghijkl"], ["a"], ["abcdefghijklm"], ["x"])
    assert check.examples[0].similarity == pytest.approx(8 / 9)


def test_the_closest_training_text_is_named_and_the_worst_come_first() -> None:
    test = [TRAIN[0].replace("Europe", "Eurasia"), TRAIN[2]]
    near_copy = TRAIN[0].replace("Europe", "Asia")
    check = find_leaks([near_copy, *TRAIN], ["t9", *IDS], test, ["a", "b"])
    assert [leak.test_id for leak in check.examples] == ["b", "a"]
    assert check.examples[1].train_id in ("t0", "t9")
    assert check.examples[1].similarity == max(
        find_leaks([text], ["t"], [test[0]], ["a"]).examples[0].similarity for text in (near_copy, TRAIN[0])
    )


def test_two_thousand_headlines_against_ten_thousand_take_seconds() -> None:
    words = ["shares", "profit", "falls", "rises", "quarter", "deal", "bank", "oil", "steel", "order", "debt"]
    words += [f"{word}{suffix}" for word in words for suffix in ("co", "tech", "corp", "land")]
    draw = random.Random(0)
    texts = [" ".join(draw.choices(words, k=10)) for _ in range(12_000)]
    names = [str(row) for row in range(12_000)]
    start = time.perf_counter()
    find_leaks(texts[:10_000], names[:10_000], texts[10_000:], names[10_000:])
    assert time.perf_counter() - start < 10
