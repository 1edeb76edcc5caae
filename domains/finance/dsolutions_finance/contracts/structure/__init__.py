"""The clause tree of a contract, its definitions and its references to itself."""

from dsolutions_finance.contracts.structure.structure import Structure, read_structure

__all__ = ["Structure", "read_structure"]
