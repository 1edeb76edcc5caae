"""The entity board: everything that a run says about each entity, the most at risk first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from dsolutions_finance.report.items import Item, Raised, raised, worst
from dsolutions_finance.results import LEVELS, SENTIMENTS, AlertLevel, SentimentLabel


@dataclass
class EntityRow:
    """What a run says about one entity.

    Args:
        name: its canonical name.
        ticker: exchange symbol, where known.
        mentions: how often it is named.
        documents: how many documents name it.
        sentiments: documents by sentiment towards it.
        events: its events by type.
        alerts: its alerts, in the order of the run.
    """

    name: str
    ticker: str | None = None
    mentions: int = 0
    documents: int = 0
    sentiments: Counter[SentimentLabel] = field(default_factory=Counter)
    events: Counter[str] = field(default_factory=Counter)
    alerts: list[Raised] = field(default_factory=list)

    @property
    def level(self) -> AlertLevel | None:
        """Level of its worst alert."""
        return worst(each.alert.level for each in self.alerts)

    @property
    def mix(self) -> list[tuple[SentimentLabel, int, float]]:
        """Each sentiment with its documents and its share of the rated ones."""
        rated = self.sentiments.total() or 1
        return [(label, self.sentiments[label], self.sentiments[label] / rated) for label in SENTIMENTS]

    def risk(self) -> tuple[int | str, ...]:
        """Sort by alerts from the worst level down, then by negative documents, mentions and name."""
        levels = Counter(each.alert.level for each in self.alerts)
        return (
            *(-levels[level] for level in reversed(LEVELS)),
            -self.sentiments["negative"],
            -self.mentions,
            self.name,
        )


def entity_board(items: Iterable[Item]) -> list[EntityRow]:
    """Add up what ``items`` say about each entity; the most at risk first."""
    items = list(items)
    rows: dict[str, EntityRow] = {}

    def row(name: str) -> EntityRow:
        return rows.setdefault(name, EntityRow(name))

    for item in items:
        for entity in item.result.entities:
            found = row(entity.name)
            found.ticker = found.ticker or entity.ticker
            found.mentions += len(entity.mentions)
            found.documents += 1
            if entity.sentiment:
                found.sentiments[entity.sentiment.label] += 1
        for event in item.result.events:
            if event.entity:
                row(event.entity).events[event.type] += 1
    for each in raised(items):
        if each.alert.entity:
            row(each.alert.entity).alerts.append(each)
    return sorted(rows.values(), key=EntityRow.risk)
