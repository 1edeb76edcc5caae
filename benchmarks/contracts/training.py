"""Write the passages that ``domains/finance/recipes/clause_types.toml`` trains on.

    python -m benchmarks.contracts.training DATA OUTPUT

reads ``DATA/finance/cuad`` and writes ``OUTPUT/finance/cuad_passages/passages.jsonl.gz``.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from dsolutions.runtime import Encoder
from dsolutions_finance.contracts.types.labelled import SAME, LabelledContract, overlap, read_contracts
from dsolutions_finance.contracts.types.labels import CLAUSE_TYPES
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.reading import within_tokens

CUAD = "finance/cuad"
PASSAGES = "finance/cuad_passages/passages.jsonl.gz"

VALIDATION, SEED = 61, 0  # contracts held out of the training part: for stopping, fusion and thresholds
# Passages of no type per contract that are shown in training: those most like a type's, and random ones.
ALIKE, RANDOM = 8, 3
PARTIES = 3  # of the many short annotations of parties, as many per contract: they are a fifth of all
# Tokens; the twelfth of the passages that is longer decides how much memory a batch takes.
LONGEST = 130
SHORTEST = 40  # characters; shorter passages of no type teach nothing


def held_out(contracts: Sequence[LabelledContract]) -> frozenset[str]:
    """Choose the validation contracts out of the training part."""
    names = sorted(contract.id for contract in contracts if contract.split == "train")
    random.Random(SEED).shuffle(names)
    return frozenset(names[:VALIDATION])


def write(data: Path, output: Path) -> None:
    """Write one record per contract: its working text and the passages to ask about."""
    contracts = read_contracts(data / CUAD, ("train",))
    validation = held_out(contracts)
    alike = likenesses(contracts)
    encoder = Encoder.load("all-MiniLM-L6-v2")
    chance = np.random.default_rng(SEED)
    target = output / PASSAGES
    target.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for contract, likeness in zip(contracts, alike, strict=True):
            text = contract.text.text
            items = [
                {
                    "start": piece.start,
                    "target": text[piece.start : piece.end],
                    "label": "|".join(sorted(types)),
                }
                for passage, types in _asked(contract, likeness, chance)
                for piece in within_tokens(encoder, text, passage)
                if len(encoder.offsets(text[piece.start : piece.end])) <= LONGEST
            ]
            split = "validation" if contract.id in validation else "train"
            record = {"contract": contract.id, "text": text, "split": split, "passages": items}
            file.write(json.dumps(record) + "\n")


def _asked(
    contract: LabelledContract, likeness: np.ndarray, chance: np.random.Generator
) -> Iterator[tuple[Passage, frozenset[str]]]:
    parties = 0
    for span, types in contract.spans.items():
        parties += types == {"Parties"}
        if types != {"Parties"} or parties <= PARTIES:
            yield span, types
    for passage, row in zip(contract.passages, contract.gold, strict=True):
        if row.any() and not any(overlap(passage, span) >= SAME for span in contract.spans):
            yield passage, frozenset(CLAUSE_TYPES[n] for n in np.flatnonzero(row))
    free = [
        n
        for n, passage in enumerate(contract.passages)
        if not contract.gold[n].any() and len(passage) >= SHORTEST
    ]
    free.sort(key=lambda n: -likeness[n])
    rest = free[ALIKE:]
    drawn = chance.choice(rest, min(RANDOM, len(rest)), replace=False).tolist() if rest else []
    for number in [*free[:ALIKE], *drawn]:
        yield contract.passages[number], frozenset()


def likenesses(contracts: Sequence[LabelledContract]) -> list[np.ndarray]:
    """Return per contract (passages,): cosine of each passage with the nearest type's mean, by TF-IDF."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    texts = [c.text.text[p.start : p.end] for c in contracts for p in c.passages]
    vectors = TfidfVectorizer(min_df=3, sublinear_tf=True).fit_transform(texts)
    gold = np.vstack([c.gold for c in contracts]).astype(np.float32)
    means = normalize(np.asarray(gold.T @ vectors))
    nearest = np.asarray((vectors @ means.T).max(axis=1)).ravel()
    return np.split(nearest, np.cumsum([len(c.passages) for c in contracts])[:-1])


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
