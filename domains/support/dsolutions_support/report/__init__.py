"""The support report: one HTML file about a run."""

from dsolutions_support.report.page import write_report

__all__ = ["write_report"]
