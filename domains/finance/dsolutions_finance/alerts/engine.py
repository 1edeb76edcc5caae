"""Deciding who should look: what holds for an entity, against what was said of it before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dsolutions.types import Document
from dsolutions_finance.alerts.findings import Finding, of_events, of_history, sentence, severe
from dsolutions_finance.alerts.rules import AlertRules
from dsolutions_finance.alerts.state import AlertState, EntityMemory, Hours, RuleMemory
from dsolutions_finance.alerts.story import sketch
from dsolutions_finance.events import EventRules
from dsolutions_finance.results import LEVELS, Alert, AlertLevel, Entity, Event

# An event that names nobody cannot be acted on yet: it is looked at, no more.
_UNNAMED_LEVEL: AlertLevel = "watch"
_UNNAMED = ""  # under this key the state remembers the stories of such events


class AlertEngine:
    """Raises alerts over the documents of a feed, in the order in which they come.

    Args:
        rules: the alert rules; those that ship by default.
        event_rules: the event rules that the events were found with; they give polarity and severity.

    >>> from dsolutions.types import Span
    >>> words = Span.of("Acme files for Chapter 11", 5, 25)
    >>> acme = Entity(name="Acme", type="company", mentions=(), evidence=())
    >>> event = Event(type="credit_default", entity="Acme", rule="credit.insolvency", evidence=(words,))
    >>> document = Document(id="1", text="Acme files for Chapter 11")
    >>> [alert.level for alert in AlertEngine().assess(document, [acme], [event], AlertState())]
    ['critical']
    """

    def __init__(self, rules: AlertRules | None = None, event_rules: EventRules | None = None) -> None:
        self.rules = rules if rules is not None else AlertRules.builtin()
        self.event_rules = event_rules if event_rules is not None else EventRules.builtin()

    def assess(
        self, document: Document, entities: Sequence[Entity], events: Sequence[Event], state: AlertState
    ) -> tuple[Alert, ...]:
        """Decide on one document and bring ``state`` up to date.

        Args:
            document: the text and its time.
            entities: its entities with their sentiment.
            events: its events.
            state: memory of the feed; changed in place.

        Returns:
            Alerts in the order of entities and rules.
        """
        now = state.tick(document.time, self.rules.memory)
        story = sketch(document.text, self.rules.duplicates.sketch)
        alerts: list[Alert] = []
        for entity in entities:
            memory = state.recall(entity.name, now, self.rules.memory)
            if memory.knows(story, now, self.rules.duplicates):
                continue
            own = [event for event in events if event.entity == entity.name]
            findings = [
                *of_events(self.rules, self.event_rules, entity, own),
                *of_history(self.rules, entity, memory, now),
            ]
            alerts += self._say(entity.name, findings, memory, now)
        if not any(
            entity.type == "regulator" for entity in entities
        ):  # its rules for all are no event of one
            alerts += self._unnamed(events, story, now, state)
        return tuple(alerts)

    def _say(
        self, entity: str, findings: Sequence[Finding], memory: EntityMemory, now: Hours
    ) -> Iterator[Alert]:
        """Turn findings into alerts: raised where they repeat, kept back where nothing is new."""
        for finding in findings:
            said = memory.rules.setdefault(finding.rule, RuleMemory())
            level, reasons = self._escalated(finding, said.hit(now, self.rules.escalation))
            if not said.quiet(now, level, finding.cooldown):
                said.spoke, said.level = now, level
                yield Alert(
                    level=level, entity=entity, rule=finding.rule, reasons=reasons, evidence=finding.evidence
                )

    def _escalated(self, finding: Finding, times: int) -> tuple[AlertLevel, tuple[str, ...]]:
        rules, rank = self.rules.escalation, LEVELS.index(finding.level)
        if times < rules.count or finding.level == "info" or rank >= LEVELS.index(rules.up_to):
            return finding.level, finding.reasons
        level = LEVELS[rank + 1]
        reason = f"{times} different stories or more within {rules.within_hours:g} hours: raised to {level}."
        return level, (*finding.reasons, reason)

    def _unnamed(
        self, events: Sequence[Event], story: list[int], now: Hours, state: AlertState
    ) -> Iterator[Alert]:
        """Raise severe events that the text gives to nobody, once per story."""
        unnamed = severe(self.event_rules, [event for event in events if event.entity is None])
        if not unnamed or state.recall(_UNNAMED, now, self.rules.memory).knows(
            story, now, self.rules.duplicates
        ):
            return
        for event in unnamed:
            reason = f"Nobody named: {sentence(self.event_rules[event.rule].description, event)}"
            yield Alert(
                level=_UNNAMED_LEVEL,
                entity=None,
                rule=self.rules.name_for(event.rule),
                reasons=(reason,),
                evidence=event.evidence,
            )
