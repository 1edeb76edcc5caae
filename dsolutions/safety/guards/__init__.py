"""Guards on inputs: what they find is evidence for a policy, and no document is ever obeyed."""

from dsolutions.safety.guards.injection import InjectionGuard
from dsolutions.safety.guards.personal import PersonalDataGuard
from dsolutions.safety.guards.size import SizeGuard, SizeLimits

__all__ = ["InjectionGuard", "PersonalDataGuard", "SizeGuard", "SizeLimits"]
