"""The guards and judges that come with the library, made when a gate needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from dsolutions.errors import ConfigurationError
from dsolutions.safety.findings import Guard, Judge
from dsolutions.safety.policy import OTHER, GuardName, GuardPoint, SafetyPolicy

if TYPE_CHECKING:
    from dsolutions.runtime import Runtime

# What the shipped heads were trained on; a pipeline with another encoder leaves the judging to this one.
ENCODER = "all-MiniLM-L6-v2"
# Injection findings below a policy's points still count for the risk of a conversation; below this they are
# what ordinary texts get.
_NOTICED = 0.25


def judging_runtime(given: Runtime | None) -> Runtime:
    """Return the runtime that guards and judges share: the pipeline's own where its encoder fits."""
    if given is not None and given.encoder.model.name == ENCODER:
        return given
    return _own_runtime()


def default_guards(policy: SafetyPolicy, runtime: Runtime) -> list[Guard]:
    """Make the guards that a policy asks for, the cheapest first.

    Raises:
        ConfigurationError: the policy names a kind of personal data that is not known.
    """
    return [_GUARDS[name](policy.guards[name], runtime) for name in _GUARDS if name in policy.guards]


def default_judges(runtime: Runtime) -> list[Judge]:
    """Make the four judges."""
    from dsolutions.safety.rewards import EthicsJudge, HelpfulnessJudge, SafetyJudge
    from dsolutions.safety.rewards.factuality import FactualityJudge

    return [FactualityJudge(runtime), SafetyJudge(runtime), EthicsJudge(runtime), HelpfulnessJudge(runtime)]


def _size(points: Mapping[str, GuardPoint], runtime: Runtime) -> Guard:
    from dsolutions.safety.guards.size import SizeGuard

    return SizeGuard()


def _injection(points: Mapping[str, GuardPoint], runtime: Runtime) -> Guard:
    from dsolutions.safety.guards.injection import InjectionGuard

    lowest = [point.lowest for point in points.values() if point.lowest is not None]
    return InjectionGuard(runtime, threshold=min([_NOTICED, *lowest]))


def _request(points: Mapping[str, GuardPoint], runtime: Runtime) -> Guard:
    from dsolutions.safety.guards.request import HarmfulRequestGuard

    lowest = [point.lowest for point in points.values() if point.lowest is not None]
    return HarmfulRequestGuard(runtime, threshold=min(lowest, default=1.0))


def _personal(points: Mapping[str, GuardPoint], runtime: Runtime) -> Guard:
    from dsolutions.safety.guards.personal import PersonalDataGuard
    from dsolutions.safety.guards.personal.kinds import KINDS

    if unknown := points.keys() - KINDS.keys() - {OTHER}:
        raise ConfigurationError(
            f"{min(unknown)!r} is no kind of personal data",
            stage="safety",
            item="guards.personal_data",
            remedy=f"use some of: {', '.join(KINDS)}",
        )
    of_kind = {kind: points.get(kind, points.get(OTHER, GuardPoint())) for kind in KINDS}
    # Kinds that pass are not even looked for: to find names costs as much as all else together.
    acted_on = {kind: point.lowest for kind, point in of_kind.items() if point.lowest is not None}
    return PersonalDataGuard(acted_on, threshold=min(acted_on.values(), default=1.0))


_GUARDS: Mapping[GuardName, Callable[[Mapping[str, GuardPoint], Runtime], Guard]] = {
    "size": _size,
    "injection": _injection,
    "harmful_request": _request,
    "personal_data": _personal,
}


@cache
def _own_runtime() -> Runtime:
    from dsolutions.runtime import Runtime

    return Runtime(ENCODER)
