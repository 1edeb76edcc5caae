"""Ask adapters for unfair terms about documents that they were not trained on.

    python -m benchmarks.contracts.unfair_reading DATA ADAPTER OUTPUT.npz

asks the shipped adapter about its validation documents.

    python -m benchmarks.contracts.unfair_reading DATA ADAPTER OUTPUT.npz FOLD

asks an adapter that was trained without an official fold about that fold, too, and adds what it says to
``OUTPUT.npz``.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.contracts.unfair import held_out, read_terms
from dsolutions.adapters import Adapter
from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types.reading import read_with
from dsolutions_finance.contracts.types.unfair import HEAD


def readings(data: Path, adapter: Path, fold: int | None) -> dict[str, NDArray[np.float16]]:
    """Return the adapter's probabilities, (sentences, types), by document; half floats, for their file."""
    documents = read_terms(data)
    validation = held_out([document for document in documents if document.fold != fold])
    runtime = Runtime()
    name = runtime.load(Adapter.load(adapter))
    prefix = "" if fold is None else f"{fold}/"
    return {
        prefix + document.id: read_with(runtime, name, HEAD, document.text, document.sentences).astype(
            np.float16
        )
        for document in documents
        if document.fold == fold or document.id in validation
    }


def main(data: Path, adapter: Path, output: Path, fold: int | None) -> None:
    """Read, and keep what the file has of other folds."""
    kept = dict(np.load(output)) if fold is not None and output.exists() else {}
    np.savez_compressed(output, **kept | readings(data, adapter, fold))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        Path(sys.argv[2]),
        Path(sys.argv[3]),
        int(sys.argv[4]) if sys.argv[4:] else None,
    )
