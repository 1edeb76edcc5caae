"""The contracts of CUAD with the answers of its annotators."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dsolutions_finance.contracts.document import ContractDocument
from dsolutions_finance.contracts.text import ContractText

CUAD = "finance/cuad"


@dataclass(frozen=True)
class AnsweredContract:
    """One contract.

    Args:
        name: its name in the data set.
        kind: its folder there, ``""`` where unknown.
        raw: its text.
        answers: category to the annotators' normalised answer, ``""`` or ``"No"`` where there is none.
    """

    name: str
    kind: str
    raw: str
    answers: Mapping[str, str]

    @property
    def text(self) -> ContractText:
        """Its working text."""
        return ContractText.of(ContractDocument(id=self.name, text=self.raw))


def contracts(data: Path, split: str) -> Iterator[AnsweredContract]:
    """Yield the contracts of a part, in the order of the files."""
    answered = {row["contract"]: row for row in _rows(data / CUAD / "fields.jsonl.gz")}
    for row in _rows(data / CUAD / "contracts.jsonl.gz"):
        if row["split"] == split:
            found = answered[row["contract"]]
            yield AnsweredContract(
                row["contract"], found["contract_type"] or "", row["text"], found["answers"]
            )


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)
