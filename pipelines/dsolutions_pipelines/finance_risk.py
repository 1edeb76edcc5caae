"""News in; who is affected, how, how bad and why out. Contracts among it are reviewed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dsolutions.adapters import Adapter, find_adapter, installed_for
from dsolutions.component import Pipeline
from dsolutions.errors import ConfigurationError, InputError
from dsolutions.preprocessing import AlignedText, DocumentForm, nlp, parsed, sentences_of, working_text
from dsolutions.runtime import Precision, Runtime
from dsolutions.safety import Monitor, Statement
from dsolutions.safety.policy import PolicySource, option_of
from dsolutions.types import Document, Ingredient
from dsolutions_finance.alerts import AlertEngine, AlertRules, AlertState
from dsolutions_finance.contracts.risks.rules import RiskRules
from dsolutions_finance.entities import EntityRecogniser, Gazetteer, LinkedEntity
from dsolutions_finance.events import EventDetector, EventRules
from dsolutions_finance.labelled import answer, read_labelled
from dsolutions_finance.results import LEVELS, Entity, Event, FinanceRiskResult
from dsolutions_finance.sentiment import HEAD, EntitySentiment, Judgement, Target
from dsolutions_pipelines.routing import RiskForm, as_contract, write_reviews

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dsolutions.evaluation import LabelledPredictions, LabelledTexts
    from dsolutions_finance.contracts.document import ContractDocument
    from dsolutions_finance.contracts.results import ContractResult
    from dsolutions_pipelines.contract import ContractPipeline

NEWS_KINDS = (None, "news", "html")


class FinanceRiskPipeline(Pipeline[FinanceRiskResult]):
    """A risk desk's view of news: entities with sentiment, events, and alerts that follow a feed over time.

    Documents that are contracts, by their ``kind`` or by what their text shows, are reviewed as
    ``ContractPipeline`` does it; the review is in ``result.contract``.

    Args:
        adapters: adapters in place of the shipped one: ``Adapter`` objects, folders or installed names.
        gazetteer: file of companies to know beside the built-in ones (CSV or JSONL: name, aliases, ticker).
        event_rules: event rule file in place of the shipped one.
        alert_rules: alert rule file in place of the shipped one.
        risk_rules: rule file for risks of contracts in place of the shipped one.
        model: encoder, by catalogue name or path.
        precision: ``"auto"``, ``"float32"`` or ``"bfloat16"``.
        compiled: compile the model first, which takes up to a minute: for long files. Needs a C++ compiler.
        safety: policy that says what is done about which finding and score: a ``SafetyPolicy``, the name of
            one that ships, a path, or ``"off"``.
        monitor: file to log decisions in, without any text of documents.

    >>> pipeline = FinanceRiskPipeline()
    >>> [result] = pipeline.run(["Shares of Volkswagen plunge 18% as regulator opens fraud probe"])
    >>> result.entities[0].sentiment.label
    'negative'
    """

    name = "finance-risk"
    result_type = FinanceRiskResult
    state_type = AlertState
    form: ClassVar[DocumentForm] = RiskForm()

    def __init__(
        self,
        *,
        adapters: Sequence[Adapter | str | Path] = (),
        gazetteer: str | Path | None = None,
        event_rules: str | Path | None = None,
        alert_rules: str | Path | None = None,
        risk_rules: str | Path | None = None,
        model: str = "all-MiniLM-L6-v2",
        precision: str = "auto",
        compiled: bool = False,
        safety: PolicySource = "finance",
        monitor: Monitor | str | Path | None = None,
    ) -> None:
        super().__init__(safety=safety, monitor=monitor)
        self._adapters = tuple(adapters)
        self._gazetteer = gazetteer
        self._event_rules = event_rules
        self._alert_rules = alert_rules
        self._risk_rules = risk_rules
        self._model = model
        self._precision = Precision.named(precision)
        self._compiled = compiled

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``; an adapter object is given by its name."""
        return {
            "adapters": [a.name if isinstance(a, Adapter) else str(a) for a in self._adapters],
            "gazetteer": self._gazetteer and str(self._gazetteer),
            "event_rules": self._event_rules and str(self._event_rules),
            "alert_rules": self._alert_rules and str(self._alert_rules),
            "risk_rules": self._risk_rules and str(self._risk_rules),
            "model": self._model,
            "precision": self._precision.format,
            "compiled": self._compiled,
            "safety": option_of(self.safety),
        }

    def load(self) -> None:
        """Load models, gazetteer and rules."""
        gazetteer = Gazetteer.builtin()
        if self._gazetteer:
            gazetteer = gazetteer.extended(Gazetteer.read(self._gazetteer))
        events = EventRules.read(self._event_rules) if self._event_rules else EventRules.builtin()
        alerts = AlertRules.read(self._alert_rules) if self._alert_rules else AlertRules.builtin()
        runtime = Runtime(self._model, precision=self._precision, compiled=self._compiled)
        self.runtime = runtime
        adapter = self._adapter(runtime)
        self.sentiment = EntitySentiment(runtime, adapter)
        self._recogniser = EntityRecogniser(gazetteer)
        self.detector = EventDetector(events)
        self._engine = AlertEngine(alerts, events)
        self._ingredients = (
            runtime.encoder.ingredient,
            adapter.ingredient,
            gazetteer.ingredient,
            events.ingredient,
            alerts.ingredient,
            # read again by the review of contracts, and here so that a wrong file is refused before any work
            *((RiskRules.read(self._risk_rules).ingredient,) if self._risk_rules else ()),
        )
        nlp()
        self.sentiment.judge([Target("Acme cuts jobs", [(0, 4)])])  # networks are built when first asked

    def _adapter(self, runtime: Runtime) -> Adapter:
        """Choose the adapter for the one task that has one so far: the caller's, or the shipped one."""
        if len(self._adapters) > 1:
            raise ConfigurationError(
                f"{len(self._adapters)} adapters are given, but only entity sentiment takes one",
                stage="load adapter",
                item=", ".join(self.options()["adapters"]),
                remedy="give the one that shall answer",
            )
        if self._adapters:
            return find_adapter(self._adapters[0])
        return installed_for(runtime.encoder.model.sha256, HEAD)

    def ingredients(self) -> tuple[Ingredient, ...]:
        """Return encoder, adapters, gazetteer and rules."""
        return self.warm_up()._ingredients

    def predict(self, documents: Sequence[Document]) -> list[FinanceRiskResult]:
        """Find entities with sentiment, and events, in each document on its own; review the contracts."""
        contracts = {
            place: contract
            for place, document in enumerate(documents)
            if (contract := as_contract(document)) is not None
        }
        news = iter(self._of_news([d for place, d in enumerate(documents) if place not in contracts]))
        reviews = iter(self._of_contracts(list(contracts.values())))
        return [next(reviews) if place in contracts else next(news) for place in range(len(documents))]

    def _of_contracts(self, documents: Sequence[ContractDocument]) -> list[FinanceRiskResult]:
        return [
            FinanceRiskResult(document_id=review.document_id, provenance=review.provenance, contract=review)
            for review in (self._reviewer.predict(documents) if documents else ())
        ]

    @cached_property
    def _reviewer(self) -> ContractPipeline:
        """The pipeline for contracts, loaded when the first one comes: most desks never see one."""
        from dsolutions_pipelines.contract import ContractPipeline

        pipeline = ContractPipeline(
            risk_rules=self._risk_rules, model=self._model, precision=self._precision.format
        )
        pipeline.gate = self.gate  # reviews are let out as a part of what this pipeline answers
        return pipeline.warm_up()

    def _of_news(self, documents: Sequence[Document]) -> list[FinanceRiskResult]:
        for document in documents:
            if document.kind not in NEWS_KINDS:
                raise InputError(
                    f"documents of kind {document.kind!r} are not read by this pipeline",
                    stage=self.name,
                    item=document.id,
                    remedy="use kind 'news', 'html' or 'contract', or leave it out",
                )
        readings = self._read([working_text(document) for document in documents])
        targets = [Target(r.text.text, entity.mentions) for r in readings for entity in r.entities]
        judgements = iter(self.sentiment.judge(targets))
        provenance = self.provenance()
        return [
            FinanceRiskResult(
                document_id=document.id,
                provenance=provenance,
                entities=tuple(_entity(entity, next(judgements), reading) for entity in reading.entities),
                events=reading.events,
            )
            for document, reading in zip(documents, readings, strict=True)
        ]

    def _read(self, texts: Sequence[AlignedText]) -> list[_Reading]:
        """Do all that needs the parses, and keep none of them."""
        readings = []
        with parsed(text.text for text in texts) as parses:
            for text, parse in zip(texts, parses, strict=True):
                entities = self._recogniser.entities(parse)
                events = tuple(self.detector.events(parse, entities, span=text.span))
                readings.append(_Reading(text, entities, events, sentences_of(parse)))
        return readings

    def follow(self, document: Document, result: FinanceRiskResult, state: AlertState) -> FinanceRiskResult:
        """Raise alerts, in the light of what the feed has brought so far; contracts raise none."""
        if result.contract is not None:
            return result
        alerts = self._engine.assess(document, result.entities, result.events, state)
        return result.model_copy(update={"alerts": alerts})

    def statements(self, document: Document, result: FinanceRiskResult) -> Sequence[Statement]:
        """Give out the reasons of alerts, or the review's."""
        if result.contract is not None:
            return self._reviewer.statements(document, result.contract)
        told = (" ".join(alert.reasons) for alert in result.alerts)
        return [Statement(text=text, sources=(document.text,), quoted=True) for text in told]

    def predictions(self, source: str | Path) -> LabelledPredictions:
        """Answer entities whose sentiment is known; the file is one for ``dsolutions_finance.labelled``."""
        targets = read_labelled(source)
        return answer(self.warm_up().sentiment, targets)

    def training_texts(self, source: str | Path) -> LabelledTexts:
        """Read a file for ``dsolutions_finance.labelled``, with the entity of each row masked."""
        from dsolutions.evaluation import LabelledTexts

        targets = read_labelled(source)
        return LabelledTexts([target.masked for target in targets], [target.sentiment for target in targets])

    def write_report(
        self, documents: Iterable[Document | None], results: Iterable[FinanceRiskResult], path: str | Path
    ) -> None:
        """Write the risk report: alert timeline, entity board, evidence in the text.

        Contracts are reviewed on a page of their own, beside it and called after it, that it links to.
        """
        from dsolutions_finance.report import write_report

        documents, results = list(documents), list(results)
        reviews = write_reviews(documents, results, path)
        write_report(documents, results, path, reviews=reviews.name if reviews else "")

    def summary(self, result: FinanceRiskResult) -> Mapping[str, str]:
        """Return one row of a table: entities with their tone, events, the highest alert."""
        if result.contract is not None:
            return _summary(result.contract)
        marks = {"negative": "-", "neutral": "=", "positive": "+"}
        named = [f"{e.name} {marks[e.sentiment.label]}" for e in result.entities if e.sentiment]
        worst = max(result.alerts, key=lambda alert: LEVELS.index(alert.level), default=None)
        return {
            "entities": ", ".join(named),
            "events": ", ".join(dict.fromkeys(event.type for event in result.events)),
            "alert": f"{worst.level}: {worst.reasons[0]}" if worst else "",
        }


def _summary(contract: ContractResult) -> Mapping[str, str]:
    """Describe a contract in the columns for news: its parties, its kind, its worst risk."""
    worst = next(iter(contract.risks), None)
    return {
        "entities": ", ".join(party.name for party in contract.fields.parties),
        "events": f"contract: {contract.kind}" if contract.kind else "contract",
        "alert": f"{worst.severity}: {worst.reason}" if worst else "",
    }


@dataclass(frozen=True)
class _Reading:
    """What a text says, before anybody is asked about its tone."""

    text: AlignedText
    entities: list[LinkedEntity]
    events: tuple[Event, ...]
    sentences: list[tuple[int, int]]


def _entity(entity: LinkedEntity, judgement: Judgement, reading: _Reading) -> Entity:
    mentions = tuple(reading.text.span(start, end) for start, end in entity.mentions)
    evidence = mentions
    # In a headline the sentence would say nothing more than the text.
    if judgement.deciding and len(reading.sentences) > 1:
        place = bisect(reading.sentences, judgement.deciding[0], key=lambda sentence: sentence[0])
        evidence = (*mentions, reading.text.span(*reading.sentences[place - 1]))
    return Entity(
        name=entity.name,
        type=entity.type,
        ticker=entity.ticker,
        mentions=mentions,
        sentiment=judgement.sentiment,
        evidence=evidence,
    )
