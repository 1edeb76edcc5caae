"""Write the sentences that ``domains/finance/recipes/unfair_terms.toml`` trains on.

    python -m benchmarks.contracts.unfair_training DATA OUTPUT [FOLD]

reads ``DATA/finance/unfair_tos`` and writes ``OUTPUT/finance/unfair_passages/passages.jsonl.gz``: all English
documents, or those outside an official fold, for scoring an adapter on the fold.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.contracts.unfair import SEED, Terms, any_of, held_out, read_terms
from dsolutions.runtime import Encoder
from dsolutions_finance.contracts.types.reading import within_tokens
from dsolutions_finance.contracts.types.unfair import UNFAIR_TYPES

PASSAGES = "finance/unfair_passages/passages.jsonl.gz"

# Fair sentences per document that are shown in training: those most like unfair ones, and random ones. With
# 30 and 15, and three epochs, the AP on validation documents of fold 0 is .699 in place of .765.
ALIKE, RANDOM = 45, 30
LONGEST = 130  # tokens; longer sentences, some in a hundred, decide how much memory a batch takes
SHORTEST = 20  # characters; shorter fair sentences teach nothing


def write(documents: Sequence[Terms], target: Path) -> None:
    """Write one record per document: its text and the sentences to ask about."""
    validation = held_out(documents)
    encoder = Encoder.load("all-MiniLM-L6-v2")
    chance = np.random.default_rng(SEED)
    names = list(UNFAIR_TYPES.values())
    target.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(target, "wt", encoding="utf-8") as file:
        for document, likeness in zip(documents, likenesses(documents), strict=True):
            items = [
                {
                    "start": piece.start,
                    "target": document.text[piece.start : piece.end],
                    "label": "|".join(names[type] for type in np.flatnonzero(document.gold[number])),
                }
                for number in _asked(document, likeness, chance)
                for piece in within_tokens(encoder, document.text, document.sentences[number])
                if len(encoder.offsets(document.text[piece.start : piece.end])) <= LONGEST
            ]
            split = "validation" if document.id in validation else "train"
            record = {"document": document.id, "text": document.text, "split": split, "passages": items}
            file.write(json.dumps(record) + "\n")


def _asked(document: Terms, likeness: NDArray[np.float64], chance: np.random.Generator) -> Iterator[int]:
    unfair = any_of(document.gold)
    yield from np.flatnonzero(unfair).tolist()
    fair = [n for n, s in enumerate(document.sentences) if not unfair[n] and len(s) >= SHORTEST]
    fair.sort(key=lambda n: -likeness[n])
    rest = fair[ALIKE:]
    yield from fair[:ALIKE]
    if rest:
        yield from chance.choice(rest, min(RANDOM, len(rest)), replace=False).tolist()


def likenesses(documents: Sequence[Terms]) -> list[NDArray[np.float64]]:
    """Return per document (sentences,): cosine with the mean of the nearest type, by TF-IDF."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.preprocessing import normalize

    texts = [text for document in documents for text in document.quoted]
    vectors = TfidfVectorizer(min_df=3, sublinear_tf=True).fit_transform(texts)
    gold = np.vstack([document.gold for document in documents]).astype(np.float32)
    means = normalize(np.asarray(gold.T @ vectors))
    nearest = np.asarray((vectors @ means.T).max(axis=1)).ravel()
    return np.split(nearest, np.cumsum([len(document.sentences) for document in documents])[:-1])


if __name__ == "__main__":
    fold = int(sys.argv[3]) if sys.argv[3:] else None
    read = [document for document in read_terms(Path(sys.argv[1])) if document.fold != fold]
    write(read, Path(sys.argv[2]) / PASSAGES)
