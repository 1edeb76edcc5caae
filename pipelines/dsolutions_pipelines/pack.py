"""The pipelines by their names on the command line."""

from pathlib import Path

from dsolutions.registry import Pack
from dsolutions.safety.policy import shipped

PACK = Pack(
    summary="The pipelines that come with dsolutions.",
    pipelines={
        "contract": "dsolutions_pipelines.contract:ContractPipeline",
        "finance-risk": "dsolutions_pipelines.finance_risk:FinanceRiskPipeline",
        "support": "dsolutions_pipelines.support:SupportPipeline",
    },
    files={f"safety-{name}": Path(str(file)) for name, file in shipped().items()},
)
