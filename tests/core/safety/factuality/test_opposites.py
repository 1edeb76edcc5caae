from __future__ import annotations

import pytest

from dsolutions.safety.rewards.factuality.checks.opposites import check_opposites


@pytest.mark.parametrize(
    ("source", "output", "word"),
    [
        ("Shares of the bank fell 5%.", "Shares of the bank rose 5%.", "rose"),
        ("The regulator approved the merger.", "The merger was rejected by the regulator.", "rejected"),
        ("The tumour is benign.", "The tumour is malignant.", "malignant"),
        ("The drug was stopped in May.", "The drug was continued in May.", "continued"),
        ("Revenue rose while costs fell.", "Costs rose.", "rose"),
        ("Pay before the visit.", "Pay after the visit.", "after"),
    ],
)
def test_the_opposite_word_is_found(found, source, output, word):
    assert found(check_opposites, source, output) == [word]


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("Shares of the bank fell 5%.", "Shares of the bank dropped 5%."),
        ("Revenue rose while costs fell.", "Costs fell."),
        ("The offer was not approved.", "The offer was rejected."),
        ("Costs fell after they had risen.", "Costs had risen before they fell."),
        ("Shares fell.", "The dividend was raised."),
    ],
)
def test_words_of_the_same_side_are_no_conflict(found, source, output):
    assert found(check_opposites, source, output) == []
