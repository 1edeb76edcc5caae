"""How much a turn is like the examples of each intent: the likest one counts."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import ClassVar, Self

import numpy as np
import torch
from numpy.typing import NDArray

from dsolutions_support.intent.embedder import Turns

Floats = NDArray[np.float32]
Indices = NDArray[np.int_]

FEW = 2_000  # examples whose words are compared one by one; Banking77's 10,000 take 70 ms a turn
_AT_ONCE = 8_000_000  # similarities of tokens held at one time: 32 MB


@dataclass(frozen=True, eq=False)
class Likeness(ABC):
    """Compares turns with examples; a subclass says by what.

    ``counts`` is what likeness may count beside a regression: the first, unless another is clearly better on
    the user's own examples.
    """

    counts: ClassVar[tuple[float, ...]]

    @classmethod
    @abstractmethod
    def fit(cls, turns: Turns, starts: Indices) -> Self:
        """Remember examples.

        Args:
            turns: the examples, those of an intent in one run.
            starts: (intents,) number of the first example of each intent; every intent has some.
        """

    @abstractmethod
    def __call__(self, turns: Turns) -> Floats:
        """Return how like each turn is to the likest example of each intent, (turns, intents)."""

    def tensors(self) -> Mapping[str, np.ndarray]:
        """Return everything that it remembers."""
        return {key.name: getattr(self, key.name) for key in fields(self)}


@dataclass(frozen=True, eq=False)
class VectorLikeness(Likeness):
    """Compares the vectors of whole turns by their cosine.

    On rows of Banking77's training part that no head was fitted on, counts of 0, 3, 5, 10 and 20 give .850,
    .856, .857, .855 and .846 with 10 examples per intent, .920, .924, .926, .927 and .926 with 5,000 rows.

    Args:
        centre: (width,) mean vector of the examples.
        examples: (examples, width) without it, of length 1.
        starts: (intents,) number of the first example of each intent.
    """

    counts = (5.0, 2.5, 0.0)

    centre: Floats
    examples: Floats
    starts: Indices

    @classmethod
    def fit(cls, turns: Turns, starts: Indices) -> Self:
        """Remember the vectors of the examples."""
        centre = turns.vectors.mean(axis=0)
        return cls(centre, centred(turns.vectors, centre), starts)

    def __call__(self, turns: Turns) -> Floats:
        """Return the highest cosine, (turns, intents)."""
        likeness = centred(turns.vectors, self.centre) @ self.examples.T
        return np.asarray(np.maximum.reduceat(likeness, self.starts, axis=1))


@dataclass(frozen=True, eq=False)
class WordLikeness(Likeness):
    """Compares token by token: what of a turn is found in an example, rare tokens counting more.

    Each token of the turn takes the example's likest token (late interaction, Khattab and Zaharia, "ColBERT",
    SIGIR 2020), and their mean is weighted by how few examples have the token. The vector of a whole turn
    mixes the word that tells two intents apart with all the words that they share; here it keeps its weight.
    With 10 examples per intent of Banking77, counts of 0, 5, 10 and 15 give .847, .860, .862 and .859, the
    nearest vector .855.

    Args:
        centre: (width,) mean token state of the examples.
        states: (tokens, width) those of the examples without it, of length 1; half precision.
        begins: (examples,) number of the first token of each example.
        starts: (intents,) number of the first example of each intent.
        known: vocabulary numbers of the examples' tokens, sorted.
        rarity: of each known token and, last, of one that no example has.
    """

    counts = (10.0, 5.0, 2.5, 0.0)

    centre: Floats
    states: NDArray[np.float16]
    begins: Indices
    starts: Indices
    known: Indices
    rarity: Floats

    @classmethod
    def fit(cls, turns: Turns, starts: Indices) -> Self:
        """Remember the token states of the examples, and how many of them have each token."""
        states = np.concatenate(turns.states)
        centre = states.mean(axis=0)
        known, having = np.unique(np.concatenate([np.unique(ids) for ids in turns.ids]), return_counts=True)
        return cls(
            centre,
            centred(states, centre).astype(np.float16),
            _first(turns.ids),
            starts,
            known,
            np.log((len(turns) + 1) / (np.append(having, 0) + 0.5)).astype(np.float32),
        )

    def __call__(self, turns: Turns) -> Floats:
        """Return the highest weighted mean of the tokens' cosines, (turns, intents)."""
        found = [self._compared(turns.take(rows)) for rows in self._runs(turns)]
        return np.maximum.reduceat(np.concatenate(found), self.starts, axis=1)

    def _compared(self, turns: Turns) -> Floats:
        """Compare turns with every example, (turns, examples)."""
        # By torch: numpy's own threads would go on spinning beside those of the encoder's next pass.
        similar = (
            torch.from_numpy(centred(np.concatenate(turns.states), self.centre)) @ self._wide.T
        ).numpy()
        likest = np.maximum.reduceat(similar, self.begins, axis=1)
        ids = np.concatenate(turns.ids)
        place = np.minimum(np.searchsorted(self.known, ids), len(self.known) - 1)
        weights = self.rarity[np.where(self.known[place] == ids, place, -1)][:, None]
        first = _first(turns.ids)
        return np.asarray(np.add.reduceat(weights * likest, first) / np.add.reduceat(weights, first))

    def _runs(self, turns: Turns) -> Iterator[Indices]:
        """Yield the numbers of as many turns as are compared at once."""
        ends = np.cumsum([len(ids) for ids in turns.ids])
        runs = ends // max(1, _AT_ONCE // len(self.states))
        for run in np.unique(runs):
            yield np.flatnonzero(runs == run)

    @cached_property
    def _wide(self) -> torch.Tensor:
        return torch.from_numpy(self.states.astype(np.float32))


def centred(vectors: Floats, centre: Floats) -> Floats:
    """Return vectors without their mean, of length 1."""
    moved = vectors - centre
    lengths = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
    return np.asarray(moved / lengths, dtype=np.float32)


def _first(tokens: Sequence[Indices]) -> Indices:
    """Return the number of the first token of each text; every text has some, if only those around it."""
    return np.cumsum([0, *(len(ids) for ids in tokens[:-1])])
