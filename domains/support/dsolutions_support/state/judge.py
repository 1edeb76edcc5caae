"""Which of the possible updates hold: a sum of weights for what speaks for and against each."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from dsolutions.types import Value
from dsolutions_support.state.candidate import Candidate

# Set by hand and in round numbers, so that they can be argued about: an update holds above 0. What decides:
# somebody asked for the slot or it was named; no other slot has the better claim; nothing denies it.
BY_HAND: Mapping[str, float] = {
    "told": 1,
    "told: kind number": -1, "told: kind text": -2, "told: kind time": -0.5, "told: kind boolean": 0.5,
    "told: other tense": -1.5, "told: bare number": -1.5,  # alone it is about anything
    "told: named": 2, "told: led": 2, "told: asked": 2,
    "told: outclaimed": -6, "told: tied": -2, "told: inside a longer value": -4, "told: other topic": -2,
    "told: denied": -6, "told: misspelt": -0.5, "told: second choice": -6,
    "told: alternative": -3, "told: asked about": -6, "told: part of a name": -2,
    "told: wonders about it": -6,
    "open": -2, "open: named": 3.5, "open: asked": 3, "open: another named": -4,
    "open: another is nearer": -2, "open: needs a slot": -1, "open: no preference": -0.5,
    "open: value told": -6, "open: choices given": 2.5, "open: another left open": -4,
    "open: other topic": -2,
    "offered": -3, "offered: offered": 2, "offered: user agrees": 2, "offered: user refuses": -6,
    "offered: one of several": -3, "offered: user tells another": -6, "offered: only mentioned": -4,
    "offered: more information offered": -4, "offered: taken up instead": 7, "offered: user asks more": 1,
    "offered: user thanks": 1,
    "shared": -3, "shared: led": 4, "shared: asked": 4, "shared: the same": 3, "shared: topic fits": 1,
    "shared: not pointed at": -6,
    "retracted": 1,
    "requested": -2, "requested: sentence asks": 1, "requested: asks for it": 1.5,
    "requested: can only be asked for": 2,
    "requested: phrased as question": 2, "requested: named": 0.5, "requested: value beside it": -4,
    "requested: user agrees to hear it": 4, "requested: other topic": -0.5,
}  # fmt: skip


class Judge(Value):
    """Scores candidates; an update holds above 0.

    Args:
        weights: feature to its weight; a feature without one counts for nothing.
        wording: whether the words around a candidate are features, too; set by :func:`learn_judge`.

    >>> Judge().weights["told: denied"] < 0
    True
    """

    weights: Mapping[str, float] = Field(default_factory=lambda: BY_HAND)
    wording: bool = False

    def score(self, candidate: Candidate) -> float:
        """Sum the weights of what is true of the candidate."""
        return sum(self.weights.get(feature, 0.0) for feature in candidate.features)
