"""The escalation rules: a validated file of words, and of limits for mood and repetition."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import files
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value
from dsolutions_support.escalation.pattern import compile_patterns

Level = Literal["watch", "urgent"]


class EscalationRule(Value):
    """One signal and the words that give it.

    Args:
        name: the signal, unique.
        level: how soon to react.
        reason: why, in one sentence; it is shown to the agent.
        source: where its vocabulary comes from.
        patterns: what gives the signal; the notation is explained in the file.
        unless: what looks like it and is not; a match that overlaps one of these does not count.
        matches: turns in which it must be noticed.
        misses: turns in which it must not.
    """

    name: str = Field(pattern=r"^[a-z_]+$")
    level: Level
    reason: str
    source: str
    patterns: tuple[str, ...] = Field(min_length=1)
    unless: tuple[str, ...] = ()
    matches: tuple[str, ...] = Field(min_length=1)
    misses: tuple[str, ...] = ()


class Anger(Value):
    """When anger counts as rising.

    Args:
        share: angry and frustrated together have at least this share of the present turn, in [0, 1].
        rise: and have grown by this much over the least of the remembered turns.
        first_share: share that a first turn needs, which there is nothing to compare with.
        urgent_share: from this share of anger on, the signal is urgent.
        turns: how many turns of the user are remembered, for this and for the trend.
    """

    share: float = Field(ge=0, le=1)
    rise: float = Field(gt=0, le=1)
    first_share: float = Field(ge=0, le=1)
    urgent_share: float = Field(ge=0, le=1)
    turns: int = Field(ge=2, le=50)


class Repetition(Value):
    """When a turn counts as asked before.

    Args:
        overlap: share of content words that two turns have in common (Dice coefficient), in [0, 1].
        cosine: similarity of their sentence embeddings, where there are any, in [0, 1].
        words: a turn with fewer content words says too little to be a repetition.
        turns: how many turns of the user are remembered.
    """

    overlap: float = Field(gt=0, le=1)
    cosine: float = Field(gt=0, le=1)
    words: int = Field(ge=1)
    turns: int = Field(ge=1, le=50)


class EscalationRules(RuleFile):
    """All escalation rules.

    Args:
        lists: word lists, used in patterns as ``{name}``.
        anger: when anger counts as rising.
        repetition: when a turn counts as asked before.
        rules: the word rules.

    >>> EscalationRules.builtin().rules[0].name
    'asks_for_human'
    """

    title: ClassVar[str] = "escalation rules"
    lists: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    anger: Anger
    repetition: Repetition
    rules: tuple[EscalationRule, ...]

    @classmethod
    def builtin(cls) -> Self:
        """Return the rules that ship."""
        return cls.read(files(__package__) / "rules.toml")

    @property
    def signals(self) -> frozenset[str]:
        """Names of all signals that can be given."""
        return frozenset({"rising_anger", "repeated_question", *(rule.name for rule in self.rules)})

    @model_validator(mode="after")
    def _usable(self) -> Self:
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
