"""The policy file: what a business wants its agents to say, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import Field, field_validator, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value
from dsolutions_support.reply.situation import Situation
from dsolutions_support.results import Feeling

PLACEHOLDER = re.compile(r"\{([a-z_][a-z0-9_]*)\}")


class When(Value):
    """The conditions of an action; all that are given must hold.

    Args:
        intent: the conversation is about one of these.
        filled: these slots hold a value.
        missing: these do not.
        equals: slots to the values that they hold.
        feeling: the user feels one of these.
        signals: one of these escalation signals was noticed in the turn.
        first_turn: the user speaks for the first time, or not.
        off_topic: the turn is out of scope, brings no slot and leaves the topic, or not.

    >>> When(intent=("refund",)).holds(Situation(turn=2, text="And now?", topic="refund"))
    True
    """

    intent: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    equals: Mapping[str, str] = Field(default_factory=dict)
    feeling: tuple[Feeling, ...] = ()
    signals: tuple[str, ...] = ()
    first_turn: bool | None = None
    off_topic: bool | None = None

    def holds(self, situation: Situation) -> bool:
        """Tell whether all conditions hold."""
        values = situation.state.values()
        noticed = {found.signal for found in situation.escalations}
        return (
            (not self.intent or situation.about in self.intent)
            and all(slot in values for slot in self.filled)
            and not any(slot in values for slot in self.missing)
            and all(values.get(slot) == value for slot, value in self.equals.items())
            and (
                not self.feeling
                or (situation.emotion is not None and situation.emotion.feeling in self.feeling)
            )
            and (not self.signals or not noticed.isdisjoint(self.signals))
            and (self.first_turn is None or self.first_turn == situation.first_turn)
            and (self.off_topic is None or self.off_topic == situation.off_topic)
        )


class Action(Value):
    """One thing that the agent can do, and its words.

    Args:
        name: unique; replies carry it.
        when: its conditions.
        priority: which of several actions goes first, from 0 to 100.
        needs: slots without which it cannot be done; the user is asked for those that are missing.
        templates: ways to say it, with ``{slot}`` for values; the first whose slots hold one is used. None
            where the action only asks for what it needs.

    >>> Action(name="greet", templates=("Hello {first_name}!", "Hello!")).priority
    50
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    when: When = Field(default_factory=When)
    priority: int = Field(default=50, ge=0, le=100)
    needs: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()

    @field_validator("templates")
    @classmethod
    def _well_formed(cls, templates: tuple[str, ...]) -> tuple[str, ...]:
        for template in templates:
            if not template.strip() or set("{}") & set(PLACEHOLDER.sub("", template)):
                raise ValueError(f"a template has words, and a slot stands as {{slot}}: {template!r}")
        return templates

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.templates and not self.needs:
            raise ValueError("it has neither templates nor needs")
        return self


class Policy(RuleFile):
    """All that a business wants to be said.

    Args:
        questions: slot name to the question that asks for it.
        tone: a feeling to the sentence that replies open with when the user has it.
        actions: the actions; of those that hold, the one of highest priority goes first.

    >>> Policy(version="1", actions=(Action(name="greet", templates=("Hello!",)),)).actions[0].name
    'greet'
    """

    title: ClassVar[str] = "policy"
    questions: Mapping[str, str] = Field(default_factory=dict)
    tone: Mapping[Feeling, str] = Field(default_factory=dict)
    actions: tuple[Action, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _usable(self) -> Self:
        names = [action.name for action in self.actions]
        if repeated := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"two actions are called {repeated[0]!r}")
        for action in self.actions:
            for slot in action.needs:
                if slot not in self.questions:
                    raise ValueError(
                        f"action {action.name!r} needs {slot!r}, and [questions] does not ask for it"
                    )
        return self

    @property
    def slots(self) -> frozenset[str]:
        """Names of all slots that it uses, to compare with a slot schema."""
        used = {*self.questions}
        for action in self.actions:
            used |= {*action.when.filled, *action.when.missing, *action.when.equals, *action.needs}
            used |= {slot for template in action.templates for slot in PLACEHOLDER.findall(template)}
        return frozenset(used)

    @property
    def intents(self) -> frozenset[str]:
        """Names of all intents that it uses, to compare with those that are known."""
        return frozenset(intent for action in self.actions for intent in action.when.intent)

    @property
    def signals(self) -> frozenset[str]:
        """Names of all escalation signals that it uses, to compare with those of the rules."""
        return frozenset(signal for action in self.actions for signal in action.when.signals)
