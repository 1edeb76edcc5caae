"""The judge of factuality."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from dsolutions.safety.findings import Reward, RewardName, Statement
from dsolutions.safety.rewards.factuality.checks import Conflict
from dsolutions.safety.rewards.factuality.checks.quotes import check_quoted
from dsolutions.safety.rewards.factuality.comparison import Comparison
from dsolutions.safety.rewards.factuality.encoding import encode
from dsolutions.safety.rewards.factuality.model import SupportModel
from dsolutions.safety.rewards.factuality.reading import Sentence, read
from dsolutions.safety.rewards.factuality.sentences import sentences
from dsolutions.types import Ingredient, Span

if TYPE_CHECKING:
    from dsolutions.runtime import Runtime

# What a sentence gets that a rule has caught. Of the development templates' near misses and faithful
# restatements, all that rules caught were near misses; about summaries of SummEdits they err in 1 case of 8.
CONTRADICTED = 0.05


class FactualityJudge:
    """Is each sentence of an output supported by its sources?

    Exact checks compare numbers, amounts, doses, dates, names, negations and opposites; what they find for
    certain is a hard verdict. A small model on the states of the frozen encoder gives the other sentences a
    probability of support. The score of a statement is that of its worst sentence.

    - A statement without sources gets 1: there is nothing that could contradict it.
    - A sentence that a source has word for word gets 1. So does, in an answer to somebody's need, a question
      without numbers and names: it asks back and asserts nothing.
    - A ``quoted`` statement needs no model: its quotes, amounts, percentages, measures and dates must be in
      the sources.

    Of a long source, only the sentences that share words with the output are compared; all of its numbers and
    names count.

    Args:
        runtime: its encoder reads the sentences.
        model: makes probabilities; the one that ships by default.

    >>> from dsolutions.runtime import Runtime
    >>> from dsolutions.safety.findings import Statement
    >>> source = "Revenue rose 5% to EUR 12.5 million while costs fell."
    >>> said = ("Costs fell.", "Revenue rose to EUR 125 million.")
    >>> statements = [Statement(text=text, sources=(source,)) for text in said]
    >>> [right, wrong] = FactualityJudge(Runtime()).score(statements)
    >>> right.hard, wrong.hard, wrong.reason
    (False, True, "No source has 'EUR 125 million'; the nearest sentence says 'EUR 12.5 million'.")
    """

    name: RewardName = "factuality"

    def __init__(self, runtime: Runtime, model: SupportModel | None = None) -> None:
        self._runtime = runtime
        self._model = model

    @property
    def model(self) -> SupportModel:
        """The model; read on first use."""
        if self._model is None:
            self._model = SupportModel.builtin()
        return self._model

    @property
    def ingredients(self) -> tuple[Ingredient, ...]:
        """What its scores are made with."""
        return (self._runtime.encoder.ingredient, self.model.ingredient)

    def warm_up(self) -> None:
        """Read the model."""
        _ = self.model

    def score(self, statements: Sequence[Statement]) -> list[Reward]:
        """Return one reward per statement, in order."""
        asked = [_comparisons(s) if s.sources and not s.quoted else [] for s in statements]
        unclear = [one for own in asked for one in own if one.needs_model]
        probabilities = iter(self._probabilities(unclear))
        rewards = []
        for statement, own in zip(statements, asked, strict=True):
            if not any(source.strip() for source in statement.sources):
                rewards.append(_unopposed("It names no source that could contradict it."))
            elif statement.quoted:
                rewards.append(_quoted(statement))
            else:
                scores = [next(probabilities) if one.needs_model else 1.0 for one in own]
                rewards.append(_worst(statement, own, scores))
        return rewards

    def _probabilities(self, asked: Sequence[Comparison]) -> list[float]:
        if not asked:
            return []
        encoded = encode(self._runtime, [text for one in asked for text in one.texts])
        features = np.array([one.features(encoded) for one in asked])
        return [float(probability) for probability in self.model.probabilities(features)]


def _comparisons(statement: Statement) -> list[Comparison]:
    source = read("\n\n".join(statement.sources))
    said = read(statement.text).sentences if source.sentences else ()
    return [Comparison.of(one, source) for one in said if not (statement.need and _asks_back(one))]


def _asks_back(sentence: Sentence) -> bool:
    return sentence.text.endswith("?") and all(fact.opens for fact in sentence.facts)


def _quoted(statement: Statement) -> Reward:
    conflict = next(check_quoted(statement.text, "\n\n".join(statement.sources)), None)
    if conflict is None:
        return _unopposed("What it quotes, and all amounts and dates, are in its sources.")
    places = (place for place in sentences(statement.text) if place[0] <= conflict.start < place[1])
    start, end = next(places, (conflict.start, conflict.end))
    return _contradicted(Span.of(statement.text, start, end), conflict)


def _worst(statement: Statement, own: Sequence[Comparison], scores: Iterable[float]) -> Reward:
    """Return the verdict on the worst sentence: one that a rule has caught, or else the least probable."""
    worst, score, conflict = None, 1.0, None
    for one, probability in zip(own, scores, strict=True):
        found = next((conflict for conflict in one.conflicts if conflict.certain), None)
        if (found is None, probability) < (conflict is None, score):
            worst, score, conflict = one, probability, found
    if worst is None:
        return _unopposed("Its sources say all of it." if own else "It says nothing.")
    span = Span.of(statement.text, worst.sentence.start, worst.sentence.end)
    if conflict is not None:
        return _contradicted(span, conflict, score)
    doubts = "".join(f": {doubt.reason}" for doubt in worst.conflicts[:1])
    reason = f"Of its sentences, the sources support this one the least{doubts}."
    return Reward(name="factuality", score=score, decided_by=span, reason=reason)


def _contradicted(span: Span, conflict: Conflict, score: float = 1.0) -> Reward:
    reason = f"{conflict.reason[0].upper()}{conflict.reason[1:]}."
    return Reward(
        name="factuality", score=min(score, CONTRADICTED), decided_by=span, reason=reason, hard=True
    )


def _unopposed(reason: str) -> Reward:
    return Reward(name="factuality", score=1.0, reason=reason)
