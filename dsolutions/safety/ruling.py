"""What a policy makes of findings, rewards and risk: actions, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dsolutions.safety.policy import OVERALL, SafetyPolicy
from dsolutions.types import Decision, Finding, Reward

STRICTNESS: tuple[Decision, ...] = ("not_assessed", "allow", "redact", "review", "block")
_DONE = {"redact": "Masked", "review": "Marked for review", "block": "Blocked"}
# Where a rule decides, it decides against the answer below this: its scores are 0 or 1 but for rounding.
_AGAINST = 0.5


@dataclass(frozen=True, slots=True)
class Ruling:
    """One action and why.

    Args:
        action: what is to be done.
        reason: why, one sentence.
    """

    action: Decision
    reason: str


def on_findings(policy: SafetyPolicy, findings: Sequence[Finding]) -> Iterator[Ruling]:
    """Rule on what guards found: once per guard and kind, by its highest score."""
    ordered = sorted(findings, key=lambda found: (found.guard, found.kind, -found.score))
    for (guard, kind), same in groupby(ordered, key=lambda found: (found.guard, found.kind)):
        worst, *more = same
        point = policy.point(guard, kind)
        held = point.action(worst.score) if point is not None else None
        if held is not None:
            action, at = held
            told = f"{guard}, {kind}: {worst.score:.2f}, acted on from {at:.2f}"
            more_often = f" and {len(more)} more" if more else ""
            yield Ruling(action, f"{_DONE[action]}: {_plain(worst.reason)} ({told}){more_often}.")


def on_rewards(policy: SafetyPolicy, rewards: Sequence[Reward], overall: float) -> Iterator[Ruling]:
    """Rule on scores: a rule's word first, then the points of the policy."""
    for reward in rewards:
        point = policy.rewards[reward.name]
        if reward.hard and reward.score < _AGAINST:
            yield Ruling(
                point.hard, f"{_DONE[point.hard]}: {_plain(reward.reason)} ({reward.name}, by a rule)."
            )
        elif held := point.action(reward.score):
            action, at = held
            told = f"{reward.name} {reward.score:.2f}, acted on below {at:.2f}"
            yield Ruling(action, f"{_DONE[action]}: {_plain(reward.reason)} ({told}).")
    if (in_one := policy.rewards.get(OVERALL)) and (held := in_one.action(overall)):
        action, at = held
        yield Ruling(action, f"{_DONE[action]}: the four scores in one are {overall:.2f}, below {at:.2f}.")


def on_risk(policy: SafetyPolicy, risk: float) -> Iterator[Ruling]:
    """Rule on the risk of a conversation up to now."""
    if held := policy.conversation.action(risk):
        action, at = held
        yield Ruling(
            action,
            f"{_DONE[action]}: the turns of this conversation together are suspicious "
            f"({risk:.2f}, acted on from {at:.2f}).",
        )


def _plain(reason: str) -> str:
    """Return a sentence as a part of another one."""
    said = reason.strip().rstrip(".")
    second_is_capital = len(said) > 1 and said[1].isupper()  # an abbreviation keeps its capitals
    return said if second_is_capital else said[:1].lower() + said[1:]
