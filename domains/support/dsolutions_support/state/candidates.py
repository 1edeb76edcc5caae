"""What a user's turn may do to the state: each possible update with what speaks for and against it."""

from __future__ import annotations

from dataclasses import replace

from dsolutions_support.results import DialogueState
from dsolutions_support.state.candidate import Candidate, wording
from dsolutions_support.state.exchange import Exchange
from dsolutions_support.state.hearing import Heard
from dsolutions_support.state.left_open import left_open
from dsolutions_support.state.offered import offered
from dsolutions_support.state.pointed_at import retracted, shared
from dsolutions_support.state.requested import requested
from dsolutions_support.state.schema import StateSchema
from dsolutions_support.state.told import told


class CandidateFinder:
    """Lists what a user's turn may do to the state.

    Args:
        schema: the slots.
        wording: whether the words around a candidate are features, too.
    """

    def __init__(self, schema: StateSchema, *, wording: bool = False) -> None:
        self._schema = schema
        self._wording = wording

    def find(self, state: DialogueState, user: Heard, agent: Heard | None) -> list[Candidate]:
        """List the candidates for a turn, given the state before it and the agent's last turn."""
        found = self._find(Exchange(self._schema, state, user, agent))
        if self._wording:
            found = [replace(c, features=(*c.features, *wording(c, user, agent))) for c in found]
        return found

    def _find(self, exchange: Exchange) -> list[Candidate]:
        if exchange.echoes:
            return []
        said = list(told(exchange))
        waived = list(left_open(exchange, said))
        return [
            *said,
            *waived,
            *offered(exchange, said),
            *shared(exchange),
            *retracted(exchange, said),
            *requested(exchange, [*said, *waived]),
        ]
