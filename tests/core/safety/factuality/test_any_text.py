from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dsolutions.safety.rewards.factuality.checks import conflicts
from dsolutions.safety.rewards.factuality.checks.quotes import check_quoted
from dsolutions.safety.rewards.factuality.reading import read

PIECES = st.sampled_from(
    (
        *(
            "every 0 months ",
            "5 gramſ ",
            "ſept 3 ",
            "31/02/2024 ",
            "9" * 5000,
            "1.5",
            "€",
            "not ",
            "“",
            "5 mg/",
        ),
        *(
            "½ ",
            "twıce daily ",
            "half a ",
            "first ",
            "Q3",
            "\x00",
            "No. 5 ",
            "a day later ",
            "3 March 2025, ",
            "Dr. ",
        ),
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_no_text_upsets_the_checks(output, source):
    known = read(source)
    for said in read(output).sentences:
        for conflict in conflicts(said, known):
            assert said.start <= conflict.start < conflict.end <= said.end
    for conflict in check_quoted(output, source):
        assert 0 <= conflict.start <= conflict.end <= len(output)


def test_an_amount_that_goes_on_behind_its_sentence_is_cut_at_its_end():
    [said, *_] = read("ſept 3 €:" + "9" * 5000).sentences
    assert all(conflict.end <= said.end for conflict in conflicts(said, read("")))


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_a_text_does_not_contradict_itself(text):
    known = read(text)
    values = [c for said in known.sentences for c in conflicts(said, known) if c.check in ("values", "names")]

    assert values == []
