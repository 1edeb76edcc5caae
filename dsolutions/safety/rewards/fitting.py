"""Fit the reward model to labelled texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from math import log
from typing import Any, Self

import numpy as np
import torch
from numpy.typing import NDArray

from dsolutions.adapters import BaseModelRef
from dsolutions.safety.rewards.blend import Blend
from dsolutions.safety.rewards.heads import VectorHeads
from dsolutions.safety.rewards.labels import LABELS, Label
from dsolutions.safety.rewards.lexical import PLACES, LexicalModel, counts, weighted
from dsolutions.safety.rewards.model import Description, RewardModel
from dsolutions.safety.rewards.networks import Fit, directions

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Embed = Callable[
    [Sequence[str]], list[Floats]
]  # texts to the means of their windows, (windows, layers, width) each

FOLDS = 3
# Of the penalty on the lexical weights, as C in scikit-learn. On OpenAI's moderation set 2, 10 and 50 give an
# average precision of .787, .789 and .786.
STRENGTH = 10.0
# On the same set a scale of 4 in place of 8 with less dropout gave .819 in place of .832; 128, 256 and 512
# units .822, .834 and .835; 10 epochs .848 in place of .852 for 20.
FIT = Fit(units=256, epochs=20, batch=64, rate=2e-3, dropout=0.5, decay=0.3)
# One network gives .849 to .852, depending on its seed; the mean of two .851, of three .852, of four .852.
NETWORKS = 3
# The encoder is not asked where the words rule a label out: where 1% of the texts that have it score lower,
# or where the words alone give it a probability of 2%.
MISSED, UNLIKELY = 0.01, 0.02


@dataclass(frozen=True)
class LabelledRows:
    """Texts that have a label or do not have it.

    Args:
        texts: the texts.
        gold: (texts,) whether they have it.
        weights: (texts,) how much each counts.
        groups: (texts,) rows of one group stay together when folds are made.
    """

    texts: tuple[str, ...]
    gold: Bools
    weights: Floats
    groups: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.texts)

    def take(self, chosen: NDArray[np.int_] | Bools) -> Self:
        """Return some of the rows."""
        places = np.arange(len(self))[chosen]
        return replace(
            self,
            texts=tuple(self.texts[i] for i in places),
            gold=self.gold[places],
            weights=self.weights[places],
            groups=tuple(self.groups[i] for i in places),
        )


@dataclass(frozen=True)
class FittedLabel:
    """Both stages for one label.

    Args:
        idf: (places,) inverse document frequency of the features.
        words: (places,) weights of the lexical stage.
        words_bias: of the lexical stage.
        head: the two layers of the network, as ``VectorHeads`` has them, for one label.
    """

    idf: Floats
    words: Floats
    words_bias: float
    head: VectorHeads

    def stages(self, texts: Sequence[str], means: Sequence[Floats]) -> NDArray[np.float64]:
        """Return the scores of words and of the encoder, (texts, 2); a text's is that of its worst window."""
        words = matrix(texts, self.idf) @ self.words + self.words_bias
        return np.column_stack([words, [self.head.logits(of).max() for of in means]]).astype(np.float64)


def fit_model(
    rows: Mapping[Label, LabelledRows], embed: Embed, *, base: BaseModelRef, version: str
) -> RewardModel:
    """Fit the model.

    Args:
        rows: what each label is learned from; every label is needed.
        embed: the encoder that it is for.
        base: which encoder that is.
        version: of the model.
    """
    idf = inverse_frequency([text for label in LABELS for text in rows[label].texts]).astype(np.float16)
    fitted: list[FittedLabel] = []
    blends: dict[Label, Blend] = {}
    for label in LABELS:
        own = rows[label]
        means = embed(own.texts)
        one = fit_label(own, means, idf.astype(np.float32))
        fitted.append(one)
        blends[label] = fit_blend(own, means)
    lexical = LexicalModel(
        idf,
        np.stack([one.words for one in fitted], axis=1).astype(np.float16),
        np.array([one.words_bias for one in fitted], dtype=np.float32),
    )
    parts = zip(*(astuple(one.head) for one in fitted), strict=True)
    heads = VectorHeads(*(np.concatenate(part) for part in parts))
    return RewardModel(lexical, heads, Description(version=version, base=base, blends=blends))


def fit_label(rows: LabelledRows, means: Sequence[Floats], idf: Floats | None = None) -> FittedLabel:
    """Fit both stages for one label, each class counting as much as the other.

    Args:
        rows: labelled texts.
        means: the means of their windows.
        idf: inverse document frequency of the features; by default that in these texts.
    """
    from sklearn.linear_model import LogisticRegression

    idf = inverse_frequency(rows.texts) if idf is None else idf
    weights = _balanced(rows)
    words = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0)
    words.fit(matrix(rows.texts, idf), rows.gold, sample_weight=weights)
    return FittedLabel(
        idf, words.coef_[0].astype(np.float32), float(words.intercept_[0]), _fit_head(rows, means, weights)
    )


def fit_blend(rows: LabelledRows, means: Sequence[Floats]) -> Blend:
    """Fit how the stages are joined, to texts that neither was fitted to: by folds of whole groups."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold

    scores = np.zeros((len(rows), 2))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for inside, outside in folds.split(scores, rows.gold, rows.groups):
        one = fit_label(rows.take(inside), [means[i] for i in inside])
        held_out = rows.take(outside)
        scores[outside] = one.stages(held_out.texts, [means[i] for i in outside])
    both = LogisticRegression(C=100).fit(scores, rows.gold, sample_weight=rows.weights)
    alone = LogisticRegression(C=100).fit(scores[:, :1], rows.gold, sample_weight=rows.weights)
    (words, encoder), (slope,) = both.coef_[0].tolist(), alone.coef_[0].tolist()
    bias = float(both.intercept_[0])
    if min(words, encoder) < 0:
        # Rows from one frame let the words know each other too well: then both stages count the same.
        same = LogisticRegression(C=100).fit(
            scores.sum(axis=1, keepdims=True), rows.gold, sample_weight=rows.weights
        )
        words = encoder = float(same.coef_[0, 0])
        bias = float(same.intercept_[0])
    return Blend(
        words=words,
        encoder=encoder,
        bias=bias,
        words_alone=(slope, float(alone.intercept_[0])),
        clear=max(
            float(np.quantile(scores[rows.gold, 0], MISSED)),
            (log(UNLIKELY / (1 - UNLIKELY)) - float(alone.intercept_[0])) / slope,
        ),
    )


def inverse_frequency(texts: Sequence[str]) -> Floats:
    """Return the smoothed inverse document frequency of every feature, (places,)."""
    found = np.zeros(PLACES, dtype=np.float32)
    for text in dict.fromkeys(texts):
        found[counts(text)[0]] += 1
    return np.log((1 + len(set(texts))) / (1 + found)) + 1


def matrix(texts: Sequence[str], idf: Floats) -> Any:
    """Weigh the features of texts: a sparse matrix (texts, places)."""
    from scipy.sparse import csr_matrix

    rows = [weighted(text, idf) for text in texts]
    ends = np.cumsum([0, *(len(places) for places, _ in rows)])
    places, values = (np.concatenate(part) for part in zip(*rows, strict=True))
    return csr_matrix((values, places, ends), shape=(len(texts), PLACES))


def _balanced(rows: LabelledRows) -> Floats:
    """Weigh rows so that both classes count the same, and the mean row counts 1."""
    weights = rows.weights.copy()
    for own in (rows.gold, ~rows.gold):
        weights[own] *= 0.5 / weights[own].sum()
    return weights * len(rows)


def _fit_head(rows: LabelledRows, means: Sequence[Floats], weights: Floats) -> VectorHeads:
    """Fit networks that differ in their seed, and lay them side by side: one whose logit is their mean."""
    windows = [len(of) for of in means]
    # A long text counts as much as a short one: its windows share its weight.
    shares = torch.from_numpy(np.repeat(weights / np.array(windows, dtype=np.float32), windows))
    truth = torch.from_numpy(np.repeat(rows.gold, windows)).float()
    every = np.concatenate(means)
    centre = every.mean(axis=0).astype(np.float16)
    vectors = directions(every, centre)
    fitted = [FIT.network(vectors, truth[:, None], shares[:, None], seed) for seed in range(NETWORKS)]
    hidden, hidden_bias, output, output_bias = zip(*fitted, strict=True)
    parts = (
        torch.cat(hidden, dim=1),
        torch.cat(hidden_bias),
        torch.cat(output)[:, 0] / NETWORKS,
        torch.stack(output_bias).mean(),
    )
    return VectorHeads(centre[None], *(part.numpy()[None].astype(np.float16) for part in parts))
