"""Fit what decides beside the adapter: the lexical model, the vector model and the fusion.

    python -m benchmarks.contracts.fit DATA ADAPTER

reads ``DATA/finance/cuad`` and the folder of a trained adapter, and writes ``lexical.safetensors``,
``vectors.safetensors`` and ``fusion.json`` into ``dsolutions_finance/contracts/types/model``. The fusion is
fitted to contracts that were held out from the adapter and from first models; the second ones, which are
written, know all contracts of the training part. It takes a quarter of an hour on two cores.

    python -m benchmarks.contracts.fit DATA ADAPTER all-mpnet-base-v2

fits the vector model to the quality encoder, and the fusion for it, and writes both into the folder
``quality`` there. What that network learns from is read in bfloat16 where the processor has that, an hour, or
else in two.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.contracts.training import CUAD, held_out
from dsolutions.adapters import Adapter
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types import CLAUSE_TYPES
from dsolutions_finance.contracts.types.finder import HEAD
from dsolutions_finance.contracts.types.fitting import Scored, fit_fusion, fit_selection
from dsolutions_finance.contracts.types.fusion import Fusion
from dsolutions_finance.contracts.types.labelled import LabelledContract, read_contracts
from dsolutions_finance.contracts.types.learning import fit_lexical, fit_vectors, token_states
from dsolutions_finance.contracts.types.lexical import LexicalModel
from dsolutions_finance.contracts.types.reading import read_with
from dsolutions_finance.contracts.types.shipped import MODEL, QUALITY
from dsolutions_finance.contracts.types.vectors import Halves, VectorModel

# Share of the true passages, among those that the adapter reads, that the network must read. On validation
# contracts 50 % are read with .93, 67 % with .97; the macro AP of presence is .846 and .848, with all .849.
READ, READ_BY_QUALITY = 0.97, 0.93
FEWEST = 15  # passages without a type that the vector model is shown of a contract


def fit(data: Path, folder: Path, quality: str | None) -> None:
    """Fit all three and write them; given the name of the quality encoder, the two that depend on it."""
    contracts = read_contracts(data / CUAD, ("train",))
    names = held_out(contracts)
    training = [contract for contract in contracts if contract.id not in names]
    validation = [contract for contract in contracts if contract.id in names]
    adapter = Adapter.load(folder)
    runtime = Runtime(adapter.card.base.name)
    reader, written = (Runtime(quality), QUALITY) if quality else (runtime, MODEL)
    first = fit_lexical(training)
    learned = {contract.id: _learned(first, reader, contract, quick=bool(quality)) for contract in contracts}

    def network(of: Sequence[LabelledContract]) -> VectorModel:
        states, gold = zip(*(learned[contract.id] for contract in of), strict=True)
        return fit_vectors([state for own in states for state in own], np.vstack(gold))

    written.mkdir(exist_ok=True)
    fusion = fuse(first, network(training), adapter, runtime, reader, validation)
    (written / "fusion.json").write_text(fusion.model_dump_json(indent=1) + "\n", encoding="utf-8")
    network(contracts).save(written / "vectors.safetensors")
    if not quality:
        fit_lexical(contracts).save(written / "lexical.safetensors")


def fuse(
    lexical: LexicalModel,
    vectors: VectorModel,
    adapter: Adapter,
    runtime: Runtime,
    reader: Runtime,
    validation: Sequence[LabelledContract],
) -> Fusion:
    """Fit the fusion to validation contracts; ``runtime`` is the adapter's, ``reader`` the network's."""
    words = [lexical.scores(c.text.text, c.passages, c.passages).astype(np.float64) for c in validation]
    selection = fit_selection([c.gold for c in validation], words)
    name = runtime.load(adapter)
    scored = []
    for contract, table in zip(validation, words, strict=True):
        asked = selection.chosen(table)
        text, likely = contract.text.text, [contract.passages[number] for number in asked]
        network = vectors.scores(reader, text, likely).astype(np.float64)
        encoder = read_with(runtime, name, HEAD, text, likely)
        scored.append(Scored(contract.gold, table, asked, network, encoder))
    read = READ if reader is runtime else READ_BY_QUALITY
    return fit_fusion(CLAUSE_TYPES, reader.encoder.model.sha256, selection, scored, read)


def _learned(
    lexical: LexicalModel, reader: Runtime, contract: LabelledContract, *, quick: bool
) -> tuple[list[Halves], NDArray[np.bool_]]:
    """Choose what the vector model learns from: clauses, passages without a type, and what was marked.

    Of passages without a type as many as there are clauses are those most like one, half as many others.
    """
    likeness = lexical.scores(contract.text.text, contract.passages, contract.passages).max(axis=1)
    is_clause = contract.gold.any(axis=1)
    others = np.flatnonzero(~is_clause)
    others = others[np.argsort(-likeness[others], kind="stable")]
    alike = max(FEWEST, int(is_clause.sum()))
    rest = others[alike:]
    shown = [*np.flatnonzero(is_clause), *others[:alike], *rest[:: max(1, len(rest) // max(1, alike // 2))]]
    marked = [[name in types for name in CLAUSE_TYPES] for types in contract.spans.values()]
    gold = np.vstack([contract.gold[shown], np.array(marked, dtype=bool).reshape(-1, len(CLAUSE_TYPES))])
    pieces = [*(contract.passages[number] for number in shown), *contract.spans]
    texts = [contract.text.text[piece.start : piece.end] for piece in pieces]
    states = token_states(reader, texts, quick=quick)
    return states, gold


if __name__ == "__main__":
    fit(Path(sys.argv[1]), Path(sys.argv[2]), next(iter(sys.argv[3:]), None))
