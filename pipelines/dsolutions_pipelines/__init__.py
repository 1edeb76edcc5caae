"""The pipelines that users call."""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy

if TYPE_CHECKING:
    from dsolutions_pipelines.finance_risk import FinanceRiskPipeline

__all__ = ["FinanceRiskPipeline"]

__getattr__ = lazy(__name__, {"FinanceRiskPipeline": "dsolutions_pipelines.finance_risk"})
