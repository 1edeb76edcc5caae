"""What stands beside a live conversation: intent, feeling, slots and reasons to worry, as plain rows."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions.chat import PanelRow
from dsolutions.types import Safety
from dsolutions_support.memory import ConversationMemory
from dsolutions_support.results import SlotValue, TurnResult


def panel(memory: ConversationMemory, heard: TurnResult | None) -> Iterator[PanelRow]:
    """List what is known of a conversation.

    Args:
        memory: of the conversation.
        heard: the user's last turn; ``None`` before there is one.

    >>> [row.value for row in panel(ConversationMemory(), None)]
    []
    """
    yield from _turn(heard) if heard is not None else _topic(memory)
    held = memory.state.slots
    for slot, it in held.items():
        yield PanelRow("slots", slot, it.value or "-", _note(it, memory, heard))
    for slot, it in memory.state.offers.items():
        if slot not in held or held[slot].value != it.value:
            yield PanelRow("slots", slot, it.value or "-", "offered, not yet accepted")
    for found in heard.escalations if heard is not None else ():
        yield PanelRow(
            "escalation", found.signal.replace("_", " "), found.reason, found.level, found.level == "urgent"
        )
    earlier = {
        signal: times
        for signal, times in memory.escalation.times.items()
        if heard is None or signal not in {found.signal for found in heard.escalations}
    }
    for signal, times in earlier.items():
        yield PanelRow("escalation", signal.replace("_", " "), f"noticed before, in {times} turns")


def verdict_rows(safety: Safety) -> Iterator[PanelRow]:
    """List the reasons of a verdict on the last turn that calls for something.

    >>> [row.value for row in verdict_rows(Safety(decision="review", reasons=("It is doubtful.",)))]
    ['It is doubtful.']
    """
    if safety.decision in ("redact", "review", "block"):
        for reason in safety.reasons:
            yield PanelRow("safety", safety.decision, reason, alarm=safety.decision != "redact")


def _turn(heard: TurnResult) -> Iterator[PanelRow]:
    if (intent := heard.intent) is not None:
        note = "the topic so far" if intent.carried else f"probability {intent.probability:.2f}"
        yield PanelRow("turn", "intent", intent.label or "out of scope", note if intent.in_scope else "")
    if (emotion := heard.emotion) is not None:
        words = ", ".join(span.quote for span in emotion.evidence)
        note = f"{emotion.feelings[emotion.feeling]:.0%}" + (f", by {words}" if words else "")
        yield PanelRow("turn", "feeling", emotion.feeling, note)


def _topic(memory: ConversationMemory) -> Iterator[PanelRow]:
    """Say what a conversation is about that was taken up again."""
    if memory.topic is not None:
        yield PanelRow("turn", "intent", memory.topic.label or "", "the topic so far")


def _note(held: SlotValue, memory: ConversationMemory, heard: TurnResult | None) -> str:
    words = " ... ".join(span.quote for span in held.evidence)
    how = f"{held.change}, turn {held.turn}: {words}"
    return f"new: {how}" if heard is not None and held.turn == heard.turn == memory.turns - 1 else how
