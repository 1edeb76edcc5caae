"""Four rewards in one number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from math import pow as power
from math import prod
from typing import Self

from pydantic import Field

from dsolutions.types import Ingredient, Reward, RewardName, Value

_FILE = files("dsolutions.safety") / "fusion.json"


class Fusion(Value):
    """Joins the rewards of an answer: the product of ``score ** weight``, a noisy AND (Pearl 1988, 4.3).

    An answer is acceptable where nothing is wrong with it in any of the four ways. With weights of 1 the four
    are taken for independent; a smaller weight says that a reward's failures come with those of others, or
    matter less. No good score makes up for one near 0, and none outvotes a rule.

    Args:
        version: of the weights.
        fitted_on: what they were fitted on, and how; ``""`` where they are not fitted.
        weights: four numbers, at least 0.

    >>> rewards = [Reward(name="safety", score=0.5, reason=""), Reward(name="ethics", score=0.8, reason="")]
    >>> Fusion(version="", weights={"safety": 1, "ethics": 1}).overall(rewards)
    0.4
    """

    version: str
    fitted_on: str = ""
    weights: Mapping[RewardName, float] = Field(min_length=1)

    @classmethod
    def builtin(cls) -> Self:
        """Read the weights that ship; ``python -m benchmarks.safety.fit_fusion`` makes them."""
        return cls.model_validate_json(_FILE.read_text(encoding="utf-8"))

    @property
    def ingredient(self) -> Ingredient:
        """Describe the weights for the provenance of an answer."""
        fitted = "" if self.fitted_on else " (not fitted)"
        digest = hashlib.sha256(self.model_dump_json().encode()).hexdigest()
        return Ingredient(kind="rules", name=f"safety fusion{fitted}", version=self.version, digest=digest)

    def overall(self, rewards: Iterable[Reward]) -> float:
        """Return the four in one, in [0, 1]; at most the lowest score that a rule has decided."""
        rewards = list(rewards)
        joined = prod(power(reward.score, self.weights.get(reward.name, 1.0)) for reward in rewards)
        return min([joined, *(reward.score for reward in rewards if reward.hard)])
