"""Two versions of a contract, or a contract and one's standard clauses, side by side."""

from __future__ import annotations

from dsolutions_finance.contracts.comparison.results import (
    ClauseMatch,
    ContractComparison,
    ParagraphChange,
    StandardsComparison,
    WordChange,
)
from dsolutions_finance.contracts.comparison.standards import (
    StandardClause,
    compare_standards,
    read_standards,
)
from dsolutions_finance.contracts.comparison.versions import compare_versions

__all__ = [
    "ClauseMatch",
    "ContractComparison",
    "ParagraphChange",
    "StandardClause",
    "StandardsComparison",
    "WordChange",
    "compare_standards",
    "compare_versions",
    "read_standards",
]
