"""The guards and judges that come with the library, made when a gate needs them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from dsolutions.safety.findings import Guard, Judge
from dsolutions.safety.policy import SafetyPolicy

if TYPE_CHECKING:
    from dsolutions.runtime import Runtime

# What the shipped heads were trained on; a pipeline with another encoder leaves the judging to this one.
ENCODER = "all-MiniLM-L6-v2"

# Guard to its class, and whether that takes the runtime; the cheapest first.
GUARDS = {
    "size": ("dsolutions.safety.guards.size:SizeGuard", False),
    "injection": ("dsolutions.safety.guards.injection:InjectionGuard", True),
    "personal_data": ("dsolutions.safety.guards.personal:PersonalDataGuard", False),
}
JUDGES = (
    "dsolutions.safety.rewards.factuality:FactualityJudge",
    "dsolutions.safety.rewards:SafetyJudge",
    "dsolutions.safety.rewards:EthicsJudge",
    "dsolutions.safety.rewards:HelpfulnessJudge",
)


def judging_runtime(given: Runtime | None) -> Runtime:
    """Return the runtime that guards and judges share: the pipeline's own where its encoder fits."""
    if given is not None and given.encoder.model.name == ENCODER:
        return given
    return _own_runtime()


def default_guards(policy: SafetyPolicy, runtime: Runtime) -> list[Guard]:
    """Make the guards that a policy asks for."""
    chosen = [place for name, place in GUARDS.items() if name in policy.guards]
    return [made(runtime) if reads else made() for place, reads in chosen if (made := _class(place))]


def default_judges(runtime: Runtime) -> list[Judge]:
    """Make the four judges."""
    return [made(runtime) for place in JUDGES if (made := _class(place))]


@cache
def _own_runtime() -> Runtime:
    from dsolutions.runtime import Runtime

    return Runtime(ENCODER)


def _class(place: str) -> Any:
    module, _, name = place.partition(":")
    try:
        return getattr(import_module(module), name)
    except (ImportError, AttributeError):  # not there yet
        return None
