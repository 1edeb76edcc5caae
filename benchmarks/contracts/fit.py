"""Fit what decides beside the adapter: the lexical model and the fusion.

    python -m benchmarks.contracts.fit DATA ADAPTER

reads ``DATA/finance/cuad`` and the folder of a trained adapter, and writes ``lexical.safetensors`` and
``fusion.json`` into ``dsolutions_finance/contracts/types/model``. The fusion is fitted to contracts
that were held out from the adapter and from a first lexical model; the second one, which is written, knows
all contracts of the training part.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.contracts.training import CUAD, held_out
from dsolutions.adapters import Adapter
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types import CLAUSE_TYPES
from dsolutions_finance.contracts.types.finder import HEAD, MODEL
from dsolutions_finance.contracts.types.fitting import Scored, fit_fusion, fit_selection
from dsolutions_finance.contracts.types.fusion import Fusion
from dsolutions_finance.contracts.types.labelled import LabelledContract, read_contracts
from dsolutions_finance.contracts.types.learning import fit_lexical
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.reading import read_with


def fit(data: Path, folder: Path) -> None:
    """Fit both and write them."""
    contracts = read_contracts(data / CUAD, ("train",))
    validation = held_out(contracts)
    first = fit_lexical([contract for contract in contracts if contract.id not in validation])
    fusion = fuse(first, Adapter.load(folder), [c for c in contracts if c.id in validation])
    MODEL.mkdir(exist_ok=True)
    (MODEL / "fusion.json").write_text(fusion.model_dump_json(indent=1) + "\n", encoding="utf-8")
    fit_lexical(contracts).save(MODEL / "lexical.safetensors")


def fuse(lexical: LexicalModel, adapter: Adapter, validation: Sequence[LabelledContract]) -> Fusion:
    """Fit the fusion to validation contracts."""
    words = [lexical.scores(c.text.text, c.passages, c.passages).astype(np.float64) for c in validation]
    selection = fit_selection([c.gold for c in validation], words)
    runtime = Runtime(adapter.card.base.name)
    name = runtime.load(adapter)
    scored = []
    for contract, table in zip(validation, words, strict=True):
        asked = selection.chosen(table)
        passages = [contract.passages[number] for number in asked]
        encoder = read_with(runtime, name, HEAD, contract.text.text, passages)
        scored.append(Scored(contract.gold, table, asked, encoder))
    return fit_fusion(CLAUSE_TYPES, selection, scored)


if __name__ == "__main__":
    fit(Path(sys.argv[1]), Path(sys.argv[2]))
