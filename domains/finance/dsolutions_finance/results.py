"""What the finance pipelines answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from dsolutions.types import Result, Span, Value
from dsolutions_finance.contracts.results import ContractResult

SentimentLabel = Literal["negative", "neutral", "positive"]
AlertLevel = Literal["info", "watch", "warning", "critical"]

SENTIMENTS: tuple[SentimentLabel, ...] = ("negative", "neutral", "positive")
LEVELS: tuple[AlertLevel, ...] = ("info", "watch", "warning", "critical")


class Sentiment(Value):
    """How a text speaks of one entity.

    Args:
        label: the most probable class.
        probabilities: class to calibrated probability; they sum to 1.
    """

    label: SentimentLabel
    probabilities: Mapping[SentimentLabel, float]

    @property
    def score(self) -> float:
        """Probability of positive minus that of negative, in [-1, 1]."""
        return self.probabilities["positive"] - self.probabilities["negative"]


class Entity(Value):
    """One company, market or other actor of a text, with all its mentions linked.

    Args:
        name: canonical name: the gazetteer's, or the longest mention.
        type: ``"company"`` where the gazetteer knows it, else the recogniser's label in lower case.
        ticker: exchange symbol, where the gazetteer has one.
        mentions: every place where it is named, in text order.
        sentiment: how the text speaks of it; ``None`` where no sentiment model ran.
        evidence: the mentions and, for long texts, the passages that decided the sentiment.
    """

    name: str
    type: str
    ticker: str | None = None
    mentions: tuple[Span, ...]
    sentiment: Sentiment | None = None
    evidence: tuple[Span, ...]


class Magnitude(Value):
    """A size that a text states: a share or an amount of money.

    Args:
        kind: ``"percent"`` or ``"money"``.
        value: signed where the text says up or down; percent points, or units of ``currency``.
        currency: ISO 4217 code for money.
        evidence: where it is stated.
    """

    kind: Literal["percent", "money"]
    value: float
    currency: str | None = None
    evidence: Span


class Event(Value):
    """Something that happened to an entity and matters for risk.

    Args:
        type: event type, a key of the event rule file.
        entity: name of the entity it happened to; ``None`` where the text names none.
        rule: name of the rule that found it.
        magnitude: its size, where the sentence states one.
        evidence: the words that triggered the rule.
    """

    type: str
    entity: str | None = None
    rule: str
    magnitude: Magnitude | None = None
    evidence: tuple[Span, ...]


class Alert(Value):
    """Something that somebody should look at.

    Args:
        level: how urgent.
        entity: name of the entity it concerns.
        rule: name of the alert rule.
        reasons: why, one sentence each.
        evidence: the words that prove it, in the document that raised it.
    """

    level: AlertLevel
    entity: str | None
    rule: str
    reasons: tuple[str, ...]
    evidence: tuple[Span, ...]


class FinanceRiskResult(Result):
    """A risk desk's view of one document.

    Args:
        entities: who it is about.
        events: what happened.
        alerts: who should look.
        contract: the review, where the document is a contract; the other fields are then empty.
    """

    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    alerts: tuple[Alert, ...] = ()
    contract: ContractResult | None = None
