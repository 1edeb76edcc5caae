import pytest

from dsolutions_finance.alerts.story import similarity, sketch

STORY = "Acme will cut 4,000 jobs in its tyre business, the company said on Monday in a statement"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (STORY.upper(), True),
        (STORY.replace("on Monday", "late on Monday"), True),
        (STORY + ".", True),
        ("Acme profit falls 12% as costs rise", False),
        ("", False),
    ],
)
def test_small_edits_keep_the_story(other, same):
    assert (similarity(sketch(STORY, 16), sketch(other, 16), 16) >= 0.6) is same


def test_a_price_report_of_the_next_day_is_another_story():
    one, other = sketch("Acme falls 12%", 16), sketch("Acme falls 15%", 16)
    assert similarity(one, other, 16) < 0.6


def test_sketches_are_bounded_however_long_the_text():
    assert len(sketch("word and other words " * 100_000, 16)) <= 16
