"""The pipelines by their names on the command line."""

from dsolutions.registry import Pack

PACK = Pack(
    summary="The pipelines that come with dsolutions.",
    pipelines={
        "finance-risk": "dsolutions_pipelines.finance_risk:FinanceRiskPipeline",
        "support": "dsolutions_pipelines.support:SupportPipeline",
    },
)
