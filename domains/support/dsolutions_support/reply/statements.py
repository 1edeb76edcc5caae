"""What a turn's proposals give out, and what each must answer to."""

from __future__ import annotations

from collections.abc import Iterator

from dsolutions.safety import Statement
from dsolutions_support.reply.knowledge import Knowledge
from dsolutions_support.results import TurnResult


def reply_statements(turn: TurnResult, said: str, knowledge: Knowledge | None) -> Iterator[Statement]:
    """Yield one statement per proposed reply.

    Policy and knowledge quote what the business wrote, whose facts were checked when they were filled in; a
    generator's words may rely on the state, on the snippets that it cites and on what the others propose.

    >>> from dsolutions_support.results import Reply
    >>> reply = Reply(text="We open at 9:00.", origin="knowledge", score=1)
    >>> turn = TurnResult(turn=0, speaker="user", replies=(reply,))
    >>> [statement.need for statement in reply_statements(turn, "When do you open?", None)]
    ['When do you open?']
    """
    quoted = tuple(reply.text for reply in turn.replies if reply.origin != "generator")
    held = tuple(f"{slot.replace('_', ' ')}: {value}" for slot, value in turn.state.values().items())
    for reply in turn.replies:
        cited = tuple(s.text for s in (knowledge.snippets if knowledge else ()) if s.id in reply.sources)
        if reply.origin == "generator":
            yield Statement(text=reply.text, sources=(*cited, *held, *quoted), need=said, proposal=True)
        else:  # a policy's words are the business's own, and claim no source
            yield Statement(text=reply.text, sources=cited, need=said, quoted=True, proposal=True)
