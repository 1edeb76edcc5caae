from hypothesis import given
from hypothesis import strategies as st

from dsolutions.pages import Mark, marked
from dsolutions.types import Span

TEXT = "Acme cuts jobs in Eastmere"
places = st.integers(0, len(TEXT))


def test_overlapping_marks_are_cut_at_every_border():
    runs = marked(
        TEXT, [Mark(Span.of(TEXT, 0, 9), "one", "first"), Mark(Span.of(TEXT, 5, 14), "two", "second")]
    )

    assert [(run.text, run.marks, run.label) for run in runs if run.marks] == [
        ("Acme ", ("one",), "first"),
        ("cuts", ("one", "two"), "first; second"),
        (" jobs", ("two",), "second"),
    ]


def test_a_mark_that_quotes_something_else_is_left_out():
    wrong = Mark(Span(start=0, end=4, quote="Ames"), "one", "")

    assert [run.text for run in marked(TEXT, [wrong])] == [TEXT]


@given(st.lists(st.tuples(places, places)))
def test_the_runs_together_are_the_text(borders):
    marks = [Mark(Span.of(TEXT, min(pair), max(pair)), "one", "") for pair in borders]

    assert "".join(run.text for run in marked(TEXT, marks)) == TEXT
