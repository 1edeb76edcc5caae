"""Which proposal comes first: four plain features and their weights."""

from __future__ import annotations

import re

from pydantic import Field, model_validator

from dsolutions.types import Value
from dsolutions_support.reply.draft import Draft
from dsolutions_support.reply.situation import Situation
from dsolutions_support.words import content_words, overlap

_EMPATHY = re.compile(
    r"\b(?:sorry|apolog\w+|(?:i|we) understand|i can see|i hear you|frustrating|worr\w+|upsetting|regret)\b",
    re.IGNORECASE,
)
_CHEER = re.compile(
    r"\b(?:great|wonderful|awesome|fantastic|happy to|glad|enjoy|have a nice)\b|!", re.IGNORECASE
)
_UPSET = frozenset({"angry", "frustrated", "anxious"})


class Weights(Value):
    """How much each feature counts; all features lie in [0, 1] and the weights sum to 1.

    Their order says it: a reply must fit, then stand on its sources, and only then does tone count.
    They are set by hand; nothing is fitted.

    Args:
        relevance: policy: priority times certainty of the intent; knowledge and generator: similarity.
        support: share of it that stands in its sources; 1 for policy and knowledge, which quote.
        tone: sympathy where the user is upset, and no cheerfulness there.
        freshness: what of it the agent has not just said.

    >>> Weights().relevance
    0.55
    """

    relevance: float = Field(default=0.55, ge=0)
    support: float = Field(default=0.2, ge=0)
    tone: float = Field(default=0.15, ge=0)
    freshness: float = Field(default=0.1, ge=0)

    @model_validator(mode="after")
    def _sum_to_one(self) -> Weights:
        if abs(self.relevance + self.support + self.tone + self.freshness - 1) > 1e-6:
            raise ValueError("the weights must sum to 1")
        return self

    def score(self, draft: Draft, situation: Situation) -> float:
        """Return the rank value of a draft, in [0, 1]."""
        return (
            self.relevance * draft.relevance
            + self.support * draft.support
            + self.tone * tone(draft.text, situation)
            + self.freshness * freshness(draft.text, situation)
        )


def upset(situation: Situation) -> bool:
    """Tell whether the user is angry, frustrated or anxious."""
    return situation.emotion is not None and situation.emotion.feeling in _UPSET


def sympathises(text: str) -> bool:
    """Tell whether a text has words of apology or understanding."""
    return _EMPATHY.search(text) is not None


def tone(text: str, situation: Situation) -> float:
    """Rate the tone: 1 where it fits; for an upset user 0.5 without sympathy, 0 with cheer instead."""
    if not upset(situation) or sympathises(text):
        return 1.0
    return 0.0 if _CHEER.search(text) else 0.5


def freshness(text: str, situation: Situation) -> float:
    """Return the share of content words that the agent's last turn does not have."""
    return 1 - overlap(content_words(text), content_words(situation.said))
