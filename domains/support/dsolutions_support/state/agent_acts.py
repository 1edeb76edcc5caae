"""What an agent's turn does, read off its wording: ask, offer, say what is not to be had.

All texts here are in lower case, as ``words.lowered`` makes them.
"""

from __future__ import annotations

import re

from dsolutions_support.state.acts import sentences
from dsolutions_support.state.words import any_of

_ASKS = re.compile(
    any_of(
        "what", "which", "where", "when", "how many", "do you", "would you", "are you", "any particular",
        "preference",
        "prefer", "please (?:tell|give|confirm|provide)", "may i", "(?:can|could) i have", "let me know",
        "i(?:'ll)? need",
    ) + r"|\?"
)  # fmt: skip
_OFFER = re.compile(
    any_of(
        "how about", "what about", "would you (?:like|prefer|be interested)", "do you (?:want|prefer)",
        "(?:shall|should) i", "(?:can|could|would) (?:i )?(?:offer|suggest|recommend|do|book)",
        "may i suggest",
        "i(?:'d| would)? (?:recommend|suggest|propose)", r"(?:i|we) have (?:an?|the|one|some|\d+)",
        "there(?:'s| is)",
        "is (?:that|this|it) (?:ok|okay|fine|right|correct)",
        "would .{1,60} (?:work|suit|do|be ok|be okay|be fine)",
        "available", "free(?! of)", "next (?:slot|one)", "earliest", "interested in",
    )
)  # fmt: skip
_LACK = re.compile(
    any_of("no", "not", "none", "nothing", "unable", "cannot", "doN'T", "areN'T", "isN'T", "caN'T")
)  # fmt: skip
_NOT_THERE = re.compile(
    r"^[^,.;]*?"
    + any_of(
        "(?:is|are|was|were|do|does)N'T", "unavailable", "sold out", "booked out", "fully booked", "closed"
    )
)
_CONTRAST = re.compile(r"\b(?:but|however|though|only|instead)\b|;")
_INFORMATION = re.compile(
    any_of("information", "info", "details", "know more", "anything else", "phone", "number", "address")
)
_INVITES = re.compile(
    any_of(
        "preferences?", "prefer(?:red)?", "particular", "specific", "certain",
        "any(?! other| different| more)", "mind", "matter",
    )
)  # fmt: skip


def asks(sentence: str) -> bool:
    """Whether an agent's sentence asks the user for something."""
    return bool(_ASKS.search(sentence))


def offers(sentence: str) -> bool:
    """Whether an agent's sentence proposes what it mentions."""
    return bool(_OFFER.search(sentence))


def lacks(sentence: str, start: int, end: int) -> bool:
    """Whether an agent's sentence says that what stands there is not to be had.

    >>> sentence = "there are no places in the north, but the south is free"
    >>> lacks(sentence, 27, 32), lacks(sentence, 42, 47)
    (True, False)
    """
    before = _CONTRAST.split(sentence[:start])[-1]
    after = _CONTRAST.split(sentence[end:])[0]
    return bool(_LACK.search(before) or _NOT_THERE.search(after))


def offers_information(text: str) -> bool:
    """Whether the agent's turn proposes to tell more, so that a yes is a yes to that."""
    return any(_INFORMATION.search(question) for question in _questions(text))


def invites(text: str) -> bool:
    """Whether the agent's turn asks for a preference, which the user may not have."""
    return any(_INVITES.search(question) for question in _questions(text))


def _questions(text: str) -> list[str]:
    return [sentence for _, _, sentence in sentences(text) if sentence.rstrip().endswith("?")]
