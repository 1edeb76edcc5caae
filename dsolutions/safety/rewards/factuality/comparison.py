"""How a sentence compares with the source sentences nearest to it, in numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dsolutions.safety.rewards.factuality.checks import CHECK_NAMES, Conflict, conflicts
from dsolutions.safety.rewards.factuality.encoding import Encoded, Floats
from dsolutions.safety.rewards.factuality.reading import Reading, Sentence
from dsolutions.safety.rewards.factuality.restating import RESTATING, restating

FEATURES = (
    "nearest cosine",
    "mean cosine of the nearest three",
    "lowest token cosine",
    "mean of the three lowest",
    "mean token cosine",
    "token cosine, 10th percentile",
    "token cosine, 25th percentile",
    "share of tokens in the source sentences",
    "new tokens",
    "share of token pairs in the source sentences",
    "longest run of new tokens",
    "share of words that no source has",
    "share of words that the nearest sentences lack",
    "words that no source has",
    "words that the nearest sentences lack",
    "length",
    "length of the source",
    "mean cosine of new tokens",
    "lowest cosine of new tokens",
    *(f"{name}, {how}" for name in CHECK_NAMES for how in ("uncertain", "certain")),
    *RESTATING,
)
NEAREST = 5  # source sentences that the encoder reads for one of an output
_AROUND = "\"'“”‘’ .!"  # what may stand around the words of a sentence
_MOST_CONFLICTS = 2  # of one check; more do not say more


@dataclass(frozen=True)
class Comparison:
    """A sentence of an output with what it is compared with.

    Args:
        sentence: of the output.
        source: what must support it.
        nearest: the source sentences that share the most words with it; its first where none shares any.
        conflicts: what the exact checks found.
        verbatim: a source has the sentence word for word.
    """

    sentence: Sentence
    source: Reading
    nearest: Sequence[Sentence]
    conflicts: Sequence[Conflict]
    verbatim: bool = False

    @property
    def texts(self) -> list[str]:
        """What the encoder has to read for it."""
        return [self.sentence.text, *(near.text for near in self.nearest)]

    @classmethod
    def of(cls, sentence: Sentence, source: Reading) -> Self:
        """Check a sentence and choose what it is compared with, in time linear in the source's length."""
        nearest = source.nearest(sentence, NEAREST) or source.sentences[:NEAREST]
        verbatim = sentence.text.strip(_AROUND) in source.text
        return cls(sentence, source, nearest, () if verbatim else conflicts(sentence, source), verbatim)

    @property
    def needs_model(self) -> bool:
        """Whether it asserts something that no source has word for word."""
        return bool(self.sentence.words) and not self.verbatim

    def features(self, encoded: Mapping[str, Encoded]) -> NDArray[np.float64]:
        """Return the numbers that ``FEATURES`` names.

        Args:
            encoded: its texts.
        """
        said, *known = (encoded[text] for text in self.texts)
        cosines = np.sort([float(said.vector @ other.vector) for other in known])[::-1]
        return np.array(
            [
                cosines[0],
                cosines[:3].mean(),
                *_tokens(said, known),
                *self._words(),
                np.log1p(max(1, len(said.ids))),
                np.log1p(len(self.source.sentences)),
                *_new_tokens(said, known),
                *self._conflicts(),
                *restating(self.sentence, self.nearest, self.source),
            ]
        )

    def _words(self) -> list[float]:
        stems = self.sentence.stems
        near = frozenset[str]().union(*(sentence.stems for sentence in self.nearest))
        new, far = len(stems - self.source.stems), len(stems - near)
        total = max(1, len(stems))
        return [new / total, far / total, new / 5, far / 5]

    def _conflicts(self) -> list[float]:
        counts = dict.fromkeys(((name, how) for name in CHECK_NAMES for how in (False, True)), 0)
        for conflict in self.conflicts:
            counts[conflict.check, conflict.certain] += 1
        return [float(min(count, _MOST_CONFLICTS)) for count in counts.values()]


def _tokens(said: Encoded, known: Sequence[Encoded]) -> list[float]:
    best = np.sort(_best(said, known))
    new = _new(said, known)
    ids = np.concatenate([other.ids for other in known])
    pairs = set(pairwise(ids.tolist()))
    own = list(pairwise(said.ids.tolist()))
    run = longest = 0
    for is_new in new:
        run = run + 1 if is_new else 0
        longest = max(longest, run)
    return [
        best[0],
        best[:3].mean(),
        best.mean(),
        np.quantile(best, 0.1),
        np.quantile(best, 0.25),
        1 - new.mean(),
        new.sum() / 10,
        float(np.mean([pair in pairs for pair in own])) if own else 1.0,
        longest / 10,
    ]


def _new_tokens(said: Encoded, known: Sequence[Encoded]) -> list[float]:
    best = _best(said, known)[_new(said, known)]
    return [float(best.mean()), float(best.min())] if len(best) else [1.0, 1.0]


def _best(said: Encoded, known: Sequence[Encoded]) -> Floats:
    """Return (tokens,) how near the nearest token of the source sentences is."""
    states = np.concatenate([other.states for other in known])
    return np.asarray((said.states @ states.T).max(axis=1), dtype=np.float32)


def _new(said: Encoded, known: Sequence[Encoded]) -> NDArray[np.bool_]:
    return ~np.isin(said.ids, np.concatenate([other.ids for other in known]))
