"""From risks to rewards: what the three judges have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions.safety.findings import Reward, RewardName, Statement
from dsolutions.safety.rewards.labels import Label
from dsolutions.safety.rewards.reading import RewardReader

_DOUBTFUL = 0.5  # a reward below it is put down to a sentence


@dataclass(frozen=True)
class Risk:
    """One way in which a statement could be bad.

    Args:
        probability: that it is.
        label: what its sentences are compared by, to find the one that decided.
        reason: what is said of it, a clause.
    """

    probability: float
    label: Label
    reason: str


def rewards_of(
    name: RewardName,
    statements: Sequence[Statement],
    risks: Iterator[Sequence[Risk]],
    reader: RewardReader,
    fine: str,
) -> list[Reward]:
    """Turn the greatest risk of each statement into its reward.

    Args:
        name: of the reward.
        statements: what is judged.
        risks: for each statement that needs a model, in order, its risks.
        reader: finds the sentence that decided.
        fine: the reason that a good statement gets.
    """
    return [
        _quoted(name) if is_settled(statement) else _reward(name, statement, next(risks), reader, fine)
        for statement in statements
    ]


def is_settled(statement: Statement) -> bool:
    """Tell whether no model is needed: nothing is said, or nothing that was not checked before."""
    return statement.quoted or not statement.text.strip()


def _quoted(name: RewardName) -> Reward:
    return Reward(name=name, score=1.0, reason="It is a template with evidence that was checked before.")


def _reward(
    name: RewardName, statement: Statement, risks: Sequence[Risk], reader: RewardReader, fine: str
) -> Reward:
    worst = max(risks, key=lambda risk: risk.probability)
    score = 1 - worst.probability
    if score >= _DOUBTFUL:
        return Reward(name=name, score=score, reason=fine)
    sentence = reader.worst_sentence(statement.text, worst.label)
    return Reward(name=name, score=score, decided_by=sentence, reason=worst.reason)
