"""How well an answer fits its need, by how near the two are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Self

from pydantic import ValidationError
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

from dsolutions.errors import ModelError
from dsolutions.safety.rewards.blend import expit
from dsolutions.types import Value

_FILE = Path(__file__).parent / "model" / "relevance.json"
_WORD = re.compile(r"[^\W_]+")


class Relevance(Value):
    """The probability that a text answers a need, rather than another one.

    Args:
        similarity: weight of the cosine similarity of the two.
        overlap: weight of the share of the need's words that are in the text.
        bias: added to both.

    >>> near = Relevance(similarity=8, overlap=2, bias=-1)
    >>> round(near.probability(0.5, "Where is my card?", "Your card is here."), 3)
    0.993
    """

    similarity: float
    overlap: float
    bias: float

    @classmethod
    def builtin(cls) -> Self:
        """Read the weights that ship; ``python -m benchmarks.safety.fit_rewards`` makes them.

        Raises:
            ModelError: they are missing or broken.
        """
        try:
            return cls.model_validate_json(_FILE.read_bytes())
        except (OSError, ValidationError) as error:
            raise ModelError(
                f"cannot be read: {error}",
                stage="load model",
                item=str(_FILE),
                remedy="install dsolutions again",
            ) from error

    def probability(self, similarity: float, need: str, text: str) -> float:
        """Return the probability that ``text`` answers ``need``.

        Args:
            similarity: cosine similarity of their vectors.
            need: what was asked.
            text: what was answered.
        """
        return expit(self.similarity * similarity + self.overlap * shared_words(need, text) + self.bias)


def shared_words(need: str, text: str) -> float:
    """Return the share of the need's words that the text has, too; stop words left out.

    >>> shared_words("Where is my card?", "Your card is on its way.")
    1.0
    """
    asked, said = _words(need), _words(text)
    return len(asked & said) / max(len(asked), 1)


def _words(text: str) -> frozenset[str]:
    found = (word.rstrip("s") for word in _WORD.findall(text.lower()))
    return frozenset(word for word in found if word not in ENGLISH_STOP_WORDS)
