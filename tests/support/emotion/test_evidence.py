import numpy as np

from dsolutions.runtime import Reading
from dsolutions_support.emotion.evidence import attended

TEXT = "Well, I am so angry !!"
RANGES = [(0, 0), (0, 4), (4, 5), (6, 7), (8, 10), (11, 13), (14, 17), (17, 19), (20, 21), (21, 22), (0, 0)]


def quotes(weights, text=TEXT, ranges=RANGES, window=None):
    reading = Reading({}, {"emotion": np.array(weights)}, ranges)
    found = attended(reading, "emotion", 2, text, window or (0, len(text)))
    assert all(span.turn == 2 and text[span.start : span.end] == span.quote for span in found)
    return [span.quote for span in found]


def test_the_parts_of_a_word_count_together_and_the_strongest_word_comes_first():
    assert quotes([0, 0.05, 0, 0.05, 0.05, 0.2, 0.15, 0.2, 0.2, 0.1, 0]) == ["angry", "!!"]


def test_a_comma_is_no_evidence():
    assert quotes([0, 0, 0.9, 0, 0, 0, 0.06, 0.03, 0.01, 0, 0]) == ["angry"]


def test_even_attention_gives_three_words_at_most():
    assert len(quotes([0, 0.1, 0, 0.1, 0.1, 0.1, 0.1, 0, 0.05, 0.05, 0])) == 3


def test_words_of_a_window_are_quoted_from_the_whole_turn():
    assert quotes([0, 0.9, 0.1, 0], "It is late again", [(0, 0), (0, 4), (5, 10), (0, 0)], (6, 16)) == [
        "late"
    ]


def test_a_turn_without_words_has_no_evidence():
    assert quotes([0.5, 0.5], "", [(0, 0), (0, 0)]) == []
