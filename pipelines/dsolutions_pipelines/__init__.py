"""The pipelines that users call."""

from dsolutions_pipelines.finance_risk import FinanceRiskPipeline

__all__ = ["FinanceRiskPipeline"]
