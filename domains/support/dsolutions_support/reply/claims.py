"""The check: a reply states no fact that is neither in the state nor in a source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from dsolutions.safety.rewards.factuality.facts import Fact, facts
from dsolutions.types import Value
from dsolutions_support.results import Claim, DialogueState

_WORD = re.compile(r"[\w&'-]+")


class Source(Value):
    """Something that a reply may rely on.

    Args:
        name: ``"state:<slot>"``, ``"policy:<action>"`` or ``"knowledge:<snippet id>"``.
        text: what it says.

    >>> Source(name="knowledge:fees", text="A transfer costs 2 EUR.").name
    'knowledge:fees'
    """

    name: str
    text: str

    @classmethod
    def of_state(cls, state: DialogueState) -> list[Source]:
        """Return the values of a state, one source each; what is offered may be repeated, too."""
        held = {**state.offers, **state.slots}
        return [cls(name=f"state:{slot}", text=it.value) for slot, it in held.items() if it.value is not None]

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(k for fact in facts(self.text) for k in (fact.key, *fact.also, *fact.implies))

    @cached_property
    def _words(self) -> str:
        words = (word.removesuffix("'s") for word in _WORD.findall(self.text.lower().replace("’", "'")))
        return f" {' '.join(words)} "

    def supports(self, fact: Fact) -> bool:
        """Tell whether the source states the same; of a slot's number, the slot itself is the unit."""
        if not self._keys.isdisjoint((fact.key, *fact.also)):
            return True
        if fact.kind == "name" and self.mentions(fact.key[5:]):
            return True
        bare = fact.number is not None and f"number {fact.number}" in self._keys
        return bare and self.name.startswith("state:")

    def mentions(self, words: str) -> bool:
        """Tell whether the source has these words, in lower case, one after the other."""
        return f" {words} " in self._words


def check(text: str, sources: Sequence[Source], heard: str = "") -> tuple[Claim, ...]:
    """List the facts that a text states, each with its support.

    It sees numbers, dates, times, amounts, percentages, ids, addresses, telephone numbers and names.
    It does not see facts in plain words ("refunds are free"); a reply made of sentences that a source has, as
    policy and knowledge make them, has none of its own.

    Args:
        text: a reply.
        sources: what it may rely on; the first that supports a fact is named.
        heard: what the user said, to tell words from names at the start of a sentence; supports nothing.

    >>> fees = Source(name="knowledge:fees", text="Each transfer costs 2 EUR.")
    >>> [(c.text, c.source) for c in check("That is €2, or €5 at Merrow Bank.", [fees])]
    [('€2', 'knowledge:fees'), ('€5', None), ('Merrow Bank', None)]
    """
    known = [*sources, Source(name="", text=heard)]
    claims = []
    for fact in facts(text):
        if fact.weak or (fact.opens and any(source.mentions(fact.key[5:]) for source in known)):
            continue  # "one", or an ordinary word that only opens a sentence
        support = next((source.name for source in sources if source.supports(fact)), None)
        claims.append(Claim(text=text[fact.start : fact.end], supported=support is not None, source=support))
    return tuple(claims)
