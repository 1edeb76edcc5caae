"""The conversations of the report: pieces of a run put together again, and which of them are spelled out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dsolutions.pages import paired
from dsolutions.types import Document
from dsolutions_support.conversation import Conversation, Turn
from dsolutions_support.results import Escalation, SlotValue, SupportResult, TurnResult
from dsolutions_support.topic import Moment


@dataclass(frozen=True)
class Said:
    """A turn with what it means.

    Args:
        turn: what was said.
        result: what it means.
    """

    turn: Turn
    result: TurnResult

    @property
    def number(self) -> int:
        """Its position in the conversation."""
        return self.result.turn

    @property
    def changed(self) -> list[SlotValue]:
        """Slots that the turn gave a value, changed or took back, and values that the agent offered."""
        state = self.result.state
        return [it for it in (*state.slots.values(), *state.offers.values()) if it.turn == self.number]


@dataclass(frozen=True)
class Failed:
    """An input that got no answer."""

    document: Document | None
    result: SupportResult


@dataclass
class Talk:
    """A conversation.

    Args:
        number: its place in the report, from 0; it names the anchor on the page.
        name: as the caller calls it.
        turns: what was said, in order.
        trend: slope of displeasure at its end.
    """

    number: int
    name: str
    turns: list[Said] = field(default_factory=list)
    trend: float | None = None

    @property
    def escalations(self) -> list[Escalation]:
        """Everything that gave reason to call in a person, in order."""
        return [found for said in self.turns for found in said.result.escalations]

    @property
    def level(self) -> int:
        """How soon to react: 0 not at all, 1 watch, 2 urgent."""
        return max((2 if found.level == "urgent" else 1 for found in self.escalations), default=0)

    @property
    def intents(self) -> list[str]:
        """The intents that it brings up, each once; thanks and greetings say nothing about it."""
        read = [said.result.intent for said in self.turns if not Moment(text=said.turn.text).courteous]
        return list(dict.fromkeys(it.label for it in read if it is not None and it.label and not it.carried))

    @property
    def last(self) -> TurnResult | None:
        """Its last turn."""
        return self.turns[-1].result if self.turns else None

    @property
    def start(self) -> datetime | None:
        """When it began."""
        return self.turns[0].turn.time if self.turns else None

    def need(self) -> tuple[float, ...]:
        """Sort by urgent reasons, by reasons, then by how much worse the mood gets."""
        urgent = sum(found.level == "urgent" for found in self.escalations)
        return -urgent, -len(self.escalations), -(self.trend or 0.0), self.number


def regrouped(
    documents: Iterable[Document | None], results: Iterable[SupportResult]
) -> tuple[list[Talk], list[Failed]]:
    """Put the pieces of a run together to conversations, in the order in which these begin.

    Args:
        documents: the inputs, whole conversations or single turns; ``None`` where one could not be read.
        results: the answers.

    Returns:
        The conversations, and the inputs that got no answer.

    Raises:
        InputError: there are more of one than of the other.
    """
    talks: dict[str, Talk] = {}
    failed = []
    for document, result in paired(documents, results):
        if not result.turns or not isinstance(document, Conversation):
            failed.append(Failed(document, result))
            continue
        talk = talks.setdefault(document.conversation, Talk(len(talks), document.conversation))
        pairs = zip(document.turns, result.turns, strict=True)
        talk.turns += [Said(turn, meant) for turn, meant in pairs]
        talk.trend = result.trend if result.trend is not None else talk.trend
    return list(talks.values()), failed


def spelled_out(talks: Sequence[Talk], limit: int) -> list[Talk]:
    """Choose the conversations that the page shows in full: of too many, those most in need of a person."""
    chosen = sorted(talks, key=Talk.need)[:limit]
    return sorted(chosen, key=lambda talk: talk.number)


def intent_counts(talks: Iterable[Talk]) -> list[tuple[str, int]]:
    """Count the user's turns that bring up each intent, and those that are out of scope."""
    read = [said.result.intent for talk in talks for said in talk.turns]
    return Counter(
        it.label or "out of scope" for it in read if it is not None and not it.carried
    ).most_common()


def signal_counts(talks: Iterable[Talk]) -> list[tuple[str, str, int]]:
    """Count escalations by signal and level, the urgent ones first."""
    found = Counter((one.level, one.signal) for talk in talks for one in talk.escalations)
    ranked = sorted(found.items(), key=lambda item: (item[0][0] != "urgent", -item[1], item[0][1]))
    return [(signal, level, count) for (level, signal), count in ranked]
