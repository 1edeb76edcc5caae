"""Which rules hold for one entity of one document, before asking what was said already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions.types import Span
from dsolutions_finance.alerts.rules import AlertRules, EventAlert, Unlisted
from dsolutions_finance.alerts.state import EntityMemory, Hours
from dsolutions_finance.events import EventRules
from dsolutions_finance.quoting import readable
from dsolutions_finance.results import LEVELS, AlertLevel, Entity, Event, Magnitude

_POLARITY_SCORE = {"negative": -1.0, "neutral": 0.0, "positive": 1.0}


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that holds: what it would say, and how long it then keeps quiet."""

    rule: str
    level: AlertLevel
    reasons: tuple[str, ...]
    evidence: tuple[Span, ...]
    cooldown: Hours


def of_events(
    rules: AlertRules, event_rules: EventRules, entity: Entity, events: Sequence[Event]
) -> Iterator[Finding]:
    """Yield, per event rule that holds for ``entity``, the finding of its most serious event."""
    covered: set[str] = set()
    for rule in rules.event_rules:
        own = [event for event in events if rule.covers(event.rule)]
        covered.update(event.rule for event in own)
        told_badly = [event for event in own if _score(event_rules, entity, event) <= rule.max_score]
        levels = [(rule.level(event.magnitude, rules.currencies), event) for event in told_badly]
        reached = [(level, event) for level, event in levels if level is not None]
        if reached:
            level, event = max(reached, key=lambda item: LEVELS.index(item[0]))
            size = event.magnitude if event.magnitude and rule.weighs(event.magnitude) else None
            yield _finding(rules, rule, level, entity, event, size)
    for event in severe(event_rules, events):
        if event.rule not in covered and _score(event_rules, entity, event) <= rules.unlisted.max_score:
            yield _finding(rules, rules.unlisted, rules.unlisted.level, entity, event, None)
            return


def of_history(rules: AlertRules, entity: Entity, memory: EntityMemory, now: Hours) -> Iterator[Finding]:
    """Compare the tone with what it was, then make it part of what it was."""
    late = memory.time - now
    if entity.sentiment is None or late > rules.memory.window_hours:
        return
    half_life = rules.memory.half_life_hours
    if late < 0:
        memory.tone.fade(0.5 ** (-late / half_life))
        memory.time = now
    score, tone, jump, pressure = entity.sentiment.score, memory.tone, rules.jump, rules.pressure
    deviations = (score - tone.mean) / max(tone.deviation, jump.min_deviation)
    if tone.weight >= jump.min_history and deviations <= -jump.deviations and score <= jump.max_score:
        reason = (
            f"The tone towards {entity.name} is {score:+.2f}, {-deviations:.1f} deviations below its mean "
            f"of {tone.mean:+.2f}."
        )
        yield Finding(jump.name, jump.level, (reason,), entity.evidence, rules.cooldown.hours)
    tone.add(score, 0.5 ** (max(late, 0.0) / half_life))
    low = tone.mean <= pressure.max_mean and score <= pressure.max_score
    if tone.weight >= pressure.min_history and low:
        reason = f"The mean tone towards {entity.name} over recent stories is {tone.mean:+.2f}."
        yield Finding(pressure.name, pressure.level, (reason,), entity.evidence, rules.cooldown.hours)


def severe(event_rules: EventRules, events: Sequence[Event]) -> list[Event]:
    """Return the events whose rule says that they matter much."""
    return [e for e in events if e.rule in event_rules and event_rules[e.rule].severity == "high"]


def sentence(description: str, event: Event, size: Magnitude | None = None) -> str:
    """Put a rule's description and an event's words after a colon."""
    stated = f", {_spell(size)}" if size else ""
    return f"{description[0].lower()}{description[1:]} (“{readable(event.evidence[0].quote)}”{stated})."


def _finding(
    rules: AlertRules,
    rule: EventAlert | Unlisted,
    level: AlertLevel,
    entity: Entity,
    event: Event,
    size: Magnitude | None,
) -> Finding:
    reasons = [f"{entity.name}: {sentence(rule.description, event, size)}"]
    if entity.sentiment:
        reasons.append(f"The tone towards {entity.name} is {entity.sentiment.score:+.2f}.")
    evidence = (*event.evidence, *((size.evidence,) if size else ()))
    return Finding(rule.name, level, tuple(reasons), evidence, rule.cooldown_hours or rules.cooldown.hours)


def _score(event_rules: EventRules, entity: Entity, event: Event) -> float:
    if entity.sentiment is not None:
        return entity.sentiment.score
    return _POLARITY_SCORE[event_rules[event.rule].polarity] if event.rule in event_rules else 0.0


def _spell(size: Magnitude) -> str:
    return f"{size.value:+g}%" if size.kind == "percent" else f"{size.currency} {abs(size.value):,.0f}"
