from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsolutions.preprocessing import windows


def tokens_of(text):
    tokens, start = [], 0
    for word in text.split(" "):
        tokens.append((start, start + len(word)))
        start += len(word) + 1
    return tokens


@st.composite
def texts(draw):
    """Tokens with and without gaps between them, and some offsets where sentences start."""
    tokens, end = [], draw(st.integers(0, 2))
    for gap, width in draw(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3)), max_size=60)):
        tokens.append((end + gap, end + gap + width))
        end += gap + width
    length = end + draw(st.integers(0, 2))
    starts = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    max_tokens = draw(st.integers(1, 12))
    return tokens, length, starts, max_tokens, draw(st.integers(0, (max_tokens - 1) // 2))


@given(texts())
def test_no_character_is_lost_and_no_window_is_too_long(case):
    tokens, length, starts, max_tokens, overlap = case
    found = windows(tokens, length, max_tokens=max_tokens, overlap=overlap, sentence_starts=starts)
    assert found[0][0] == 0
    assert found[-1][1] == length
    inside = [[t for t in tokens if start <= t[0] and t[1] <= end] for start, end in found]
    assert all(len(some) <= max_tokens for some in inside)
    for (first, second), (one, other) in zip(pairwise(found), pairwise(inside), strict=True):
        assert first[0] < second[0] <= first[1] < second[1]
        assert len(set(one) & set(other)) <= overlap
    assert {t for some in inside for t in some} == set(tokens)


def test_a_short_text_is_one_window():
    assert windows([(1, 3)], 9, max_tokens=1) == [(0, 9)]
    assert windows([], 4, max_tokens=8) == [(0, 4)]


def test_sentences_are_kept_whole_where_they_fit():
    text = "aa bb cc. dd ee ff. gg hh"
    found = windows(tokens_of(text), len(text), max_tokens=5, overlap=2, sentence_starts=[0, 10, 20])
    assert [text[start:end] for start, end in found] == ["aa bb cc. ", "bb cc. dd ee ff. ", "ee ff. gg hh"]


def test_the_overlap_starts_with_a_sentence_where_one_fits():
    text = "aa bb cc dd. ee. ff gg hh"
    found = windows(tokens_of(text), len(text), max_tokens=5, overlap=2, sentence_starts=[0, 13, 17])
    assert [text[start:end] for start, end in found] == ["aa bb cc dd. ee. ", "ee. ff gg hh"]


def test_words_are_not_cut_where_no_sentence_ends():
    tokens = [(0, 2), (2, 4), (5, 7), (7, 9), (10, 12), (12, 14)]
    assert windows(tokens, 14, max_tokens=3) == [(0, 5), (5, 10), (10, 14)]


@pytest.mark.parametrize(("max_tokens", "overlap"), [(0, 0), (4, 2), (4, -1)])
def test_windows_that_would_not_advance_are_refused(max_tokens, overlap):
    with pytest.raises(ValueError, match="cannot cut windows"):
        windows([(0, 1)], 1, max_tokens=max_tokens, overlap=overlap)
