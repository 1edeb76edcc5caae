"""The emotion curve: displeasure over the user's turns of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsolutions_support.escalation.trend import DISPLEASURE, displeasure
from dsolutions_support.report.talks import Talk

WIDTH, HEIGHT = 640, 90
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 10, 10, 16
_HIGHEST, _LOWEST = max(DISPLEASURE.values()), min(DISPLEASURE.values())
#: Where the axis is labelled: what a turn that is wholly of this feeling has.
LEVELS = tuple((feeling, DISPLEASURE[feeling]) for feeling in ("angry", "calm", "satisfied"))


@dataclass(frozen=True)
class Point:
    """One turn of the user.

    Args:
        x: in pixels, from the left.
        y: in pixels, from the top.
        turn: its position in the conversation.
        feeling: the strongest feeling.
        label: what it is, in words.
    """

    x: float
    y: float
    turn: int
    feeling: str
    label: str


def height_of(value: float) -> float:
    """Return where a displeasure lies, in pixels from the top.

    >>> height_of(1.0), height_of(-0.5)
    (10.0, 74.0)
    """
    return round(_TOP + (_HIGHEST - value) / (_HIGHEST - _LOWEST) * (HEIGHT - _TOP - _BOTTOM), 1)


def curve(talk: Talk) -> list[Point]:
    """Draw the user's turns whose emotion is known; none where there is no emotion."""
    felt = [(said.number, said.result.emotion) for said in talk.turns if said.result.emotion is not None]
    last = max((said.number for said in talk.turns), default=0) or 1
    return [
        Point(
            x=round(_LEFT + turn / last * (WIDTH - _LEFT - _RIGHT), 1),
            y=height_of(displeasure(emotion)),
            turn=turn,
            feeling=emotion.feeling,
            label=f"turn {turn}: {emotion.feeling}, {emotion.feelings[emotion.feeling]:.0%}",
        )
        for turn, emotion in felt
    ]


def path(points: Sequence[Point]) -> str:
    """Write the line through the points as an SVG path."""
    return "M" + "L".join(f"{point.x} {point.y}" for point in points) if points else ""
