"""From what the words say and what the encoder says to one calibrated probability."""

from __future__ import annotations

from math import exp

from dsolutions.types import Value


class Blend(Value):
    """How the two stages are joined for one label; fitted on texts that neither stage was fitted to.

    Args:
        words: weight of the lexical score.
        encoder: weight of the encoder's logit.
        bias: added to both.
        words_alone: slope and bias of the lexical score where the encoder is not asked.
        clear: lexical score below which the encoder is not asked: the words of nearly no text that has the
            label score so low.

    >>> blend = Blend(words=1, encoder=1, bias=0, words_alone=(1, 0), clear=-3)
    >>> blend.probability(0.5, -0.5), blend.is_clear(-4)
    (0.5, True)
    """

    words: float
    encoder: float
    bias: float
    words_alone: tuple[float, float]
    clear: float

    def is_clear(self, words: float) -> bool:
        """Tell whether the words alone rule the label out."""
        return words < self.clear

    def probability(self, words: float, encoder: float | None) -> float:
        """Return the probability of the label.

        Args:
            words: the lexical score.
            encoder: the encoder's logit, or ``None`` where it was not asked.
        """
        if encoder is None:
            slope, bias = self.words_alone
            return expit(slope * words + bias)
        return expit(self.words * words + self.encoder * encoder + self.bias)


def expit(logit: float) -> float:
    """Turn a logit into a probability."""
    return 1 / (1 + exp(-max(-60.0, min(60.0, logit))))
