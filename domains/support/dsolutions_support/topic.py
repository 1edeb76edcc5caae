"""What a turn is about inside its conversation: something new, or still the same matter.

An intent model reads a turn on its own, and most turns of a conversation say little on their own: "LH-20417",
"yes please", "and until then?". Read like that, they look out of scope or, worse, like whatever their three
words resemble. So a turn keeps to the topic unless it says enough to bring up another one.

The limits were set while reading the turns of two dozen chats that were written for it; nothing is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsolutions.types import Value
from dsolutions_support.results import Intent
from dsolutions_support.state import acts
from dsolutions_support.state.words import lowered
from dsolutions_support.words import content_words, overlap

# Fewer content words than this name no matter of their own ("what's the difference", "in the morning?").
_SAYS_ENOUGH = 3
_CLEARLY = 2  # where they are those of an intent's examples ("close my account", "where is my parcel")
# A question or a request on a new matter is usually put plainly; below this, it is most often a follow-up.
_SURE = 0.9

_GREETING = re.compile(r"\b(?:hello|hi|hey|good (?:morning|afternoon|evening))\b")
_THANKS = re.compile(r"\b(?:thanks|thank you|thx|cheers|bye|goodbye)\b")
_NO_THANKS = re.compile(r"\bno,? (?:thanks|thank you)")
_LEAVES = re.compile(
    r"\b(?:by the way|btw|while i'm here|(?:an)?other (?:question|thing|matter)|one more (?:question|thing)"
    r"|something else|(?:different|separate) (?:question|matter)|unrelated)\b"
)
# Words that stand for what was said before; an order of events ("it arrived, then ...") is none of them.
_LEANS = re.compile(
    r"^\W*(?:and|but|so|then|or|because)\b|\b(?:it|its|it's|that|that's|this|these|those|they|them|one|there)\b"
)
_OPEN_FLOOR = re.compile(r"\b(?:how|what) (?:can|may|could) (?:i|we)\b|\banything else\b|\bhelp you\b")


class Moment(Value):
    """A turn of the user and what it stands in.

    Args:
        text: what the user says.
        said: what the agent said last.
        topic: the intent that the conversation is about so far, as it was when it was brought up.
        settled: the words of the turn that give a slot its value.
        answers: whether one of these slots was asked for or offered.

    >>> lost = Intent(label="lost_card", probability=0.9, in_scope=True, candidates={"lost_card": 0.9})
    >>> alone = Intent(label=None, probability=0.4, in_scope=False, candidates={"change_address": 0.4})
    >>> moment = Moment(text="4471", said="What are its last digits?", topic=lost)
    >>> moment.intent(alone).label, moment.intent(alone).carried
    ('lost_card', True)
    """

    text: str
    said: str = ""
    topic: Intent | None = None
    settled: Sequence[str] = ()
    answers: bool = False

    def intent(self, alone: Intent) -> Intent:
        """Decide what the turn is about.

        Args:
            alone: what it looks like on its own.

        Returns:
            ``alone`` where the turn brings up something, in scope or not, or is a courtesy that the intents
            know; else the topic, with the candidates of the turn.
        """
        if self.topic is None or (self.courteous and alone.in_scope) or self._brings_up(alone):
            return alone
        return self.topic.model_copy(update={"carried": True, "candidates": alone.candidates})

    @property
    def courteous(self) -> bool:
        """Whether the turn greets, thanks or takes leave, and asks nothing; it is no new topic either."""
        said, words = self._low, len(content_words(self.text))
        greets = _GREETING.search(said) is not None and words == 0
        thanks = _THANKS.search(said) is not None and not _NO_THANKS.search(said) and words <= _SAYS_ENOUGH
        return (greets or thanks) and not acts.requests(said)

    def _brings_up(self, alone: Intent) -> bool:
        said = self._low
        told = content_words(said) - content_words(" ".join(self.settled))
        if len(told) < (_CLEARLY if alone.clear else _SAYS_ENOUGH) or self.courteous:
            return False
        asks = acts.requests(said)
        if _LEAVES.search(said):
            return asks or alone.in_scope
        leans = _LEANS.search(said) is not None
        if not alone.in_scope:  # only a question that has nothing to do with what was said leaves the scope
            near = overlap(content_words(said), content_words(self.said)) > 0
            return "?" in said and not (leans or near or self._answers)
        plain = alone.clear and not leans
        return plain if self._answers else plain or (asks and alone.probability >= _SURE)

    @property
    def _answers(self) -> bool:
        """Whether the turn answers the agent: it says yes or no, or a question was put and it puts none."""
        said, agent = self._low, lowered(self.said)
        if acts.refuses(said) or acts.agrees(said):
            return True
        asked = agent.rstrip().endswith("?") and not _OPEN_FLOOR.search(agent)
        return (asked or self.answers) and "?" not in said

    @property
    def _low(self) -> str:
        return lowered(self.text)
