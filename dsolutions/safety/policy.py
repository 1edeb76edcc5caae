"""Safety policies: from which score on what is done, in a file that users copy and change."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from dsolutions.errors import ConfigurationError
from dsolutions.rulefile import RuleFile
from dsolutions.types import Decision, Ingredient, Probability, RewardName, Value

GuardName = Literal["size", "injection", "harmful_request", "personal_data"]
OVERALL: Literal["overall"] = "overall"
OTHER = "other"
_OFF = "off"
_SHIPPED = files("dsolutions.safety") / "policies"


class GuardPoint(Value):
    """From which score of a finding on what is done; nothing where no point is given.

    Args:
        redact: mask the words in what is given out.
        review: let the answer stand, and mark it for a person.
        block: give no answer.

    >>> GuardPoint(review=0.5, block=0.9).action(0.7)
    ('review', 0.5)
    """

    redact: Probability | None = None
    review: Probability | None = None
    block: Probability | None = None

    @model_validator(mode="after")
    def _block_is_last(self) -> Self:
        if self.review is not None and self.block is not None and self.block < self.review:
            raise ValueError("block comes at a lower score than review, which then never happens")
        return self

    def action(self, score: float) -> tuple[Decision, float] | None:
        """Return the strictest action that a score calls for, and its point."""
        points: tuple[tuple[Decision, float | None], ...] = (
            ("block", self.block),
            ("review", self.review),
            ("redact", self.redact),
        )
        return next(((does, at) for does, at in points if at is not None and score >= at), None)

    @property
    def lowest(self) -> float | None:
        """The score from which on anything is done; ``None`` where nothing ever is."""
        return min((at for at in (self.redact, self.review, self.block) if at is not None), default=None)


class RewardPoint(Value):
    """Below which reward what is done.

    Args:
        review: let the answer stand, and mark it for a person.
        block: give no answer.
        hard: what is done where a rule has decided against the answer, whatever the points say.
    """

    review: Probability | None = None
    block: Probability | None = None
    hard: Literal["review", "block"] = "block"

    @model_validator(mode="after")
    def _block_is_last(self) -> Self:
        if self.review is not None and self.block is not None and self.block > self.review:
            raise ValueError("block comes at a higher score than review, which then never happens")
        return self

    @property
    def point(self) -> float | None:
        """The score below which something is done."""
        return self.review if self.review is not None else self.block

    def action(self, score: float) -> tuple[Decision, float] | None:
        """Return the strictest action that a score calls for, and its point."""
        points: tuple[tuple[Decision, float | None], ...] = (("block", self.block), ("review", self.review))
        return next(((does, at) for does, at in points if at is not None and score < at), None)


class ConversationPoint(GuardPoint):
    """From which risk of a whole conversation on what is done; see ``dsolutions.safety.risk``.

    Args:
        decay: share of the earlier turns' risk that still counts at the next one.
    """

    decay: Probability = 0.8


class SafetyPolicy(RuleFile):
    """What is looked at, and what is done about it.

    Args:
        name: what it is called in provenance.
        guards: guard to kind of finding to its points; the kind ``"other"`` stands for those not named, and
            kinds without points are let pass. A guard that is not there does not look.
        rewards: reward to its points: all four, and ``"overall"`` for the four in one.
        conversation: what is done about risk that grows over the turns of a conversation.

    >>> policy = SafetyPolicy.named("finance")
    >>> policy.name, policy.guards["size"]["other"].action(1.0)
    ('finance', ('block', 0.5))
    >>> SafetyPolicy.off().is_off
    True
    """

    title: ClassVar[str] = "safety policy"

    name: str
    guards: Mapping[GuardName, Mapping[str, GuardPoint]] = Field(default_factory=dict)
    rewards: Mapping[RewardName | Literal["overall"], RewardPoint]
    conversation: ConversationPoint = ConversationPoint()

    @field_validator("name")
    @classmethod
    def _is_not_off(cls, name: str) -> str:
        if name == _OFF:
            raise ValueError("only SafetyPolicy.off() is called so; give the policy another name")
        return name

    @field_validator("rewards")
    @classmethod
    def _has_all_four(cls, rewards: Mapping[str, RewardPoint]) -> Mapping[str, RewardPoint]:
        for name in ("factuality", "safety", "ethics", "helpfulness"):
            if name not in rewards:
                raise ValueError(
                    f"{name} is missing; write a table [rewards.{name}], if need be an empty one"
                )
        return rewards

    @classmethod
    def named(cls, name: str) -> SafetyPolicy:
        """Read a policy that ships, or return ``off()`` for ``"off"``.

        Raises:
            ConfigurationError: none that ships has this name.
        """
        if name == _OFF:
            return cls.off()
        if name not in shipped():
            raise ConfigurationError(
                "no safety policy that ships has this name",
                stage="safety",
                item=name,
                remedy=f"use one of {', '.join((*shipped(), _OFF))}, or give the path of a file",
            )
        return cls.read(shipped()[name])

    @classmethod
    def off(cls) -> SafetyPolicy:
        """Return the policy that looks at nothing; provenance shows it."""
        return cls.model_construct(name=_OFF, version="", guards={}, rewards={})

    @classmethod
    def of(cls, given: PolicySource) -> SafetyPolicy:
        """Make a policy of whatever names or holds one.

        Args:
            given: a policy, the name of one that ships, ``"off"``, a path, or the fields of a policy.

        Raises:
            ConfigurationError: there is no such policy, or it is wrong.
        """
        if isinstance(given, SafetyPolicy):
            return given
        if isinstance(given, Mapping):
            try:
                return cls.model_validate(given)
            except ValidationError as error:
                raise ConfigurationError(
                    f"these are not the fields of a safety policy: {error.errors()[0]['msg']}", stage="safety"
                ) from error
        if isinstance(given, Path) or "/" in given or given.endswith(".toml"):
            return cls.read(given)
        return cls.named(given)

    @property
    def is_off(self) -> bool:
        """Whether nothing is looked at."""
        return self.name == _OFF

    def point(self, guard: str, kind: str) -> GuardPoint | None:
        """Return what is done about findings of a kind, if anything is."""
        kinds: Mapping[str, GuardPoint] = dict(self.guards).get(guard, {})  # type: ignore[call-overload]
        return kinds.get(kind, kinds.get(OTHER))

    @property
    def ingredient(self) -> Ingredient:
        """Describe the policy for the provenance of an answer; the one that is off has no digest."""
        digest = "" if self.is_off else self.digest
        return Ingredient(
            kind="rules", name=f"{self.title}: {self.name}", version=self.version, digest=digest
        )


#: Whatever names or holds a policy: see ``SafetyPolicy.of``.
PolicySource = SafetyPolicy | str | Path | Mapping[str, Any]


def option_of(given: PolicySource) -> str | dict[str, Any]:
    """Return the JSON-able option that gives the same policy again."""
    if isinstance(given, SafetyPolicy):
        return _OFF if given.is_off else given.model_dump(mode="json")
    return dict(given) if isinstance(given, Mapping) else str(given)


def shipped() -> dict[str, Traversable]:
    """Return the policies that ship: name to file."""
    found = (file for file in _SHIPPED.iterdir() if file.name.endswith(".toml"))
    return {file.name.removesuffix(".toml"): file for file in sorted(found, key=lambda file: file.name)}
