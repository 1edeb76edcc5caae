"""The alert rules: a validated file that says what is worth somebody's attention, and why."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from importlib.resources import files
from typing import ClassVar, Self

from pydantic import Field, PositiveFloat, PositiveInt, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value
from dsolutions_finance.results import LEVELS, AlertLevel, Magnitude

Score = float  # probability of positive minus that of negative, in [-1, 1]


class Memory(Value):
    """How much is remembered, and how fast it fades; hours."""

    max_entities: PositiveInt
    window_hours: PositiveFloat
    half_life_hours: PositiveFloat
    untimed_minutes: PositiveFloat


class Duplicates(Value):
    """When two documents tell the same story."""

    similarity: float = Field(gt=0, le=1)
    within_hours: PositiveFloat
    stories: PositiveInt
    sketch: PositiveInt


class Cooldown(Value):
    """How long a rule keeps quiet about an entity after an alert."""

    hours: PositiveFloat


class Escalation(Value):
    """When repetition raises the level."""

    count: int = Field(ge=2)
    within_hours: PositiveFloat
    up_to: AlertLevel


class Jump(Value):
    """A document that is far more negative than the entity's own history."""

    name: str
    description: str
    level: AlertLevel
    min_history: PositiveFloat
    deviations: PositiveFloat
    min_deviation: PositiveFloat
    max_score: Score = Field(ge=-1, le=1)


class Pressure(Value):
    """A history that is negative as a whole."""

    name: str
    description: str
    level: AlertLevel
    min_history: PositiveFloat
    max_mean: Score = Field(ge=-1, le=1)
    max_score: Score = Field(ge=-1, le=1)


class Step(Value):
    """A level and the size from which it applies; at any size where none is given."""

    level: AlertLevel
    percent: float | None = Field(default=None, lt=0)
    usd: PositiveFloat | None = None

    def reached(self, magnitude: Magnitude | None, currencies: Mapping[str, float]) -> bool:
        """Tell whether an event of this size is of this level."""
        if self.percent is None and self.usd is None:
            return True
        if magnitude is None:
            return False
        if magnitude.kind == "percent":
            return self.percent is not None and magnitude.value <= self.percent
        per_dollar = currencies.get(magnitude.currency or "")
        return (
            self.usd is not None and per_dollar is not None and abs(magnitude.value) / per_dollar >= self.usd
        )


class EventAlert(Value):
    """What to say when certain events concern an entity that a text speaks badly of."""

    name: str
    description: str
    events: tuple[str, ...] = Field(min_length=1)
    max_score: Score = Field(ge=-1, le=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    cooldown_hours: PositiveFloat | None = None

    def weighs(self, magnitude: Magnitude) -> bool:
        """Tell whether its level depends on sizes of this kind."""
        if magnitude.kind == "percent":
            return any(step.percent is not None for step in self.steps)
        return any(step.usd is not None for step in self.steps)

    def level(self, magnitude: Magnitude | None, currencies: Mapping[str, float]) -> AlertLevel | None:
        """Return the highest level that an event of this size reaches, if any."""
        reached = [step.level for step in self.steps if step.reached(magnitude, currencies)]
        return max(reached, key=LEVELS.index, default=None)

    def covers(self, event_rule: str) -> bool:
        """Tell whether it is about events of that rule."""
        return any(fnmatchcase(event_rule, pattern) for pattern in self.events)


class Unlisted(Value):
    """What to say of severe events that no rule covers."""

    name: str
    description: str
    level: AlertLevel
    max_score: Score = Field(ge=-1, le=1)
    cooldown_hours: PositiveFloat | None = None


class AlertRules(RuleFile):
    """All alert rules; the file that ships explains every field and the reason of every number.

    >>> [rule.name for rule in AlertRules.builtin().event_rules][:2]
    ['insolvency', 'default']
    """

    title: ClassVar[str] = "alert rules"
    memory: Memory
    duplicates: Duplicates
    cooldown: Cooldown
    escalation: Escalation
    jump: Jump
    pressure: Pressure
    event_rules: tuple[EventAlert, ...]
    unlisted: Unlisted
    currencies: Mapping[str, PositiveFloat]

    @classmethod
    def builtin(cls) -> Self:
        """Return the rules that ship."""
        return cls.read(files(__package__) / "rules.toml")

    @model_validator(mode="after")
    def _names_differ(self) -> Self:
        names = [self.jump.name, self.pressure.name, self.unlisted.name, *(r.name for r in self.event_rules)]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two rules are called {repeated[0]!r}")
        return self

    def name_for(self, event_rule: str) -> str:
        """Return the name of the alert rule that is about events of that rule."""
        return next((rule.name for rule in self.event_rules if rule.covers(event_rule)), self.unlisted.name)
