"""Noticing that a person should step in, turn by turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dsolutions_support.conversation import TurnSpan
from dsolutions_support.escalation.memory import EscalationMemory, Mood, SaidBefore, cosine
from dsolutions_support.escalation.pattern import compile_patterns
from dsolutions_support.escalation.rules import EscalationRules, Level
from dsolutions_support.escalation.trend import displeasure
from dsolutions_support.results import Emotion, Escalation
from dsolutions_support.words import content_words, overlap


class EscalationDetector:
    """Notices, in one turn of the user, reasons to call in a person.

    The cost of a turn depends on its length alone: what is remembered of earlier ones is bounded.

    Args:
        rules: the escalation rules; those that ship by default.

    >>> memory = EscalationMemory()
    >>> [(e.signal, e.evidence[0].quote) for e in EscalationDetector().notice(0, "Get me a human!", memory)]
    [('asks_for_human', 'Get me a human')]
    """

    def __init__(self, rules: EscalationRules | None = None) -> None:
        self.rules = rules if rules is not None else EscalationRules.builtin()
        self._compiled = [
            (rule, compile_patterns(rule.patterns, lists), compile_patterns(rule.unless, lists))
            for lists in [self.rules.lists]
            for rule in self.rules.rules
        ]

    def notice(
        self,
        turn: int,
        text: str,
        memory: EscalationMemory,
        emotion: Emotion | None = None,
        embedding: Sequence[float] = (),
    ) -> tuple[Escalation, ...]:
        """Read one turn of the user and bring ``memory`` up to date.

        Args:
            turn: its position in the conversation.
            text: what the user says.
            memory: of this conversation; changed in place.
            emotion: how the user feels; without it, anger and trend are not watched.
            embedding: sentence embedding of the turn, of unit length; without it, repetition is seen only
                where the words are the same.

        Returns:
            What was noticed: words in the order of the rules, then anger, then repetition.
        """
        found = [*self._words(turn, text, memory)]
        if emotion is not None:
            found += self._anger(turn, text, memory, emotion)
        found += self._repetition(turn, text, memory, embedding)
        return tuple(found)

    def _words(self, turn: int, text: str, memory: EscalationMemory) -> Iterator[Escalation]:
        for rule, fires, unless in self._compiled:
            excluded = [hit.span() for hit in unless.finditer(text)] if unless else []
            spans = tuple(
                _span(turn, hit)
                for hit in (fires.finditer(text) if fires else ())
                if not any(hit.start() < end and start < hit.end() for start, end in excluded)
            )
            if not spans:
                continue
            level, reason, times = rule.level, rule.reason, memory.count(rule.name)
            if times > 1:  # nobody says it twice to be overheard twice
                level, reason = "urgent", f"{reason.rstrip('.')}, and not for the first time ({times} turns)."
            yield Escalation(signal=rule.name, level=level, reason=reason, turn=turn, evidence=spans)

    def _anger(
        self, turn: int, text: str, memory: EscalationMemory, emotion: Emotion
    ) -> Iterator[Escalation]:
        limits = self.rules.anger
        anger = emotion.feelings.get("angry", 0.0) + emotion.feelings.get("frustrated", 0.0)
        earlier = [mood.anger for mood in memory.moods]
        memory.feel(Mood(anger=anger, displeasure=displeasure(emotion)), limits.turns)
        # One turn says little; two of them do.
        came_so = len(earlier) == 1 and limits.share <= earlier[0] < limits.first_share
        least = 0.0 if came_so else min(earlier, default=0.0)
        if anger < (limits.share if earlier else limits.first_share) or anger - least < limits.rise:
            return
        level: Level = "urgent" if emotion.feelings.get("angry", 0.0) >= limits.urgent_share else "watch"
        if came_so or not earlier:
            reason = f"The user comes in angry: anger and frustration have a share of {anger:.0%}."
        else:
            reason = f"Anger and frustration rose from {least:.0%} to {anger:.0%} within the last turns."
        whole = (TurnSpan(turn=turn, start=0, end=len(text), quote=text),)
        yield Escalation(
            signal="rising_anger", level=level, reason=reason, turn=turn, evidence=emotion.evidence or whole
        )

    def _repetition(
        self, turn: int, text: str, memory: EscalationMemory, embedding: Sequence[float]
    ) -> Iterator[Escalation]:
        limits = self.rules.repetition
        short = [round(float(value), 4) for value in embedding]  # a saved session is a third as long
        now = SaidBefore(turn=turn, text=text, words=sorted(content_words(text)), embedding=short)
        if len(now.words) < limits.words:
            return
        firsts = {
            before.first
            for before in memory.said
            if overlap(now.words, before.words) >= limits.overlap
            or cosine(now.embedding, before.embedding) >= limits.cosine
        }
        # Two ways to repeat a question need not be alike themselves.
        alike = [before for before in memory.said if before.first in firsts]
        memory.hear(now.model_copy(update={"repeats": min(firsts, default=None)}), limits.turns)
        if alike:
            times = len(alike) + 1
            reason = f"The user repeats turn {alike[0].turn}, saying it for the {_ordinal(times)} time."
            yield Escalation(
                signal="repeated_question",
                level="urgent" if times > 2 else "watch",
                reason=reason,
                turn=turn,
                evidence=(alike[0].span, now.span),
            )


def _ordinal(times: int) -> str:
    return {2: "second", 3: "third"}.get(times, f"{times}th")


def _span(turn: int, hit: re.Match[str]) -> TurnSpan:
    return TurnSpan(turn=turn, start=hit.start(), end=hit.end(), quote=hit[0])
