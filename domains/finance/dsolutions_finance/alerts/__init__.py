"""Who should look: alerts over events, tone, size and time."""

from dsolutions_finance.alerts.engine import AlertEngine
from dsolutions_finance.alerts.rules import AlertRules
from dsolutions_finance.alerts.state import AlertState

__all__ = ["AlertEngine", "AlertRules", "AlertState"]
