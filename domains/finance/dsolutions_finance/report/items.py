"""The items of the report: documents joined to their answers, and which of them the page spells out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dsolutions.pages import paired
from dsolutions.types import Document
from dsolutions_finance.results import LEVELS, Alert, AlertLevel, FinanceRiskResult


@dataclass(frozen=True)
class Item:
    """A document with its answer.

    Args:
        number: its place in the run, from 0; it names the anchor on the page.
        document: the input; ``None`` where it could not be read.
        result: the answer.
    """

    number: int
    document: Document | None
    result: FinanceRiskResult

    @property
    def level(self) -> AlertLevel | None:
        """Level of its worst alert."""
        return worst(alert.level for alert in self.result.alerts)

    @property
    def time(self) -> datetime | None:
        """When it was published, in UTC."""
        moment = self.document.time if self.document else None
        return moment.astimezone(UTC) if moment else None

    @property
    def source(self) -> str:
        """Who published it, where the caller's metadata say so."""
        return str(self.document.metadata.get("source", "")) if self.document else ""

    @property
    def names(self) -> list[str]:
        """Every entity that it mentions or raises an alert for, each once."""
        mentioned = [entity.name for entity in self.result.entities]
        alerted = [alert.entity for alert in self.result.alerts if alert.entity]
        return list(dict.fromkeys(mentioned + alerted))


@dataclass(frozen=True)
class Raised:
    """An alert and the item that raised it."""

    alert: Alert
    item: Item


def worst(levels: Iterable[AlertLevel]) -> AlertLevel | None:
    """Return the most urgent of ``levels``, or ``None`` where there is none."""
    return max(levels, key=LEVELS.index, default=None)


def urgency(level: AlertLevel | None) -> int:
    """Rank a level for sorting and for the page's filter: 0 for none, 4 for critical."""
    return LEVELS.index(level) + 1 if level else 0


def pair(documents: Iterable[Document | None], results: Iterable[FinanceRiskResult]) -> list[Item]:
    """Join answers to their documents by order, because feeds repeat ids.

    Args:
        documents: one per answer; ``None`` where the input could not be read.
        results: the answers.

    Raises:
        InputError: there are more of one than of the other.
    """
    return [
        Item(number, document, result) for number, (document, result) in enumerate(paired(documents, results))
    ]


def raised(items: Iterable[Item]) -> Iterator[Raised]:
    """Yield every alert with its item, in the order of the run."""
    return (Raised(alert, item) for item in items for alert in item.result.alerts)


def spelled_out(items: Sequence[Item], limit: int) -> list[Item]:
    """Choose the items that the page shows in full, in the order of the run.

    All of them up to ``limit``. Of more, only those with alerts; of too many of these, the worst.
    """
    if len(items) <= limit:
        return list(items)
    alerted = [item for item in items if item.level]
    chosen = sorted(alerted, key=lambda item: -urgency(item.level))[:limit]
    return sorted(chosen, key=lambda item: item.number)
