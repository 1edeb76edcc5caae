"""Where alerts sit in time: the geometry of the timeline and of the small strips on the entity board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import sqrt
from typing import Self

from dsolutions_finance.report.items import Item, Raised
from dsolutions_finance.results import LEVELS, AlertLevel

# Alerts of one level in the same slot of the axis share one mark: the drawing stays small for any input.
SLOTS = 120
# What a label takes of the axis, and how many fit beside each other.
LABEL_WIDTH = 0.06
MAX_TICKS = 14
STRIP_WIDTH = 120
# Height of a strip's bars: the more urgent, the taller, so that levels differ without colour too.
STRIP_HEIGHTS: dict[AlertLevel, int] = {"info": 4, "watch": 8, "warning": 12, "critical": 16}
_STEPS = (1, 3, 6, 12, 24, 48, 168, 336, 720, 2190, 8760)  # hours between ticks: from an hour to a year


@dataclass(frozen=True)
class Axis:
    """A horizontal axis from 0 to 1: time where items have one, else their order in the run.

    Args:
        start: time at 0; ``None`` where order is used.
        end: time at 1; ``None`` where order is used.
        count: how many items the run has.
    """

    start: datetime | None
    end: datetime | None
    count: int

    @classmethod
    def of(cls, items: Sequence[Item]) -> Self:
        """Make the axis that holds all items."""
        times = [time for item in items if (time := item.time)]
        return cls(min(times, default=None), max(times, default=None), len(items))

    def place(self, item: Item) -> float | None:
        """Return where ``item`` sits, or ``None`` where others have a time and it has none."""
        if self.start is None or self.end is None:
            return item.number / max(self.count - 1, 1)
        if item.time is None:
            return None
        return (item.time - self.start) / (self.end - self.start) if self.end > self.start else 0.0

    def ticks(self) -> list[tuple[float, str]]:
        """Return the places and labels of round times, or of item numbers."""
        if self.start is None or self.end is None:
            last = max(self.count - 1, 1)
            return [(n / last, f"item {n + 1:,}") for n in range(0, self.count, self.count // 8 + 1)]
        length = self.end - self.start
        hours = next((hours for hours in _STEPS if length <= MAX_TICKS * timedelta(hours=hours)), None)
        step = timedelta(hours=hours) if hours else length / MAX_TICKS
        midnight = datetime(self.start.year, self.start.month, self.start.day, tzinfo=UTC)
        moments = (midnight + n * step for n in range(1 + int((self.end - midnight) / step)))
        clear = (moment for moment in moments if moment - self.start > length * LABEL_WIDTH)
        return [
            (0.0, _label(self.start, step)),
            *(((moment - self.start) / length, _label(moment, step)) for moment in clear),
        ]


def _label(moment: datetime, step: timedelta) -> str:
    """Write a time as precisely as the distance between ticks asks for."""
    if step < timedelta(days=1):
        return f"{moment:%d %b %H:%M}"
    return f"{moment:%d %b}" if step < timedelta(days=30) else f"{moment:%b %Y}"


@dataclass(frozen=True)
class Dot:
    """The alerts of one level in one slot of the timeline.

    Args:
        x: place on the axis, 0 to 1.
        level: their level.
        count: how many they are.
        label: what they are, in words.
        item: the first item behind them.
    """

    x: float
    level: AlertLevel
    count: int
    label: str
    item: Item

    @property
    def radius(self) -> float:
        """Radius in pixels: the area grows with the count, up to what a lane holds."""
        return min(4.5 * sqrt(self.count), 11)


def dots(alerts: Iterable[Raised], axis: Axis) -> list[Dot]:
    """Gather alerts into one dot per level and slot, the least urgent first."""
    placed = [(x, each) for each in alerts if (x := axis.place(each.item)) is not None]

    def slot(pair: tuple[float, Raised]) -> tuple[int, int]:
        return LEVELS.index(pair[1].alert.level), round(pair[0] * SLOTS)

    gathered = []
    for _, group in groupby(sorted(placed, key=slot), key=slot):
        (x, first), *others = group
        when = f"{first.item.time:%d %b %H:%M}, " if first.item.time else ""
        more = f"; and {len(others):,} more" if others else ""
        label = f"{first.alert.level}: {when}{first.alert.entity or 'no entity'}{more}"
        gathered.append(Dot(x, first.alert.level, 1 + len(others), label, first.item))
    return gathered


def strip(alerts: Iterable[Raised], axis: Axis) -> list[tuple[AlertLevel, str]]:
    """Draw alerts as bars in a strip of ``STRIP_WIDTH`` by 16: one SVG path per level."""
    columns: dict[AlertLevel, set[int]] = {level: set() for level in LEVELS}
    for each in alerts:
        if (x := axis.place(each.item)) is not None:
            columns[each.alert.level].add(round(1 + x * (STRIP_WIDTH - 2)))
    return [
        (level, "".join(f"M{x} 16v-{STRIP_HEIGHTS[level]}" for x in sorted(xs)))
        for level, xs in columns.items()
        if xs
    ]
