from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dsolutions import Document
from dsolutions_finance.report.items import pair, raised
from dsolutions_finance.report.timeline import MAX_TICKS, Axis, dots, strip
from dsolutions_finance.results import Alert, FinanceRiskResult

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def items_at(*times, level="watch"):
    alert = Alert(level=level, entity="Halvern Bank", rule="r", reasons=(), evidence=())
    documents = [Document(id=str(n), text="x", time=time) for n, time in enumerate(times)]
    return pair(documents, [FinanceRiskResult(document_id=d.id, alerts=(alert,)) for d in documents])


def test_items_sit_at_their_time():
    items = items_at(START, START + timedelta(hours=3), START + timedelta(hours=12))
    axis = Axis.of(items)

    assert [axis.place(item) for item in items] == [0, 0.25, 1]


def test_items_without_any_time_sit_in_their_order():
    items = items_at(None, None, None)
    axis = Axis.of(items)

    assert [axis.place(item) for item in items] == [0, 0.5, 1]
    assert axis.ticks()[0] == (0, "item 1")


def test_an_item_without_a_time_among_timed_ones_is_not_drawn():
    items = items_at(START, None, START + timedelta(days=1))

    assert len(dots(raised(items), Axis.of(items))) == 2


@pytest.mark.parametrize(
    "length", [timedelta(minutes=5), timedelta(hours=7), timedelta(days=13), timedelta(days=9000)]
)
def test_ticks_are_few_inside_the_axis_and_in_order(length):
    ticks = Axis(START, START + length, 2).ticks()
    places = [place for place, _ in ticks]

    assert 1 <= len(ticks) <= MAX_TICKS + 2
    assert places == sorted(places)
    assert all(0 <= place <= 1 for place in places)


def test_a_single_moment_has_one_tick():
    items = items_at(START, START)

    assert Axis.of(items).ticks() == [(0, "02 Mar 09:00")]
    assert Axis.of(items).place(items[0]) == 0


def test_ticks_stand_at_round_times_after_the_start():
    labels = [label for _, label in Axis(START, START + timedelta(days=3), 2).ticks()]

    assert labels[:3] == ["02 Mar 09:00", "02 Mar 18:00", "03 Mar 00:00"]


def test_alerts_of_one_moment_and_level_share_a_dot_that_grows():
    crowd = items_at(*[START] * 5, START + timedelta(days=1))

    together, alone = dots(raised(crowd), Axis.of(crowd))

    assert (together.count, alone.count) == (5, 1)
    assert together.radius > alone.radius
    assert together.label == "watch: 02 Mar 09:00, Halvern Bank; and 4 more"


def test_a_strip_has_one_path_per_level():
    items = items_at(START, START + timedelta(days=1), level="critical")

    assert strip(raised(items), Axis.of(items)) == [("critical", "M1 16v-16M119 16v-16")]
