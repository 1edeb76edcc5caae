from __future__ import annotations

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from dsolutions import Document, Ingredient, ItemError, Provenance, Span
from dsolutions_finance.results import (
    Alert,
    AlertLevel,
    Entity,
    Event,
    FinanceRiskResult,
    Magnitude,
    Sentiment,
    SentimentLabel,
)

MADE_WITH = Provenance(
    pipeline="finance-risk",
    version="0.1.0",
    ingredients=(Ingredient(kind="rules", name="alerts", version="1", digest="c0ffee" * 10 + "c0de"),),
)


class Builder:
    """Makes the results that a test describes, with offsets found in the text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, quote: str) -> Span:
        start = self.text.index(quote)
        return Span.of(self.text, start, start + len(quote))

    def entity(self, name: str, label: SentimentLabel | None = None, *, ticker: str | None = None) -> Entity:
        chances = {"negative": 0.1, "neutral": 0.1, "positive": 0.1, label: 0.8}
        rated = (
            Sentiment(label=label, probabilities={k: chances[k] for k in list(chances)[:3]})
            if label
            else None
        )
        mentions = (self.span(name),)
        return Entity(
            name=name, type="company", ticker=ticker, mentions=mentions, evidence=mentions, sentiment=rated
        )

    def event(self, kind: str, quote: str, *, entity: str | None = None, size: str | None = None) -> Event:
        magnitude = Magnitude(kind="percent", value=1, evidence=self.span(size)) if size else None
        return Event(type=kind, entity=entity, rule=kind, magnitude=magnitude, evidence=(self.span(quote),))

    def alert(self, level: AlertLevel, entity: str | None, quote: str) -> Alert:
        return Alert(
            level=level, entity=entity, rule="bad_news", reasons=("It is bad.",), evidence=(self.span(quote),)
        )


@pytest.fixture
def of_text():
    return Builder


@pytest.fixture
def run():
    """A small feed: three items over two days, two companies, one row that could not be read."""
    start = datetime(2026, 3, 2, 9, tzinfo=UTC)
    texts = {
        "a": "Halvern Bank defaults on notes while Tressel Stores gains 4%",
        "b": "Tressel Stores cuts 300 jobs",
        "c": "Halvern Bank opens a branch",
    }
    documents = [
        Document(
            id=key, text=text, time=start + n * timedelta(hours=20), metadata={"source": "Meridian Wire"}
        )
        for n, (key, text) in enumerate(texts.items())
    ]
    a, b, c = (Builder(text) for text in texts.values())
    results = [
        FinanceRiskResult(
            document_id="a",
            provenance=MADE_WITH,
            entities=(
                a.entity("Halvern Bank", "negative", ticker="HLVRN"),
                a.entity("Tressel Stores", "positive"),
            ),
            events=(a.event("credit_default", "defaults on notes", entity="Halvern Bank"),),
            alerts=(a.alert("critical", "Halvern Bank", "defaults"),),
        ),
        FinanceRiskResult(
            document_id="b",
            provenance=MADE_WITH,
            entities=(b.entity("Tressel Stores", "negative"),),
            events=(b.event("layoffs", "cuts 300 jobs", entity="Tressel Stores"),),
            alerts=(b.alert("watch", "Tressel Stores", "cuts"),),
        ),
        FinanceRiskResult(
            document_id="c", provenance=MADE_WITH, entities=(c.entity("Halvern Bank", "neutral"),)
        ),
        FinanceRiskResult(
            document_id="d",
            error=ItemError(
                type="InputError", message="the text is empty", stage="read", remedy="fill it in"
            ),
        ),
    ]
    return [*documents, None], results


class Page(HTMLParser):
    """What a browser finds on the page: tags with attributes, and each article's text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._in_text = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "p" and ("class", "text") in attrs:
            self._in_text = True
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self._in_text = False

    def handle_data(self, data: str) -> None:
        if self._in_text:
            self.texts[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def parsed():
    return Page
