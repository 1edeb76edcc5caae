"""A run as one HTML page for a risk desk: when, who, how bad, why, and the words that prove it."""

from dsolutions_finance.report.page import write_report

__all__ = ["write_report"]
