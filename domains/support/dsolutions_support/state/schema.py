"""Slot schemas: which facts a business collects in a conversation, and the words for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from dsolutions.rulefile import RuleFile
from dsolutions.types import Value

_QUESTION = re.compile(r"[^.?!\n]+(?=\?)")

Kind = Literal["categorical", "date", "time", "money", "number", "id", "text", "boolean"]


class Slot(Value):
    """One fact to collect.

    Args:
        name: unique in the schema; the state names the fact by it.
        kind: how its values are read.
        cues: words for the slot itself, such as "area" or "part of town"; for a boolean what it is about.
        leads: words right before a value, such as "leaving from"; a free text is what follows them.
        questions: phrases that ask for it without a cue, such as "where is" for an address.
        values: of a categorical slot, each with its synonyms; of other kinds, fixed readings of phrases.
        pattern: regular expression of an id.
        currency: ISO 4217 code of a bare number in a money slot.
        past: whether the dates of a date slot lie behind, such as that of a payment.
        topic: the topic in ``StateSchema.topics`` that it belongs to; tells apart slots with equal words.
        shares: slots whose values fill this one, too; the user may point to them ("to the restaurant",
            "on the same day").
        informable: whether the user gives it; where not, it can only be asked for.

    >>> Slot(name="card", kind="categorical", values={"credit": ["visa"], "debit": []}).values["credit"]
    ('visa',)
    """

    name: str = Field(min_length=1)
    kind: Kind
    cues: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    pattern: str | None = None
    currency: str | None = Field(default=None, pattern="^[A-Z]{3}$")
    past: bool = False
    topic: str | None = None
    shares: tuple[str, ...] = ()
    informable: bool = True

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        if self.kind == "id":
            try:
                re.compile(self.pattern or "")
            except re.error as error:
                raise ValueError(f"pattern is no regular expression: {error}") from error
        lacking = {
            "categorical": self.informable and not (self.values or self.shares) and "values",
            "id": self.informable and not self.pattern and "a pattern",
            "text": self.informable and not (self.leads or self.cues or self.questions) and "leads or cues",
            "boolean": not self.cues and "cues",
        }.get(self.kind)
        if lacking:
            raise ValueError(f"a slot of kind {self.kind!r} needs {lacking}")
        return self


class StateSchema(RuleFile):
    """The slots of a business, as read from a TOML file.

    Args:
        version: of the file, for provenance; change it with the slots.
        slots: in the order in which the state lists them.
        topics: topic to the words that bring it up; only needed where slots of several topics share words.
        day_first: whether 3/12/2026 is the 3rd of December.

    >>> StateSchema(version="1", slots=[Slot(name="when", kind="date")]).slot("when").kind
    'date'
    """

    title: ClassVar[str] = "slot schema"
    slots: tuple[Slot, ...] = Field(min_length=1)
    topics: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    day_first: bool = True

    @model_validator(mode="after")
    def _names_fit(self) -> Self:
        names = [slot.name for slot in self.slots]
        for slot in self.slots:
            if names.count(slot.name) > 1:
                raise ValueError(f"slot {slot.name!r}: the name is used twice")
            if slot.topic is not None and slot.topic not in self.topics:
                raise ValueError(f"slot {slot.name!r}: topic {slot.topic!r} is not among the topics")
            if unknown := set(slot.shares) - set(names):
                raise ValueError(f"slot {slot.name!r}: shares unknown slots {sorted(unknown)}")
        return self

    def slot(self, name: str) -> Slot:
        """Return a slot by its name."""
        return self._by_name[name]

    def asked_by(self, questions: Mapping[str, str]) -> Self:
        """Return the same schema, knowing the questions by which agents ask for its slots.

        Args:
            questions: slot name to what the agent says; of it, the sentences that end in a question mark.
        """
        slots = [
            slot.model_copy(update={"questions": (*slot.questions, *_QUESTION.findall(questions[slot.name]))})
            if slot.name in questions
            else slot
            for slot in self.slots
        ]
        return type(self).model_validate({**dict(self), "slots": tuple(slots)})

    def words(self) -> Iterator[str]:
        """Every phrase of the schema but the values."""
        for slot in self.slots:
            yield from (*slot.cues, *slot.leads, *slot.questions)
        for phrases in self.topics.values():
            yield from phrases

    @cached_property
    def _by_name(self) -> dict[str, Slot]:
        return {slot.name: slot for slot in self.slots}
