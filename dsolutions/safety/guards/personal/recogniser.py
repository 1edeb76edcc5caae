"""What every recogniser of personal data is given, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol


class Candidate(NamedTuple):
    """A place in a text that a recogniser takes for personal data.

    Args:
        kind: what it is, one of ``KINDS``.
        start: offset of the first character.
        end: offset after the last one.
        score: probability that it is one; where recognisers contradict each other, the greater is believed.
        reason: why, for people; it quotes nothing.
    """

    kind: str
    start: int
    end: int
    score: float
    reason: str


class Name(NamedTuple):
    """A name as spaCy found it: its label, such as ``"PERSON"`` or ``"ORG"``, and where it stands."""

    label: str
    start: int
    end: int


class Recogniser(Protocol):
    """Finds one kind of personal data, or a few that are told apart together."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it may find."""
        ...

    def find(self, text: str, names: tuple[Name, ...]) -> Iterator[Candidate]:
        """Yield what a text holds, in any order; time is linear in its length.

        Args:
            text: any text.
            names: what spaCy found in it; empty where no kind that needs it was asked for.
        """
        ...


def _always(_: str) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """One pattern: what it matches is a candidate if ``valid`` agrees.

    Args:
        pattern: the group named ``value`` is what is found, or all of it where there is no such group.
        score: probability that a match is one.
        reason: why a match is one.
        valid: a checksum or another test of the value.
    """

    pattern: re.Pattern[str]
    score: float
    reason: str
    valid: Callable[[str], bool] = _always


@dataclass(frozen=True)
class PatternRecogniser:
    r"""Finds a kind by patterns.

    Args:
        kind: what it finds.
        rules: its patterns.
        hint: where this is nowhere in a text no rule can match; it must be cheap, because every text is
            asked.

    >>> rule = Rule(re.compile(r"Ref (?P<value>\d+)"), score=1.0, reason="a number after 'Ref'")
    >>> recogniser = PatternRecogniser("REFERENCE", (rule,), hint=re.compile("Ref"))
    >>> [candidate[:4] for candidate in recogniser.find("see Ref 12", ())]
    [('REFERENCE', 8, 10, 1.0)]
    """

    kind: str
    rules: tuple[Rule, ...]
    hint: re.Pattern[str]
    kinds: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kinds", (self.kind,))

    def find(self, text: str, names: tuple[Name, ...] = ()) -> Iterator[Candidate]:
        """Yield what the rules match."""
        if not self.hint.search(text):
            return
        for rule in self.rules:
            for match in rule.pattern.finditer(text):
                start, end = match.span("value" if "value" in rule.pattern.groupindex else 0)
                if rule.valid(text[start:end]):
                    yield Candidate(self.kind, start, end, rule.score, rule.reason)
