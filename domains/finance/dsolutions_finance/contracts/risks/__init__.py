"""Risk flags from a rule file."""

from __future__ import annotations

from dsolutions_finance.contracts.risks.detector import Reviewed, RiskDetector
from dsolutions_finance.contracts.risks.rules import RiskRules

__all__ = ["Reviewed", "RiskDetector", "RiskRules"]
