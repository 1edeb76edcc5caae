"""From a turn's words to one vector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import AdapterError
from dsolutions.preprocessing.windows import windows
from dsolutions.runtime import Row, Runtime
from dsolutions.types import Ingredient

_SPECIAL = 2  # tokens that the encoder puts around a text


@dataclass(frozen=True)
class TurnEmbedder:
    """Turns texts into vectors; one longer than the encoder reads gets the mean of its windows.

    With an adapter, its vector stands beside that of the frozen encoder: the adapter parts intents like those
    that it was trained on, the frozen encoder also knows others.

    Args:
        runtime: the encoder.
        adapter: name of a loaded adapter that changes it, or ``None``.

    >>> from dsolutions.testing import tiny_runtime
    >>> TurnEmbedder(tiny_runtime())(["hello", "a very long turn " * 50]).shape
    (2, 16)
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

    def __call__(
        self, texts: Sequence[str], frozen: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector of length 1 per text, (texts, width); with an adapter it is twice as wide.

        Args:
            texts: what users say.
            frozen: their vectors without an adapter, where they are known already.
        """
        frozen = self._means(texts, None) if frozen is None else frozen
        if self.adapter is None:
            return frozen
        both = np.hstack([frozen, self._means(texts, self.adapter)])
        return np.asarray(both / np.sqrt(2), dtype=np.float32)

    def _means(self, texts: Sequence[str], adapter: str | None) -> NDArray[np.float32]:
        pieces = [self._pieces(text) for text in texts]
        vectors = self.runtime.embed([Row(piece) for of in pieces for piece in of], adapter)
        if len(vectors) == len(texts):
            return vectors
        ends = np.cumsum([len(of) for of in pieces])
        means = np.stack([part.mean(axis=0) for part in np.split(vectors, ends[:-1])])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True))

    def _pieces(self, text: str) -> list[str]:
        most = self.runtime.encoder.max_tokens - _SPECIAL
        if len(text) <= most:  # a token has at least one character
            return [text]
        tokens = self.runtime.encoder.offsets(text)
        return [text[start:end] for start, end in windows(tokens, len(text), max_tokens=most)]
