"""Clause types: which passages of a contract are which of the 41 CUAD types, and which types it has."""

from dsolutions_finance.contracts.types.finder import ClauseFinder, FoundClauses
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES
from dsolutions_finance.contracts.types.passages import Passage, passages

__all__ = ["CLAUSE_TYPES", "ClauseFinder", "FoundClauses", "Passage", "passages"]
