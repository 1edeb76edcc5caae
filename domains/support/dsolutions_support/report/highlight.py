"""Evidence marked in the turns of a conversation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dsolutions.pages import Mark, Run, marked
from dsolutions_support.conversation import TurnSpan
from dsolutions_support.report.talks import Said, Talk


def highlighted(talk: Talk) -> list[list[Run]]:
    """Cut each turn of a conversation at the borders of what it proves, now or in a later turn.

    >>> from dsolutions_support.conversation import Turn
    >>> from dsolutions_support.results import TurnResult
    >>> said = Said(Turn(speaker="user", text="Hello"), TurnResult(turn=0, speaker="user"))
    >>> [[run.text for run in runs] for runs in highlighted(Talk(0, "a", [said]))]
    [['Hello']]
    """
    marks: dict[int, list[Mark]] = defaultdict(list)
    for said in talk.turns:
        for turn, mark in _marks(said):
            marks[turn].append(mark)
    return [marked(said.turn.text, marks[said.number]) for said in talk.turns]


def _marks(said: Said) -> Iterator[tuple[int, Mark]]:
    """Yield a mark for every span of evidence, with the turn that it is in."""
    result = said.result
    for held in said.changed:
        value = "taken back" if held.value is None else f"{held.value} ({held.change})"
        yield from _each(held.evidence, held.change, f"{held.slot}: {value}")
    for found in result.escalations:
        yield from _each(found.evidence, found.level, found.signal.replace("_", " "))
    if result.emotion is not None:
        yield from _each(result.emotion.evidence, "felt", f"read for the feeling {result.emotion.feeling}")


def _each(spans: tuple[TurnSpan, ...], style: str, label: str) -> Iterator[tuple[int, Mark]]:
    return ((span.turn, Mark(span, style, label)) for span in spans)
