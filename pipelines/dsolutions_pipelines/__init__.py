"""The pipelines that users call."""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy

if TYPE_CHECKING:
    from dsolutions_pipelines.finance_risk import FinanceRiskPipeline
    from dsolutions_pipelines.support import SupportPipeline

__all__ = ["FinanceRiskPipeline", "SupportPipeline"]

__getattr__ = lazy(
    __name__,
    {
        "FinanceRiskPipeline": "dsolutions_pipelines.finance_risk",
        "SupportPipeline": "dsolutions_pipelines.support",
    },
)
