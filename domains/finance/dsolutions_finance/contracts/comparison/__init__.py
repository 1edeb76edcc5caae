"""Two versions of a contract, or a contract and one's standard clauses, side by side."""

from __future__ import annotations

from dsolutions_finance.contracts.comparison.results import ContractComparison, ParagraphChange
from dsolutions_finance.contracts.comparison.standards import (
    StandardClause,
    StandardClauses,
    compare_standards,
)
from dsolutions_finance.contracts.comparison.versions import Version, compare_versions

__all__ = [
    "ContractComparison",
    "ParagraphChange",
    "StandardClause",
    "StandardClauses",
    "Version",
    "compare_standards",
    "compare_versions",
]
