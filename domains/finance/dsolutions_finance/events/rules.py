"""The event rules: a validated file of patterns, and what each says about risk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value
from dsolutions_finance.events.pattern import compile_patterns

Polarity = Literal["negative", "neutral", "positive"]
Severity = Literal["low", "medium", "high"]
Affects = Literal["subject", "object", "both"]
Measure = Literal["percent", "money"]


class EventRule(Value):
    """One kind of event and the words that announce it.

    Args:
        name: unique, ``family.kind``.
        type: event type; several rules may share one.
        description: what has happened when it fires.
        source: where its vocabulary comes from.
        polarity: what it usually means for the entity.
        severity: how much it usually matters to a creditor or holder.
        affects: whom it happens to: who acts, whom it is done to, or both parties.
        measures: the kinds of size that it can have, the usual one first; none where no size is one of it.
        patterns: what announces it; the notation is explained in the file.
        unless: what looks like it and is not; a match that overlaps one of these does not count.
        survives_denial: whether it is news even when denied ("denies fraud").
        matches: sentences in which it must fire.
        misses: sentences in which it must not.
    """

    name: str = Field(pattern=r"^[a-z_]+\.[a-z_]+$")
    type: str = Field(pattern=r"^[a-z_]+$")
    description: str
    source: str
    polarity: Polarity = "neutral"
    severity: Severity = "low"
    affects: Affects = "subject"
    measures: tuple[Measure, ...] = ()
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    survives_denial: bool = False
    matches: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = ()


class EventRules(RuleFile):
    """All event rules.

    Args:
        lists: word lists, used in patterns as ``{name}``; ``up`` and ``down`` also give sizes their sign.
        denials: what, shortly before an event, says that it did not happen.
        rules: the rules.

    >>> EventRules.builtin()["rating.downgrade"].type
    'rating_change'
    """

    title: ClassVar[str] = "event rules"
    lists: Mapping[str, tuple[str, ...]]
    denials: tuple[str, ...]
    rules: tuple[EventRule, ...] = Field(min_length=1)

    @classmethod
    def builtin(cls) -> Self:
        """Return the rules that ship."""
        return cls.read(files(__package__) / "rules.toml")

    @model_validator(mode="after")
    def _usable(self) -> Self:
        if missing := {"up", "down"} - set(self.lists):
            raise ValueError(f"there is no list {sorted(missing)[0]!r}; it gives sizes their sign")
        names = [rule.name for rule in self.rules]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two rules are called {repeated[0]!r}")
        for rule in self.rules:
            for key in ("patterns", "unless"):
                try:
                    compile_patterns(getattr(rule, key), self.lists)
                except (re.error, KeyError) as error:
                    raise ValueError(f"rule {rule.name!r}, {key!r}: {error}") from error
        return self

    @cached_property
    def _by_name(self) -> dict[str, EventRule]:
        return {rule.name: rule for rule in self.rules}

    def __getitem__(self, name: str) -> EventRule:
        return self._by_name[name]

    def __contains__(self, name: str) -> bool:
        return name in self._by_name
