import pytest

from dsolutions.preprocessing import AlignedText


def test_unchanged_text_leads_to_itself():
    aligned = AlignedText.unchanged("Acme cuts jobs")
    assert aligned.span(5, 9).quote == "cuts"
    assert (aligned.span(14, 14).start, aligned.span(0, 0).end) == (14, 0)


def test_steps_compose():
    first = AlignedText("ab", starts=[2, 3], ends=[3, 5], source="<>a&b")
    second = AlignedText("b", starts=[1], ends=[2], source="ab")
    span = first.then(second).span(0, 1)
    assert (span.start, span.end, span.quote) == (3, 5, "&b")


def test_a_step_from_another_text_is_refused():
    with pytest.raises(ValueError, match="did not start from"):
        AlignedText.unchanged("ab").then(AlignedText.unchanged("ac"))


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 0), (0, 3)])
def test_a_range_outside_the_text_is_refused(start, end):
    with pytest.raises(IndexError):
        AlignedText.unchanged("ab").span(start, end)
