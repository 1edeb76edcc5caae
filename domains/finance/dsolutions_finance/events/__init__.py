"""What happened: events that matter for risk, found by rules that say where they come from."""

from dsolutions_finance.events.detector import EventDetector
from dsolutions_finance.events.magnitude import Size, SizeReader
from dsolutions_finance.events.rules import EventRule, EventRules

__all__ = ["EventDetector", "EventRule", "EventRules", "Size", "SizeReader"]
