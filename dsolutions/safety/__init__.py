"""What stands between a pipeline and the world: guards on the way in, rewards on the way out."""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy
from dsolutions.safety.findings import Finding, Guard, Judge, Reward, Statement
from dsolutions.safety.gate import Answer, Gate, OpenGate
from dsolutions.safety.policy import SafetyPolicy
from dsolutions.safety.safety_gate import SafetyGate

if TYPE_CHECKING:
    from dsolutions.safety.monitor import Monitor

__all__ = [
    "Answer",
    "Finding",
    "Gate",
    "Guard",
    "Judge",
    "Monitor",
    "OpenGate",
    "Reward",
    "SafetyGate",
    "SafetyPolicy",
    "Statement",
]

__getattr__ = lazy(__name__, {"Monitor": "dsolutions.safety.monitor"})
