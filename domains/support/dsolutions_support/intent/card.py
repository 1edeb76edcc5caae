"""What is known about a fitted intent model."""

from __future__ import annotations

from collections.abc import Mapping

from dsolutions.evaluation import Score
from dsolutions.types import Ingredient, Value
from dsolutions_support.intent.scope import ScopeCheck


class IntentCard(Value):
    """What an intent model was made of, how well it does, and what its out-of-scope decision costs.

    Args:
        name: name of the examples.
        examples: how many there were, those out of scope left out.
        digest: SHA-256 of the examples.
        encoder: the frozen encoder.
        adapter: what changed the encoder, if anything did.
        scored_on: what the scores, the temperature and the threshold come from: ``"cross-validation"`` or
            the name of held-out examples. Never the rows that a head was fitted on.
        scores: accuracy, macro-F1, calibration error (``ece``) and Brier score with 95% intervals, as if
            every turn were in scope.
        temperature: logits are divided by it to give probabilities.
        scope: the out-of-scope decision.
    """

    name: str
    examples: int
    digest: str
    encoder: Ingredient
    adapter: Ingredient | None = None
    scored_on: str
    scores: Mapping[str, Score]
    temperature: float
    scope: ScopeCheck

    def __str__(self) -> str:
        caught = (
            "" if self.scope.caught is None else f", catches {self.scope.caught:.1%} of out-of-scope turns"
        )
        return (
            f"{self.name}: {self.examples} examples, accuracy {self.scores['accuracy']} by {self.scored_on}; "
            f"keeps {self.scope.kept:.1%} of in-scope turns{caught}"
        )
