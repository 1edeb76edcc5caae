"""Pages for reviewers: contracts with everything that was found in them, and two versions side by side."""

from dsolutions_finance.contracts.review.changes import write_comparison
from dsolutions_finance.contracts.review.page import write_report

__all__ = ["write_comparison", "write_report"]
