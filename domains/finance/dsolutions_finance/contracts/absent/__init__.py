"""What contracts of a kind usually have, and this one does not."""

from __future__ import annotations

from dsolutions_finance.contracts.absent.kinds import KINDS, kind_of
from dsolutions_finance.contracts.absent.usual import UsualClauses, absent_clauses

__all__ = ["KINDS", "UsualClauses", "absent_clauses", "kind_of"]
