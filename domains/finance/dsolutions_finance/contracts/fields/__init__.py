"""Fields of a contract: who, when, how long, under whose law, for how much."""

from __future__ import annotations

from dsolutions_finance.contracts.fields.finder import find_fields

__all__ = ["find_fields"]
