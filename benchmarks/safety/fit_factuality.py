"""Fit the model of factuality.

    python -m benchmarks.safety.fit_factuality DATA

reads ``DATA/safety/summedits`` and the development parts of ``DATA/safety/begin``, adds near misses and
faithful restatements of the development templates, and writes ``support.json`` beside the judge.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.safety.factuality_rows import (
    DOMAINS,
    Floats,
    Labelled,
    Sentences,
    compare,
    made_up,
    read_begin,
    read_summedits,
)
from dsolutions.runtime import Runtime
from dsolutions.safety.rewards.factuality.comparison import FEATURES
from dsolutions.safety.rewards.factuality.model import FARTHEST, Network, SupportModel

FITTED_ON = (
    "SummEdits, 8 domains (Apache-2.0); BEGIN, development parts of Wizard of Wikipedia and CMU DoG "
    "(CC BY 4.0); near misses made from templates of this project; by benchmarks.safety.fit_factuality"
)
_BEGIN_PARTS = ("dev_wow", "dev_cmu")
# One network alone moves by .01 of balanced accuracy with its start; three on average still by some .005.
_UNITS, _STARTS, _DECAY, _EPOCHS, _RATE = 16, 6, 1.0, 40, 3e-3
_FOLDS = 5
_CONSTANT = 1e-4  # deviation of a feature that says nothing
_SURE = 20.0  # log-odds of a statement that the judge asks no model about


@dataclass(frozen=True)
class Corpus:
    """Statements and their compared sentences."""

    labelled: Sequence[Labelled]
    sentences: Sentences

    @property
    def supported(self) -> NDArray[np.bool_]:
        """(statements,) label of each."""
        return np.array([one.supported for one in self.labelled])

    @property
    def parts(self) -> NDArray[np.str_]:
        """(statements,) domain, or data set and part."""
        return np.array([one.part for one in self.labelled])

    @property
    def documents(self) -> NDArray[np.intp]:
        """(statements,) number of the source; statements about one source are not independent."""
        return np.array([zlib.crc32(one.source.encode()) for one in self.labelled])

    def scores(self, model: SupportModel, chosen: NDArray[np.bool_]) -> Floats:
        """Return (chosen statements,) the log-odds of the worst sentence of each, as the judge has them."""
        own = self.sentences.of(chosen)
        asked = np.where(own.settled == np.inf, _SURE, model.log_odds(own.features))
        worst = np.full(len(chosen), _SURE)
        np.minimum.at(worst, own.statement, np.fmin(own.settled, asked))  # a rule can only lower them
        return worst[chosen]


def training_corpus(runtime: Runtime, data: Path) -> Corpus:
    """Read and compare all that may be trained on."""
    labelled = [one for domain in DOMAINS for one in read_summedits(data, domain)]
    labelled += [one for part in _BEGIN_PARTS for one in read_begin(data, part)]
    labelled += made_up()
    return Corpus(labelled, compare(runtime, labelled))


def fit(corpus: Corpus, chosen: NDArray[np.bool_]) -> SupportModel:
    """Fit a model to some statements.

    Args:
        corpus: statements.
        chosen: (statements,) which of them.
    """
    from sklearn.neural_network import MLPClassifier

    own = corpus.sentences.of(chosen)
    # replies and summaries get the same say, however many there are
    begin = np.isin(corpus.parts, _BEGIN_PARTS)[own.statement]
    weight = own.weight * np.where(begin, own.weight[~begin].sum() / own.weight[begin].sum(), 1.0)
    mean, deviation = own.features.mean(axis=0), own.features.std(axis=0)
    scale = np.where(deviation > _CONSTANT, deviation, 1.0)
    centred = ((own.features - mean) / scale).clip(-FARTHEST, FARTHEST)
    networks = []
    for start in range(_STARTS):
        network = MLPClassifier(
            (_UNITS,),
            alpha=_DECAY,
            max_iter=_EPOCHS,
            n_iter_no_change=_EPOCHS,
            learning_rate_init=_RATE,
            batch_size=128,
            random_state=start,
        )
        _quietly(network, centred, own.supported, weight / weight.mean())
        networks.append(_network(network.coefs_, network.intercepts_))
    return SupportModel(
        version="0.1.0",
        fitted_on=FITTED_ON,
        features=FEATURES,
        mean=_rounded(mean),
        scale=_rounded(scale),
        networks=tuple(networks),
    )


def fit_calibrated(corpus: Corpus) -> SupportModel:
    """Fit a model to all; calibrate it, and choose its threshold, on statements left out by document."""
    from sklearn.linear_model import LogisticRegression

    everything = np.ones(len(corpus.labelled), dtype=bool)
    scores = np.zeros(len(corpus.labelled))
    for fold in range(_FOLDS):
        outside = corpus.documents % _FOLDS == fold
        scores[outside] = corpus.scores(fit(corpus, ~outside), outside)
    unclear = scores < _SURE
    scores, supported = scores[unclear], corpus.supported[unclear]
    _, which, counts = np.unique(corpus.parts[unclear], return_inverse=True, return_counts=True)
    weight = 1 / counts[which]  # each domain counts alike
    line = LogisticRegression(C=1e6).fit(scores[:, None], supported, sample_weight=weight)
    slope, shift = round(float(line.coef_[0, 0]), 4), round(float(line.intercept_[0]), 4)
    cut = best_cut(scores, supported, weight) * slope + shift
    threshold = round(float(1 / (1 + np.exp(-cut))), 4)
    model = fit(corpus, everything)
    return model.model_copy(update={"slope": slope, "shift": shift, "threshold": threshold})


def best_cut(scores: Floats, supported: NDArray[np.bool_], weight: Floats | None = None) -> float:
    """Choose the cut with the best balanced accuracy."""
    from sklearn.metrics import balanced_accuracy_score

    cuts = np.quantile(scores, np.linspace(0.01, 0.99, 197))
    return float(
        max(cuts, key=lambda cut: balanced_accuracy_score(supported, scores >= cut, sample_weight=weight))
    )


def _quietly(network: object, features: Floats, labels: NDArray[np.bool_], weight: Floats) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it is meant to stop before it converges
        network.fit(features, labels, sample_weight=weight)  # type: ignore[attr-defined]


def _network(weights: Sequence[Floats], biases: Sequence[Floats]) -> Network:
    return Network(
        hidden=tuple(_rounded(row) for row in weights[0]),
        hidden_bias=_rounded(biases[0]),
        output=_rounded(weights[1][:, 0]),
        output_bias=round(float(biases[1][0]), 5),
    )


def _rounded(numbers: Floats) -> tuple[float, ...]:
    return tuple(np.round(numbers, 5).tolist())


if __name__ == "__main__":
    fit_calibrated(training_corpus(Runtime(), Path(sys.argv[1]))).save()
