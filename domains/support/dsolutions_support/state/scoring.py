"""Scores of a dialogue-state tracker, by the field's standard definitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dsolutions_support.conversation import Turn
from dsolutions_support.results import DialogueState
from dsolutions_support.state.tracker import Tracker


@dataclass(frozen=True, slots=True)
class LabelledTurn:
    """A turn and, where the user speaks, what is true after it.

    Args:
        turn: what is said.
        goals: every slot that holds a value by now, accumulated; ``None`` for an agent's turn.
        requested: slots that the user asks for in this turn.
    """

    turn: Turn
    goals: Mapping[str, str] | None = None
    requested: frozenset[str] = frozenset()


Dialogue = Sequence[LabelledTurn]


def joint_goal_accuracy(gold: Sequence[Mapping[str, str]], predicted: Sequence[Mapping[str, str]]) -> float:
    """Share of user turns whose accumulated goals are all right: no slot missing, none too many, none wrong.

    Williams, Raux & Henderson, The Dialog State Tracking Challenge series (2016).

    >>> joint_goal_accuracy([{"area": "north"}, {"area": "north", "food": "thai"}], [{"area": "north"}] * 2)
    0.5
    """
    pairs = zip(gold, predicted, strict=True)
    return sum(dict(right) == dict(ours) for right, ours in pairs) / len(gold) if gold else 0.0


def request_accuracy(gold: Sequence[frozenset[str]], predicted: Sequence[frozenset[str]]) -> float:
    """Share of user turns where exactly the slots that the user asks for were found.

    >>> request_accuracy([frozenset({"phone"}), frozenset()], [frozenset({"phone"})] * 2)
    0.5
    """
    return (
        sum(right == ours for right, ours in zip(gold, predicted, strict=True)) / len(gold) if gold else 0.0
    )


def track(tracker: Tracker, dialogue: Dialogue) -> list[DialogueState]:
    """Return the state after each user turn; the tracker goes on from its own states."""
    state, states = DialogueState(), []
    for index, labelled in enumerate(dialogue):
        state = tracker.update(state, index, labelled.turn)
        if labelled.turn.speaker == "user":
            states.append(state)
    return states
