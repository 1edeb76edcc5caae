"""The risk rules: a validated file that says what a reviewer should look at, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value
from dsolutions_finance.contracts.absent import KINDS
from dsolutions_finance.contracts.fields.places import place_named
from dsolutions_finance.contracts.results import Severity
from dsolutions_finance.contracts.risks.conditions import FieldCondition
from dsolutions_finance.events.pattern import compile_patterns, lower

_OF_STATE = re.compile(r"^(?:the )?(?:state|commonwealth|province) of ", re.IGNORECASE)
_PLACEHOLDERS = frozenset({"quote", "value", "allowed"})
Probability = float


class RiskRule(Value):
    """One rule; of its conditions all that are given must hold.

    Args:
        name: unique; flags carry it.
        description: what is risky, in one line.
        severity: how bad it can get.
        reason: a sentence for the reviewer; ``{quote}``, ``{value}`` and ``{allowed}`` stand for the words
            that were found, the field's value and the allowed laws.
        source: where the rule comes from.
        present: clause types; a clause of one of them is what the rule looks for.
        min_probability: how probable that clause must be.
        absent: clause types of which it has none.
        min_confidence: how sure that must be.
        not_kinds: kinds of contract that the rule is not about, as far as the title tells.
        fields: what fields must be.
        patterns: wording, in the notation of the event rules; a sentence that has it is what the rule looks
            for, too.
        both: ask for a clause of the type that also has the wording.
        unless: wording that takes such a clause or sentence out.
        without: wording that the contract must not have anywhere.
        matches: sentences that ``patterns`` must find; run by ``RiskRules.check``.
        spares: sentences that it must not find.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_.]*$")
    description: str
    severity: Severity
    reason: str
    source: str
    present: tuple[str, ...] = ()
    min_probability: Probability = Field(default=0.5, gt=0, le=1)
    absent: tuple[str, ...] = ()
    min_confidence: Probability = Field(default=0.9, gt=0, le=1)
    not_kinds: tuple[str, ...] = ()
    fields: tuple[FieldCondition, ...] = ()
    patterns: tuple[str, ...] = ()
    both: bool = False
    unless: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()
    spares: tuple[str, ...] = ()

    @field_validator("reason")
    @classmethod
    def _known_placeholders(cls, reason: str) -> str:
        for name in re.findall(r"\{(\w*)\}", reason):
            if name not in _PLACEHOLDERS:
                raise ValueError(f"{{{name}}} is none of {{quote}}, {{value}} and {{allowed}}")
        return reason

    @field_validator("not_kinds")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(kinds) - set(KINDS)):
            raise ValueError(f"{unknown[0]!r} is no kind of contract; there are: {', '.join(KINDS)}")
        return kinds

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if not (self.present or self.absent or self.fields or self.patterns):
            raise ValueError("it has no condition: give 'present', 'absent', 'fields' or 'patterns'")
        if self.matches and not self.patterns:
            raise ValueError("'matches' needs 'patterns'")
        if self.both and not (self.present and self.patterns):
            raise ValueError("'both' needs 'present' and 'patterns'")
        return self

    @property
    def types(self) -> frozenset[str]:
        """The clause types that it asks about."""
        return frozenset((*self.present, *self.absent))


class Wording:
    """The compiled patterns of a rule."""

    def __init__(self, rule: RiskRule, lists: Mapping[str, Sequence[str]]) -> None:
        self._patterns = compile_patterns(rule.patterns, lists)
        self._unless = compile_patterns(rule.unless, lists)
        self._without = compile_patterns(rule.without, lists)

    def places(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Yield where the patterns match; ``spared`` says which of their sentences do not count."""
        if self._patterns is not None:
            yield from (match.span() for match in self._patterns.finditer(lowered))

    def spared(self, lowered: str, start: int, end: int) -> bool:
        """Tell whether the sentence ``[start, end)`` is taken out."""
        return self._unless is not None and self._unless.search(lowered, start, end) is not None

    def ruled_out(self, lowered: str) -> bool:
        """Tell whether the contract has wording that it must not have."""
        return self._without is not None and self._without.search(lowered) is not None

    def finds(self, sentence: str) -> bool:
        """Tell whether one sentence counts."""
        lowered = lower(sentence)
        return any(True for _ in self.places(lowered)) and not self.spared(lowered, 0, len(lowered))


class RiskRules(RuleFile):
    """All risk rules; the file that ships explains every key.

    Args:
        allowed_laws: the laws that may govern; with an empty list any may.
        lists: words for the patterns.
        rules: the rules.

    >>> RiskRules.builtin()["liability.uncapped"].severity
    'high'
    """

    title: ClassVar[str] = "risk rules"
    allowed_laws: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    rules: tuple[RiskRule, ...] = Field(min_length=1)

    @classmethod
    def builtin(cls) -> Self:
        """Return the rules that ship."""
        return cls.read(files(__package__) / "rules.toml")

    @field_validator("allowed_laws")
    @classmethod
    def _places(cls, laws: tuple[str, ...]) -> tuple[str, ...]:
        return usual_names(laws)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        names = [rule.name for rule in self.rules]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two rules are called {repeated[0]!r}")
        for rule in self.rules:
            try:
                wording = Wording(rule, self.lists)
            except (re.error, KeyError) as error:
                raise ValueError(f"rule {rule.name!r} has a pattern that cannot be used: {error}") from error
            for sentence in rule.matches:
                if not wording.finds(sentence):
                    raise ValueError(f"rule {rule.name!r} does not find {sentence!r}")
            for sentence in rule.spares:
                if wording.finds(sentence):
                    raise ValueError(f"rule {rule.name!r} finds {sentence!r}, which it should spare")
        return self

    @cached_property
    def wordings(self) -> Mapping[str, Wording]:
        """Rule name to its compiled patterns."""
        return {rule.name: Wording(rule, self.lists) for rule in self.rules}

    def __getitem__(self, name: str) -> RiskRule:
        return next(rule for rule in self.rules if rule.name == name)


def usual_names(laws: Sequence[str]) -> tuple[str, ...]:
    """Write places in one way, as the field ``governing_law`` does.

    Raises:
        ValueError: a place is not known.

    >>> usual_names(["England & Wales", "State of New York"])
    ('England and Wales', 'New York')
    """
    found = []
    for law in laws:
        name = place_named(
            re.sub(r"^(?:the )?(?:state|commonwealth|province) of ", "", law, flags=re.IGNORECASE)
        )
        if name is None:
            raise ValueError(f"{law!r} is no state, province or country that is known here")
        found.append(name)
    return tuple(found)
