"""The pipelines that users call."""

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy

if TYPE_CHECKING:
    from dsolutions_pipelines.contract import ContractPipeline
    from dsolutions_pipelines.finance_risk import FinanceRiskPipeline
    from dsolutions_pipelines.support import SupportPipeline

__all__ = ["ContractPipeline", "FinanceRiskPipeline", "SupportPipeline"]

__getattr__ = lazy(
    __name__,
    {
        "ContractPipeline": "dsolutions_pipelines.contract",
        "FinanceRiskPipeline": "dsolutions_pipelines.finance_risk",
        "SupportPipeline": "dsolutions_pipelines.support",
    },
)
