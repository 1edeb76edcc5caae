"""When a person should step in: signals over the words, the mood and the course of a conversation."""

from dsolutions_support.escalation.detector import EscalationDetector
from dsolutions_support.escalation.memory import EscalationMemory
from dsolutions_support.escalation.rules import EscalationRule, EscalationRules
from dsolutions_support.escalation.trend import displeasure, slope

__all__ = [
    "EscalationDetector",
    "EscalationMemory",
    "EscalationRule",
    "EscalationRules",
    "displeasure",
    "slope",
]
