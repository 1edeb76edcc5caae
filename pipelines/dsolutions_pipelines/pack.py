"""The pipelines by their names on the command line."""

from dsolutions.registry import Pack

PACK = Pack(
    summary="The pipelines that come with dsolutions.",
    pipelines={
        "contract": "dsolutions_pipelines.contract:ContractPipeline",
        "finance-risk": "dsolutions_pipelines.finance_risk:FinanceRiskPipeline",
        "support": "dsolutions_pipelines.support:SupportPipeline",
    },
)
