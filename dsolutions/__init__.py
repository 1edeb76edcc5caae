"""Industry AI pipelines for finance, medicine and customer support that run where the data lives.

>>> import dsolutions
>>> dsolutions.Document(id="1", text="Acme cuts jobs").id
'1'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dsolutions._lazy import lazy

__version__ = "0.1.0"

if TYPE_CHECKING:
    from dsolutions.adapters import Adapter
    from dsolutions.component import FeedState, Pipeline
    from dsolutions.errors import DsolutionsError
    from dsolutions.registry import Pack
    from dsolutions.runtime import Precision, Runtime
    from dsolutions.safety.policy import SafetyPolicy
    from dsolutions.types import Document, Ingredient, ItemError, Provenance, Result, Safety, Span
    from dsolutions_pipelines import ContractPipeline, FinanceRiskPipeline, SupportPipeline

# Public name -> where it lives; imported on first use, so that `import dsolutions` stays quick.
_PUBLIC = {
    "Adapter": "dsolutions.adapters",
    "ContractPipeline": "dsolutions_pipelines",
    "Document": "dsolutions.types",
    "DsolutionsError": "dsolutions.errors",
    "FeedState": "dsolutions.component",
    "FinanceRiskPipeline": "dsolutions_pipelines",
    "Ingredient": "dsolutions.types",
    "ItemError": "dsolutions.types",
    "Pack": "dsolutions.registry",
    "Pipeline": "dsolutions.component",
    "Precision": "dsolutions.runtime",
    "Provenance": "dsolutions.types",
    "Result": "dsolutions.types",
    "Runtime": "dsolutions.runtime",
    "Safety": "dsolutions.types",
    "SafetyPolicy": "dsolutions.safety.policy",
    "Span": "dsolutions.types",
    "SupportPipeline": "dsolutions_pipelines",
}

__all__ = [  # written out, because type checkers read it
    "Adapter",
    "ContractPipeline",
    "Document",
    "DsolutionsError",
    "FeedState",
    "FinanceRiskPipeline",
    "Ingredient",
    "ItemError",
    "Pack",
    "Pipeline",
    "Precision",
    "Provenance",
    "Result",
    "Runtime",
    "Safety",
    "SafetyPolicy",
    "Span",
    "SupportPipeline",
    "__version__",
]


__getattr__ = lazy(__name__, _PUBLIC)


def __dir__() -> list[str]:
    return sorted(__all__)
