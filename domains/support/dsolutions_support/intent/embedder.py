"""From a turn's words to vectors: one for the turn, and one for each word of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import AdapterError
from dsolutions.preprocessing.windows import windows
from dsolutions.runtime import Row, Runtime
from dsolutions.types import Ingredient

_SPECIAL = 2  # tokens that the encoder puts around a text


@dataclass(frozen=True)
class Turns:
    """What users said, as vectors.

    Args:
        vectors: (turns, width), each of length 1.
        ids: for each turn the vocabulary numbers of its tokens; empty where only vectors are asked for.
        states: for each turn the states of its tokens, (tokens, width of the encoder).
    """

    vectors: NDArray[np.float32]
    ids: Sequence[NDArray[np.int_]] = ()
    states: Sequence[NDArray[np.float32]] = ()

    def __len__(self) -> int:
        return len(self.vectors)

    def take(self, rows: NDArray[np.int_]) -> Self:
        """Return some of the turns, by their numbers."""
        kept = rows if self.ids else ()
        return type(self)(self.vectors[rows], [self.ids[i] for i in kept], [self.states[i] for i in kept])


@dataclass(frozen=True)
class TurnEmbedder:
    """Turns texts into vectors; one longer than the encoder reads gets the mean of its windows.

    With an adapter, its vector stands beside that of the frozen encoder: the adapter parts intents like those
    that it was trained on, the frozen encoder also knows others.

    Args:
        runtime: the encoder.
        adapter: name of a loaded adapter that changes it, or ``None``.

    >>> from dsolutions.testing import tiny_runtime
    >>> turns = TurnEmbedder(tiny_runtime())(["hello", "a very long turn " * 50])
    >>> turns.vectors.shape, len(turns.ids[1]) > len(turns.ids[0])
    ((2, 16), True)
    """

    runtime: Runtime
    adapter: str | None = None

    @property
    def ingredient(self) -> Ingredient | None:
        """The adapter's entry in a provenance.

        Raises:
            AdapterError: it is not loaded.
        """
        if self.adapter is None:
            return None
        if self.adapter not in self.runtime.adapters:
            raise AdapterError(
                "no such adapter is loaded",
                stage="intents",
                item=self.adapter,
                remedy="load the adapter that the intents were fitted with into the runtime first",
            )
        return self.runtime.adapters[self.adapter].ingredient

    def __call__(self, texts: Sequence[str], frozen: Turns | None = None) -> Turns:
        """Return the vectors of texts and of their tokens; with an adapter those of texts are twice as wide.

        Args:
            texts: what users say.
            frozen: the same without an adapter, where it is known already.
        """
        frozen = self._read(texts) if frozen is None else frozen
        return Turns(self._beside(frozen.vectors, texts), frozen.ids, frozen.states)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts alone, (texts, width): all that many texts need to keep."""
        return self._beside(self._means(texts, None), texts)

    def _beside(self, frozen: NDArray[np.float32], texts: Sequence[str]) -> NDArray[np.float32]:
        if self.adapter is None:
            return frozen
        both = np.hstack([frozen, self._means(texts, self.adapter)])
        return np.asarray(both / np.sqrt(2), dtype=np.float32)

    def _means(self, texts: Sequence[str], adapter: str | None) -> NDArray[np.float32]:
        pieces = [self._pieces(text) for text in texts]
        vectors = self.runtime.embed([Row(piece) for of in pieces for piece in of], adapter)
        return _joined(vectors, [len(of) for of in pieces])

    def _read(self, texts: Sequence[str]) -> Turns:
        pieces = [self._pieces(text) for text in texts]
        read = self.runtime.embed_tokens([Row(piece) for of in pieces for piece in of])
        if not read:
            return Turns(self._means(texts, None))
        counts = [len(of) for of in pieces]
        ranges = list(pairwise([0, *np.cumsum(counts).tolist()]))
        return Turns(
            _joined(np.stack([one.vector for one in read]), counts),
            [np.concatenate([one.ids for one in read[start:end]]) for start, end in ranges],
            [np.concatenate([one.states for one in read[start:end]]) for start, end in ranges],
        )

    def _pieces(self, text: str) -> list[str]:
        most = self.runtime.encoder.max_tokens - _SPECIAL
        if len(text) <= most:  # a token has at least one character
            return [text]
        tokens = self.runtime.encoder.offsets(text)
        return [text[start:end] for start, end in windows(tokens, len(text), max_tokens=most)]


def _joined(vectors: NDArray[np.float32], counts: Sequence[int]) -> NDArray[np.float32]:
    """Return the mean vector of each text's windows, of length 1."""
    if len(vectors) == len(counts):
        return vectors
    means = np.stack([part.mean(axis=0) for part in np.split(vectors, np.cumsum(counts)[:-1])])
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True))
