"""One turn after the other: what it changes, what it gives reason to worry about, what to answer."""

from __future__ import annotations

from dsolutions_support.conversation import Turn
from dsolutions_support.escalation import EscalationDetector
from dsolutions_support.memory import ConversationMemory
from dsolutions_support.reply import ReplyWriter, Situation
from dsolutions_support.results import DialogueState, TurnResult
from dsolutions_support.state import Tracker
from dsolutions_support.topic import Moment


class SupportDesk:
    """Follows conversations: takes turns whose intent and emotion are known into their memory.

    Args:
        escalation: notices when a person should step in.
        tracker: keeps the dialogue state; ``None`` where there is no slot schema.
        writer: proposes replies; ``None`` where there is neither a policy nor knowledge.

    >>> from dsolutions_support.conversation import Turn
    >>> desk, memory = SupportDesk(EscalationDetector()), ConversationMemory()
    >>> said = Turn(speaker="user", text="Let me speak to a human")
    >>> desk.follow(said, TurnResult(turn=0, speaker="user"), memory).escalations[0].signal
    'asks_for_human'
    """

    def __init__(
        self,
        escalation: EscalationDetector,
        tracker: Tracker | None = None,
        writer: ReplyWriter | None = None,
    ) -> None:
        self._escalation = escalation
        self._tracker = tracker
        self._writer = writer

    def follow(self, turn: Turn, result: TurnResult, memory: ConversationMemory) -> TurnResult:
        """Complete the result of the next turn and bring ``memory`` up to date.

        Args:
            turn: what is said.
            result: what the turn means on its own.
            memory: of this conversation; changed in place.
        """
        index, before = memory.turns, memory.state
        if self._tracker is not None:
            memory.state = self._tracker.update(before, index, turn)
        update = {"turn": index, "state": memory.state}
        if turn.speaker == "user":
            update |= self._answered(index, turn, result, memory, before)
            memory.user_spoke = True
        else:
            memory.hear_agent(turn.text)
        memory.turns += 1
        return result.model_copy(update=update)

    def _answered(
        self, index: int, turn: Turn, result: TurnResult, memory: ConversationMemory, before: DialogueState
    ) -> dict[str, object]:
        emotion = result.emotion and result.emotion.in_turn(index)
        found = self._escalation.notice(index, turn.text, memory.escalation, emotion, result.embedding)
        settled = [held for held in memory.state.slots.values() if held.turn == index]
        answers = any(held.slot in before.asked or held.change == "accepted" for held in settled)
        said = memory.said[-1] if memory.said else ""
        topic, intent = memory.topic, result.intent
        if intent is not None:
            words = tuple(span.quote for held in settled for span in held.evidence if span.turn == index)
            moment = Moment(text=turn.text, said=said, topic=topic, settled=words, answers=answers)
            intent = moment.intent(intent)
            if intent.in_scope and not intent.carried and not moment.courteous:
                memory.topic = intent
        situation = Situation(
            turn=index,
            text=turn.text,
            intent=intent,
            emotion=emotion,
            state=memory.state,
            escalations=found,
            topic=topic and topic.label,
            answers=answers,
            escalated=bool(memory.escalation.times),
            said=said,
            earlier=tuple(memory.said[:-1]),
            first_turn=not memory.user_spoke,
            embedding=result.embedding,
        )
        replies = self._writer.propose(situation) if self._writer is not None else ()
        return {"intent": intent, "emotion": emotion, "escalations": found, "replies": replies}
