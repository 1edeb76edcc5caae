from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from dsolutions.types import Document, Span
from dsolutions_finance.alerts import AlertEngine, AlertState
from dsolutions_finance.results import Alert, Entity, Event, Magnitude, Sentiment

START = datetime(2025, 1, 6, 9, tzinfo=UTC)


@pytest.fixture(scope="session")
def engine() -> AlertEngine:
    return AlertEngine()


class Desk:
    """One feed: every call is one document about one company, at an hour of the feed or without a time."""

    def __init__(self, engine: AlertEngine) -> None:
        self.engine = engine
        self.state = AlertState()

    def read(
        self,
        text: str,
        rule: str | None = None,
        score: float | None = -0.8,
        *,
        hour: float | None = None,
        entity: str | None = "Acme",
        type: str = "company",
        percent: float | None = None,
        money: tuple[float, str] | None = None,
    ) -> tuple[Alert, ...]:
        quote = Span.of(text, 0, 4)
        entities = [entity_of(entity, quote, score, type)] if entity else []
        size = magnitude(percent, money, quote)
        events = (
            [Event(type="any", entity=entity, rule=rule, magnitude=size, evidence=(quote,))] if rule else []
        )
        time = None if hour is None else START + timedelta(hours=hour)
        document = Document(id="1", text=text, time=time)
        return self.engine.assess(document, entities, events, self.state)


def entity_of(name: str, quote: Span, score: float | None, type: str = "company") -> Entity:
    sentiment = None
    if score is not None:
        negative, positive = max(0.0, -score), max(0.0, score)
        probabilities = {"negative": negative, "neutral": 1 - negative - positive, "positive": positive}
        label = max(probabilities, key=probabilities.__getitem__)
        sentiment = Sentiment(label=label, probabilities=probabilities)
    return Entity(name=name, type=type, mentions=(quote,), sentiment=sentiment, evidence=(quote,))


def magnitude(percent: float | None, money: tuple[float, str] | None, quote: Span) -> Magnitude | None:
    if percent is not None:
        return Magnitude(kind="percent", value=percent, evidence=quote)
    if money is not None:
        return Magnitude(kind="money", value=money[0], currency=money[1], evidence=quote)
    return None


@pytest.fixture
def desk(engine: AlertEngine) -> Desk:
    return Desk(engine)


@pytest.fixture
def new_desk(engine: AlertEngine) -> Callable[[], Desk]:
    return lambda: Desk(engine)
