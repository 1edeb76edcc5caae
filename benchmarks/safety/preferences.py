"""Pairs of replies of hh-rlhf, harmless part: is the preferred one ranked first?

Two systems: a linear model that is fitted to pairs, by five folds of pairs, on the words of both replies and
on what encoder and heads of the rewards say of them; and these heads alone, which have seen no pair.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from benchmarks.safety.curves import Detections, Statistic, report
from benchmarks.safety.reward_data import read_preferences
from dsolutions.evaluation import Anchor, EvaluationReport
from dsolutions.safety.rewards.fitting import Embed, inverse_frequency, matrix
from dsolutions.safety.rewards.labels import LABELS
from dsolutions.safety.rewards.model import RewardModel
from dsolutions.safety.rewards.networks import directions

FOLDS = 5
WORDS = STATES = 0.7  # weight of the words, and of the encoder, beside the other features
STRENGTH = 0.3
ANCHORS = (
    Anchor(
        name="preference models",
        scores={"pair_accuracy": 0.70},
        source="language models on the training part, 68 to 73 by report; not measured here",
    ),
)


def pair_accuracy(found: Detections) -> float:
    """Share of pairs whose preferred reply is ranked first; ``risks`` are differences, ties count half."""
    return float((found.risks > 0).mean() + (found.risks == 0).mean() / 2)


STATISTICS: dict[str, Statistic] = {"pair_accuracy": pair_accuracy}


def score_preferences(data: Path, embed: Embed) -> EvaluationReport:
    """Score the fitted model, beside the shorter reply, the words alone and the heads alone."""
    pairs = read_preferences(data)
    chosen, rejected = [pair[1] for pair in pairs], [pair[2] for pair in pairs]
    described = _described(chosen, embed) - _described(rejected, embed)
    alone = -described[:, LABELS.index("harm") * 2 + 1]
    means = _means(chosen, embed), _means(rejected, embed)
    none, nothing = np.zeros((len(pairs), 0)), np.zeros((len(pairs), 1, 0))
    floors = {
        "shorter reply": -described[:, -1],
        "TF-IDF + linear": _by_folds(chosen, rejected, none, (nothing, nothing)),
        "heads alone, never trained on": alone,
    }
    return report(
        "preference",
        "hh-rlhf harmless, 5 folds",
        _detections(_by_folds(chosen, rejected, described, means)),
        STATISTICS,
        floors={name: _detections(differences) for name, differences in floors.items()},
        anchors=ANCHORS,
    )


def _described(texts: list[str], embed: Embed) -> NDArray[np.float64]:
    """Describe replies by what both stages say of each label, and by their length."""
    model = RewardModel.builtin()
    words = np.array([model.lexical.scores(text) for text in texts])
    heads = np.array([model.heads.logits(of).max(axis=0) for of in embed(texts)])
    stages = np.stack([words, heads / 3], axis=2).reshape(len(texts), -1)
    lengths = [[np.log1p(len(text.split()))] for text in texts]
    return np.hstack([stages * 0.3, np.array(lengths) * 0.5])


def _means(texts: list[str], embed: Embed) -> NDArray[np.float32]:
    """Return the means of token states, (texts, layers, width)."""
    return np.stack([of.mean(axis=0) for of in embed(texts)])


def _by_folds(
    chosen: list[str],
    rejected: list[str],
    described: NDArray[np.float64],
    means: tuple[NDArray[np.floating], NDArray[np.floating]],
) -> NDArray[np.float64]:
    """Return by how much each chosen reply is ranked before the other, by models of the other folds."""
    differences = np.zeros(len(chosen))
    for inside, outside in KFold(FOLDS, shuffle=True, random_state=0).split(chosen):
        idf = inverse_frequency([texts[i] for texts in (chosen, rejected) for i in inside])
        centre = np.concatenate([of[inside] for of in means]).mean(axis=0)
        states = directions(means[0], centre) - directions(means[1], centre)
        rows: Any = hstack(
            [
                csr_matrix(described),
                csr_matrix(STATES * states),
                WORDS * (matrix(chosen, idf) - matrix(rejected, idf)),
            ]
        ).tocsr()
        machine = LogisticRegression(C=STRENGTH, fit_intercept=False, solver="liblinear", random_state=0)
        both = vstack([rows[inside], -rows[inside]])
        machine.fit(both, np.repeat([True, False], len(inside)))
        differences[outside] = rows[outside] @ machine.coef_[0]
    return differences


def _detections(differences: NDArray[np.float64]) -> Detections:
    return Detections(np.ones(len(differences), dtype=np.bool_), differences, range(len(differences)))
