"""Whether the user's files speak of the same things."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches

from dsolutions.errors import ConfigurationError
from dsolutions_support.escalation import EscalationRules
from dsolutions_support.reply import Policy
from dsolutions_support.state import StateSchema


def check_names(
    policy: Policy, schema: StateSchema | None, intents: Collection[str], rules: EscalationRules
) -> None:
    """Find out before a conversation, not in it, that an action could never be taken.

    Args:
        policy: what speaks of slots, intents and signals.
        schema: the slots; ``None`` where there are none.
        intents: the names of the intents; empty where there are none.
        rules: the escalation rules.

    Raises:
        ConfigurationError: the policy speaks of one that there is not.
    """
    slots = {slot.name for slot in schema.slots} if schema is not None else set()
    _check("slot", policy.slots, slots, "slots")
    _check("intent", policy.intents, set(intents), "intents")
    _check("signal", policy.signals, rules.signals, "escalation_rules")


def _check(kind: str, used: Collection[str], there: Collection[str], option: str) -> None:
    for name in sorted(set(used) - set(there)):
        near = get_close_matches(name, there, n=1)
        remedy = (
            f"did you mean {near[0]!r}?" if near else f"write it right, or add it to the file of {option!r}"
        )
        raise ConfigurationError(
            f"the policy speaks of the {kind} {name!r}, and there is none of this name",
            stage="policy",
            item=name,
            remedy=remedy if there else f"give the file that has it as option {option!r}",
        )
