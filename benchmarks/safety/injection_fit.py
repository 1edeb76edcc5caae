"""Fit the injection model: words and patterns, a head on the frozen encoder, and one probability of both.

    python -m benchmarks.safety.injection_fit DATA [--vectors FILE]

writes ``lexical.safetensors``, ``head.safetensors`` and ``calibration.json`` into
``dsolutions/safety/guards/injection/model``. Most of the time, a few minutes of one core, goes into the
encoder's vectors; ``--vectors`` keeps them in a file for the next run.

An attack of many sentences says that one of its stretches is an attack, not which one: after a first fit only
the stretches that it takes for attacks stay, and of each text the likeliest (multiple-instance learning as in
Andrews et al. 2002, mi-SVM).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.injection_rows import Source, everyday, own_rows, public
from dsolutions.runtime import Row, Runtime
from dsolutions.safety.guards.injection.head import Head, described
from dsolutions.safety.guards.injection.lexical import LexicalModel, Signs, features
from dsolutions.safety.guards.injection.model import MODEL, Calibration, InjectionModel, readable
from dsolutions.safety.guards.injection.stretches import stretches
from dsolutions.types import Document

Floats = NDArray[np.float64]

JAILBREAKS = ("in the wild", "DAN variants", "TAP", "system prompt extraction")

REGULARISATION = 1.0  # of the lexical model: 0.3 and 3 rank held-out project rows the same within .005
FEWEST = 2  # stretches that a word must occur in to be kept
UNITS, DECAY, PASSES = (
    64,
    1e-2,
    25,
)  # of the head; a linear one ranks held-out rows .92 where this reaches .95
HEAD = 0.3  # weight of the head: of 0, 0.3 and 1 the best on held-out project rows
FALSE_ALARMS = 0.004  # share of benign held-out texts above the operating point, mean over sources
NOISE = 2.0  # log-odds against a label from where on a text of a noisy set is taken for a wrong label
CLEAR = 0.002  # share of the texts that both stages get right for which the cheap one may decide otherwise
# Of the 613 clean jailbreaks in the wild. All of them find 98 % of those held out, but teach that talk of
# characters is an attack: with 0, 50 and 400 of them, 84, 77 and 67 % of the project's attacks are found at
# the same rate of false alarms, and 94, 95 and 98 % of other jailbreaks in the wild.
WILD = 50
FOLDS = 5


@dataclass(frozen=True)
class Read:
    """Texts of a source with what their stretches show.

    Args:
        source: where they are from.
        signs: of every stretch.
        vectors: (stretches, hidden size).
        readable: (stretches,) whether the encoder knows the script.
        text: (stretches,) number of the text that each is from.
    """

    source: Source
    signs: Sequence[Signs]
    vectors: NDArray[np.float32]
    readable: NDArray[np.bool_]
    text: NDArray[np.int_]

    def take(self, places: Sequence[int]) -> Read:
        """Return some of the texts."""
        new = {old: place for place, old in enumerate(places)}
        kept = [row for row, old in enumerate(self.text.tolist()) if old in new]
        return Read(
            self.source.take(places),
            [self.signs[row] for row in kept],
            self.vectors[kept],
            self.readable[kept],
            np.array([new[self.text[row]] for row in kept], dtype=np.int_),
        )

    def strongest(self, scores: Floats) -> Floats:
        """Return each text's highest score."""
        found = np.full(len(self.source.texts), -np.inf)
        np.maximum.at(found, self.text, scores)
        return found


@dataclass
class Reader:
    """Reads texts as the guard does, and keeps the encoder's vectors.

    Args:
        runtime: holds the encoder.
        vectors: text to vector.
    """

    runtime: Runtime
    vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)

    @property
    def encoder(self) -> str:
        """SHA-256 of the encoder."""
        return self.runtime.encoder.model.sha256

    def read(self, source: Source) -> Read:
        """Read a source."""
        found = [
            (place, stretch)
            for place, text in enumerate(source.texts)
            for stretch in stretches(Document(id="0", text=text))
        ]
        texts = [stretch.text for _, stretch in found]
        known = [readable(text) for text in texts]
        new = list(dict.fromkeys(t for t, k in zip(texts, known, strict=True) if k and t not in self.vectors))
        if new:
            made = self.runtime.embed([Row(text) for text in new])
            self.vectors.update(zip(new, made, strict=True))
        blank = np.zeros(self.runtime.encoder.hidden_size, dtype=np.float32)
        return Read(
            source,
            [stretch.signs for _, stretch in found],
            np.array([self.vectors[t] if k else blank for t, k in zip(texts, known, strict=True)]),
            np.array(known),
            np.array([place for place, _ in found], dtype=np.int_),
        )

    def load(self, path: Path) -> None:
        """Take up the vectors of an earlier run, if there are any."""
        if path.exists():
            kept = np.load(path)
            self.vectors.update(zip(kept["texts"].tolist(), kept["vectors"], strict=True))

    def save(self, path: Path) -> None:
        """Keep the vectors."""
        np.savez(path, texts=np.array(list(self.vectors)), vectors=np.array(list(self.vectors.values())))


@dataclass(frozen=True)
class Stages:
    """Both models before they are joined.

    Args:
        lexical: words and patterns.
        head: the encoder's vectors.
    """

    lexical: LexicalModel
    head: Head

    def words(self, read: Read) -> Floats:
        """Score stretches by words and patterns alone."""
        return np.array([self.lexical.score(signs) for signs in read.signs])

    def both(self, read: Read) -> Floats:
        """Score stretches by both; where the encoder cannot read, by words and patterns."""
        head = self.head.log_odds(read.vectors, read.signs) * read.readable
        return self.words(read) + HEAD * head


def fit_stages(attacks: Sequence[Read], benign: Sequence[Read]) -> Stages:
    """Fit both models to sources of either kind."""
    reads = [*attacks, *benign]
    signs = [sign for read in reads for sign in read.signs]
    gold = np.concatenate([np.full(len(read.signs), read.source.attack) for read in reads])
    ends = np.cumsum([0, *(len(read.source.texts) for read in reads)])
    text = np.concatenate([read.text + first for read, first in zip(reads, ends, strict=False)])
    hashes, matrix = features(signs)
    machine = _fit_lexical(matrix, gold, text, np.ones(len(gold), dtype=bool))
    scores = machine.decision_function(matrix)
    strongest = np.full(ends[-1], -np.inf)
    np.maximum.at(strongest, text, scores)
    kept = ~gold | (scores > 0) | (scores >= strongest[text])
    lexical = _lexical(_fit_lexical(matrix, gold, text, kept), hashes, matrix)
    known = kept & np.concatenate([read.readable for read in reads])
    rows = np.flatnonzero(known)
    vectors = np.concatenate([read.vectors for read in reads])[rows]
    return Stages(lexical, _fit_head(described(vectors, [signs[row] for row in rows]), gold[rows]))


def _fit_lexical(
    matrix: Any, gold: NDArray[np.bool_], text: NDArray[np.int_], kept: NDArray[np.bool_]
) -> Any:
    from sklearn.linear_model import LogisticRegression

    # A long text counts for more than a short one, but not for each of its stretches anew.
    weights = 1 / np.sqrt(np.bincount(text[kept], minlength=text.max() + 1))[text[kept]]
    labels = gold[kept]
    weights[labels] *= weights[~labels].sum() / weights[labels].sum()
    machine = LogisticRegression(C=REGULARISATION, solver="liblinear", max_iter=300)
    return machine.fit(matrix[np.flatnonzero(kept)], labels, sample_weight=weights)


def _lexical(machine: Any, hashes: NDArray[np.uint32], matrix: Any) -> LexicalModel:
    words = len(hashes)
    often = np.asarray((matrix[:, :words] > 0).sum(axis=0)).ravel() >= FEWEST
    weights = machine.coef_[0][:words][often]
    scale = np.array([np.abs(weights).max() / 127], dtype=np.float32)
    rounded = np.rint(weights / scale).astype(np.int8)
    telling = rounded != 0
    return LexicalModel(
        hashes[often][telling],
        rounded[telling],
        scale,
        machine.coef_[0][words:].astype(np.float32),
        machine.intercept_.astype(np.float32),
    )


def _fit_head(table: NDArray[np.float32], gold: NDArray[np.bool_]) -> Head:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier((UNITS,), alpha=DECAY, max_iter=PASSES, learning_rate_init=2e-3, random_state=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # the passes are limited on purpose
        network.fit(table, gold)
    (hidden, output), (hidden_bias, bias) = network.coefs_, network.intercepts_
    arrays = (hidden, hidden_bias, output[:, 0], bias)
    return Head(*(np.ascontiguousarray(array, dtype=np.float16) for array in arrays))


Held = Sequence[tuple[Read, Floats, Floats]]  # texts, their lexical scores and both, from models without them


def held_out(attacks: Sequence[Read], benign: Sequence[Read]) -> Held:
    """Score every text by models that were fitted without it and without those of its group."""
    found = []
    parts = [[_fold(read, fold) for read in (*attacks, *benign)] for fold in range(FOLDS)]
    for fold in range(FOLDS):
        inside = [
            read.take([p for p in range(len(read.source.texts)) if p not in set(own)])
            for read, own in zip((*attacks, *benign), parts[fold], strict=True)
        ]
        stages = fit_stages(inside[: len(attacks)], inside[len(attacks) :])
        for read, own in zip((*attacks, *benign), parts[fold], strict=True):
            outside = read.take(own)
            words, both = stages.words(outside), stages.both(outside)
            found.append((outside, outside.strongest(words), outside.strongest(both)))
    return found


def _fold(read: Read, fold: int) -> list[int]:
    return [place for place, group in enumerate(read.source.groups) if group % FOLDS == fold]


def calibrate(held: Held, encoder: str) -> Calibration:
    """Choose the operating point and the clear cases on held-out texts, and make probabilities of scores.

    The operating point lets ``FALSE_ALARMS`` of the benign texts through, the mean over their sources;
    probabilities are fitted with this point as 0.5, attacks and benign texts weighing the same.
    """
    scored = [(read, words) for read, words, _ in held], [(read, both) for read, _, both in held]
    words, both = ({kind: _by_source(one, attack=kind) for kind in (True, False)} for one in scored)
    point, alone = _point(both[False]), _point(words[False])
    caught, stopped = (np.concatenate(both[kind]) >= point for kind in (True, False))
    slope, slope_alone = _slope(both, point), _slope(words, alone)
    return Calibration(
        encoder=encoder,
        low=round(float(np.quantile(np.concatenate(words[True])[caught], CLEAR)), 4),
        high=round(max(float(np.quantile(np.concatenate(words[False])[~stopped], 1 - CLEAR)), alone), 4),
        head=HEAD,
        slope=slope,
        bias=round(-slope * point, 4),
        alone=(slope_alone, round(-slope_alone * alone, 4)),
    )


def _by_source(scored: Sequence[tuple[Read, Floats]], *, attack: bool) -> list[Floats]:
    names = dict.fromkeys(read.source.name for read, _ in scored if read.source.attack == attack)
    return [np.concatenate([own for read, own in scored if read.source.name == name]) for name in names]


def _point(benign: Sequence[Floats]) -> float:
    """Find the lowest score at which few enough benign texts are flagged."""
    found = np.concatenate(benign)
    # Above all of them none is flagged, where the sources are so small that one text is too many.
    candidates = np.sort([*found, np.nextafter(found.max(), np.inf)])
    rates = np.mean([(own[None, :] >= candidates[:, None]).mean(axis=1) for own in benign], axis=0)
    return float(candidates[np.argmax(rates <= FALSE_ALARMS)])


def _slope(scored: Mapping[bool, Sequence[Floats]], point: float) -> float:
    """Fit a logistic curve that is 0.5 at the operating point."""
    from scipy.optimize import minimize_scalar

    attacks, benign = np.concatenate(scored[True]) - point, np.concatenate(scored[False]) - point

    def loss(log_slope: float) -> float:
        slope = np.exp(log_slope)
        return float(np.logaddexp(0, -slope * attacks).mean() + np.logaddexp(0, slope * benign).mean())

    return round(float(np.exp(minimize_scalar(loss, bounds=(-3, 3), method="bounded").x)), 4)


def fit(attacks: Sequence[Read], benign: Sequence[Read], encoder: str) -> InjectionModel:
    """Fit a whole model to what the encoder with this SHA-256 has read."""
    stages = fit_stages(attacks, benign)
    return InjectionModel(stages.lexical, stages.head, calibrate(held_out(attacks, benign), encoder))


def cleaned(noisy: Sequence[Read], attacks: Sequence[Read], benign: Sequence[Read]) -> list[Read]:
    """Leave out of noisy sets what a model of clean ones clearly takes for the opposite.

    Both collections were labelled by where they were found: some "jailbreaks in the wild" are plain requests
    or character sheets, and some "benign" first turns of WildChat are well-known jailbreaks.
    """
    stages = fit_stages(attacks, benign)
    kept = []
    for read in noisy:
        scores = read.strongest(stages.both(read))
        right = scores > -NOISE if read.source.attack else scores < NOISE
        kept.append(read.take(np.flatnonzero(right).tolist()))
    return kept


def main() -> None:
    """Fit the shipped model to everything."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.safety.injection_fit")
    parser.add_argument("data", type=Path, help="folder of the data sets")
    parser.add_argument("--vectors", type=Path, help="keep the encoder's vectors in this .npz file")
    given = parser.parse_args()
    reader = Reader(Runtime())
    if given.vectors:
        reader.load(given.vectors)
    attacks, benign = (reader.read(source) for source in own_rows())
    usual = reader.read(everyday(given.data))
    found = [reader.read(public(given.data, name)) for name in (*JAILBREAKS, "WildChat")]
    if given.vectors:
        reader.save(given.vectors)
    wild, *more, wild_chat = cleaned(found, [attacks], [benign, usual])
    drawn = np.random.default_rng(0).permutation(len(wild.source.texts))[:WILD]
    model = fit(
        [attacks, wild.take(sorted(drawn.tolist())), *more], [benign, usual, wild_chat], reader.encoder
    )
    model.save(MODEL)
    print(model.calibration)


if __name__ == "__main__":
    main()
