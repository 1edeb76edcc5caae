"""What a finder makes of labelled contracts, read once for all scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.contracts.ranking import Bools, Floats
from dsolutions_finance.contracts.types import ClauseFinder
from dsolutions_finance.contracts.types.finder import Reading
from dsolutions_finance.contracts.types.fusion import expit
from dsolutions_finance.contracts.types.labelled import LabelledContract


@dataclass(frozen=True)
class ReadContracts:
    """Labelled contracts and how a finder reads them.

    Args:
        finder: the finder.
        contracts: the contracts.
        readings: one per contract.
    """

    finder: ClauseFinder
    contracts: Sequence[LabelledContract]
    readings: Sequence[Reading]

    @classmethod
    def of(cls, finder: ClauseFinder, contracts: Sequence[LabelledContract]) -> ReadContracts:
        """Read contracts, each as a user's would be."""
        return cls(finder, contracts, [finder.read(contract.text) for contract in contracts])

    @property
    def gold(self) -> list[Bools]:
        """Per contract (passages, types)."""
        return [contract.gold for contract in self.contracts]

    @property
    def passages(self) -> list[Floats]:
        """Per contract (passages, types): what passages are ranked by.

        Those that the encoder did not read come after all others, in the order of their words.
        """
        tables = []
        for reading in self.readings:
            words = expit(self.finder.fusion.selection.log_odds(reading.lexical))
            table = words - 1.0
            table[reading.asked] = reading.probabilities
            tables.append(np.asarray(table))
        return tables

    @property
    def presence(self) -> Floats:
        """(contracts, types) probabilities that a contract has a type."""
        return np.array([self.finder.fusion.presence(reading.probabilities) for reading in self.readings])
