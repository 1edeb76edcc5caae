"""Which clause types contracts of a kind usually have, counted on the train part of CUAD."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import quantiles
from typing import Self

from dsolutions_finance.contracts.absent.kinds import COUNTED_AS, UNCOUNTED
from dsolutions_finance.contracts.results import AbsentClause

ALL = "All"  # the column of all contracts together
# A clause type is expected where more than half of the contracts of the kind have it.
EXPECTED = 0.5
# A gap is reported where the model is this sure of it: of ten reported gaps at most two are there after all.
CONFIDENCE = 0.8
# Kinds have between 2 and 32 train contracts. The share of all contracts weighs as much as this many of the
# kind, so that two contracts do not make a rule.
_PRIOR = 5


@dataclass(frozen=True)
class UsualClauses:
    """Shares of contracts that have a clause type, by kind of contract.

    Args:
        contracts: kind to the number of contracts counted.
        shares: clause type to kind to the share of its contracts that have one.

    >>> usual = UsualClauses.builtin()
    >>> usual.share("Governing Law", "License") > usual.share("Insurance", "License")
    True
    """

    contracts: Mapping[str, int]
    shares: Mapping[str, Mapping[str, float]]

    @classmethod
    @cache
    def builtin(cls) -> Self:
        """Return the table that ships; ``benchmarks/contracts/usual.py`` writes it."""
        with (files(__package__) / "usual.csv").open(encoding="utf-8") as file:
            counted, *rows = csv.DictReader(file)
        kinds = [kind for kind in counted if kind != "type"]
        return cls(
            {kind: int(counted[kind]) for kind in kinds},
            {row["type"]: {kind: float(row[kind]) for kind in kinds} for row in rows},
        )

    @property
    def types(self) -> tuple[str, ...]:
        """The clause types that were counted."""
        return tuple(self.shares)

    def share(self, type: str, kind: str | None) -> float:
        """Return the share of contracts of a kind, or of all contracts, that have a clause type.

        Of a kind that no contracts were counted of, it is what five of six other kinds reach.
        """
        shares = self.shares[type]
        kind = COUNTED_AS.get(kind or "", kind)
        if kind and kind in shares:
            n = self.contracts[kind]
            return (n * shares[kind] + _PRIOR * shares[ALL]) / (n + _PRIOR)
        if kind in UNCOUNTED:
            return quantiles((share for name, share in shares.items() if name != ALL), n=6)[0]
        return shares[ALL]


def absent_clauses(
    presence: Mapping[str, float],
    kind: str | None,
    usual: UsualClauses | None = None,
    *,
    found: Sequence[str] = (),
) -> tuple[AbsentClause, ...]:
    """Report the clause types that are expected in a contract of this kind and surely not there.

    Args:
        presence: clause type to the probability that the contract has one; empty where no model ran, and
            nothing is then reported.
        kind: what sort of contract it is, if known.
        usual: the table; the shipped one by default.
        found: clause types that are there for certain, such as a governing law that was read.

    Returns:
        The gaps, those that are the most unusual first.

    >>> absent_clauses({"Governing Law": 0.04, "Insurance": 0.9}, "License")[0].type
    'Governing Law'
    """
    table = usual if usual is not None else UsualClauses.builtin()
    gaps = [
        AbsentClause(type=type, confidence=1 - presence[type], usual=round(table.share(type, kind), 3))
        for type in table.types
        if type in presence and type not in found
    ]
    expected = [gap for gap in gaps if gap.usual > EXPECTED and gap.confidence >= CONFIDENCE]
    return tuple(sorted(expected, key=lambda gap: -gap.usual))
