"""Fit the model of the safety, ethics and helpfulness rewards.

    python -m benchmarks.safety.fit_rewards DATA

reads ``DATA/safety`` and the rows in ``benchmarks/safety/data/rewards``, and writes what is in
``dsolutions/safety/rewards/model``. It takes about ten minutes on one core, most of them for the encoder.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from benchmarks.safety.reward_data import read_answers, read_preferences
from benchmarks.safety.reward_rows import training_rows
from dsolutions.adapters import BaseModelRef
from dsolutions.runtime import Row, Runtime
from dsolutions.safety.rewards.fitting import Embed, fit_model
from dsolutions.safety.rewards.heads import LAYERS
from dsolutions.safety.rewards.model import MODEL
from dsolutions.safety.rewards.reading import direction, pieces_of
from dsolutions.safety.rewards.relevance import Relevance, shared_words

VERSION = "0.3.0"


def embedder(runtime: Runtime) -> Embed:
    """Return what turns texts into the means of their windows; each text is encoded once."""
    known: dict[str, NDArray[np.float32]] = {}

    def embed(texts: Sequence[str]) -> list[NDArray[np.float32]]:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        pieces = [pieces_of(runtime, text) for text in new]
        if pieces:
            means = runtime.embed_layers([Row(piece) for of in pieces for piece in of], LAYERS)
            ends = np.cumsum([len(of) for of in pieces])[:-1]
            known.update(zip(new, np.split(means, ends), strict=True))
        return [known[text] for text in texts]

    return embed


def fit_relevance(data: Path, embed: Embed) -> Relevance:
    """Fit how near an answer is to its need: real pairs against answers to another need of the same set."""
    sets = [
        [(a.prompt.text, a.text) for a in read_answers(data) if not a.refuses],
        [(need, chosen) for need, chosen, _ in read_preferences(data)],
    ]
    pairs, gold = [], []
    for known in sets:
        others = [text for _, text in known]
        random.Random(0).shuffle(others)
        for (need, text), other in zip(known, others, strict=True):
            if need and text and other and other != text:
                pairs += [(need, text), (need, other)]
                gold += [True, False]
    needs, texts = zip(*pairs, strict=True)
    cosines = [
        direction(need) @ direction(text) for need, text in zip(embed(needs), embed(texts), strict=True)
    ]
    overlaps = [shared_words(*pair) for pair in pairs]
    fitted = LogisticRegression(C=100).fit(np.column_stack([cosines, overlaps]), gold)
    similarity, overlap = fitted.coef_[0].tolist()
    return Relevance(similarity=similarity, overlap=overlap, bias=float(fitted.intercept_[0]))


def main(data: Path, folder: Path = MODEL, embed: Embed | None = None) -> None:
    """Fit everything and write it."""
    runtime = Runtime()
    embed = embed or embedder(runtime)
    base = BaseModelRef(name=runtime.encoder.model.name, sha256=runtime.encoder.model.sha256)
    fit_model(training_rows(data), embed, base=base, version=VERSION).save(folder)
    relevance = fit_relevance(data, embed)
    (folder / "relevance.json").write_text(relevance.model_dump_json(indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
