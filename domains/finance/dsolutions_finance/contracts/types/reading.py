"""How the encoder reads passages: with a little of what surrounds them, within what it takes at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from dsolutions.preprocessing import windows
from dsolutions.runtime import Encoder, Row, Runtime
from dsolutions_finance.contracts.types.passages import Passage

Number = TypeVar("Number", np.float32, np.float64)

# Characters on either side: mostly the end of the heading before. The recipe trains with the same.
WINDOW = 60
# With the surroundings, the default encoder's 512 are not exceeded even at one token per character.
MOST_TOKENS = 380


def within_tokens(encoder: Encoder, text: str, passage: Passage) -> list[Passage]:
    """Cut a passage into pieces that the encoder can read with their surroundings; mostly into one."""
    if len(passage) <= MOST_TOKENS:
        return [passage]
    quoted = text[passage.start : passage.end]
    pieces = windows(encoder.offsets(quoted), len(passage), max_tokens=MOST_TOKENS)
    return [Passage(passage.start + start, passage.start + end) for start, end in pieces]


def read_with(
    runtime: Runtime, adapter: str, head: str, text: str, asked: Sequence[Passage]
) -> NDArray[np.float64]:
    """Ask an adapter about passages where they stand.

    Args:
        runtime: has the adapter loaded.
        adapter: the adapter's name.
        head: the head's name.
        text: working text of the contract.
        asked: what to ask about.

    Returns:
        (asked, types) probabilities; of a passage in pieces, the highest of its pieces.
    """
    pieces = [within_tokens(runtime.encoder, text, passage) for passage in asked]
    rows = [Row.within(text, piece.start, piece.end, window=WINDOW) for own in pieces for piece in own]
    types = len(runtime.adapters[adapter].heads[head].spec.labels)
    answers = np.array([answer[head] for answer in runtime.predict(rows, adapter)], dtype=np.float64)
    return highest_of(answers.reshape(-1, types), [len(own) for own in pieces])


def highest_of(scores: NDArray[Number], pieces: Sequence[int]) -> NDArray[Number]:
    """Return (passages, types), the highest score of each passage's pieces.

    Args:
        scores: (pieces of all passages, types).
        pieces: how many pieces each passage has, one at least.

    >>> highest_of(np.array([[1.0, 0.0], [0.0, 2.0], [3.0, 1.0]]), [2, 1]).tolist()
    [[1.0, 2.0], [3.0, 1.0]]
    """
    if not pieces:
        return scores
    return np.asarray(np.maximum.reduceat(scores, np.cumsum([0, *pieces[:-1]]), axis=0))
