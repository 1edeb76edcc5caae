"""What a generator is told: the situation, and the only facts that it may use."""

from __future__ import annotations

from collections.abc import Sequence

from dsolutions_support.reply.claims import Source
from dsolutions_support.reply.situation import Situation


def prompt(situation: Situation, sources: Sequence[Source]) -> str:
    """Write the prompt for one reply.

    >>> fees = Source(name="knowledge:fees", text="A transfer costs 2 EUR.")
    >>> print(prompt(Situation(turn=0, text="What does it cost?"), [fees]))
    You answer a customer in a support chat, in one to three short and friendly sentences.
    Use only these facts, and no other number, date, name or promise:
    - A transfer costs 2 EUR.
    Customer: What does it cost?
    Agent:
    """
    lines = [
        "You answer a customer in a support chat, in one to three short and friendly sentences.",
        "Use only these facts, and no other number, date, name or promise:",
    ]
    for source in sources:
        kind, _, name = source.name.partition(":")
        known = f"the customer's {name.replace('_', ' ')}: " if kind == "state" else ""
        lines.append(f"- {known}{' '.join(source.text.split())}")
    if situation.emotion is not None and situation.emotion.feeling != "calm":
        lines.append(f"The customer is {situation.emotion.feeling}.")
    if situation.said:
        lines.append(f"Agent: {situation.said}")
    return "\n".join([*lines, f"Customer: {situation.text}", "Agent:"])
