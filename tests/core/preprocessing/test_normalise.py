import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dsolutions.preprocessing import normalise

# Letters, accents, ligatures, full-width and half-width forms, invisible characters, breaks, quotes.
AWKWARD = st.text(
    st.one_of(
        st.sampled_from(
            "ab ., \n\r\t\f\u2028\u2029\xa0\u3000’“”‐−–—´¨™½²ﬁ①\u0301\u0323\u200b\u200d\ufeff\xad\x00"
        ),
        st.sampled_from("ｶﾞｱＡ１\u1100\u1161\u11a8각㎏…é\ud800\U000e0041"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Acme  cuts\tjobs ", "Acme cuts jobs"),
        ("one\nline", "one line"),
        ("one\r\n\r\ntwo\n \n\nthree", "one\n\ntwo\n\nthree"),
        ("page\ftwo", "page\n\ntwo"),
        ("Acme’s “profit”", 'Acme\'s "profit"'),
        ("pro\xadﬁt", "profit"),
        ("a \u200b b", "a b"),
        ("cafe\u0301", "café"),
        ("e\u200b\u0301", "é"),
        ("５％ …", "5% ..."),
        ("ｶﾞ", "ガ"),
        ("−5", "-5"),
        ("2–3 — both", "2–3 — both"),
        ("10² up 1½ Acme™", "10² up 1½ Acme™"),
        ("half \ud800", "half \ufffd"),
        ("hid\U000e0068\U000e0069den", "hidden"),
        (" \n ", ""),
        ("", ""),
    ],
)
def test_becomes(source, text):
    assert normalise(source).text == text


def test_a_ligature_in_the_middle_keeps_the_offsets_behind_it():
    source = "Acme’s  pro\xadﬁt warning"
    aligned = normalise(source)
    start = aligned.text.index("profit")
    assert aligned.span(start, start + 6).quote == "pro\xadﬁt"
    assert aligned.span(start + 7, len(aligned.text)).quote == "warning"


@given(AWKWARD)
def test_every_character_leads_back(source):
    aligned = normalise(source)
    assert len(aligned.text) == len(aligned.starts) == len(aligned.ends)
    assert all(0 <= a < b <= len(source) for a, b in zip(aligned.starts, aligned.ends, strict=True))
    assert list(aligned.starts) == sorted(aligned.starts)
    assert list(aligned.ends) == sorted(aligned.ends)


@given(AWKWARD)
def test_once_is_enough(source):
    once = normalise(source).text
    assert normalise(once).text == once


@given(st.text(st.characters(categories=["L", "M", "N"])))
@example("\ufe70")
def test_letters_become_what_nfkc_makes_of_them(source):
    kept = ("<super>", "<sub>", "<fraction>")
    plain = "".join(
        c
        for c in source
        if not unicodedata.decomposition(c).startswith(kept)
        and " " not in unicodedata.normalize("NFKC", c)  # spacing accents, which are kept, too
    )
    assert "".join(normalise(plain).text.split()) == "".join(unicodedata.normalize("NFKC", plain).split())


def test_a_clean_headline_costs_microseconds():
    headline = "Acme Corp cuts 300 jobs after profit warning; shares of Borealis plc fall 5%"
    timings = []
    for _ in range(200):
        start = time.perf_counter()
        normalise(headline)
        timings.append(time.perf_counter() - start)
    assert sorted(timings)[100] < 50e-6
