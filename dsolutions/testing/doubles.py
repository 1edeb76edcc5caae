"""A pipeline without a model, small enough to predict by eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dsolutions.component import FeedState, Pipeline
from dsolutions.types import Document, Result


class LoudResult(Result):
    """What ``Shouter`` answers.

    Args:
        loud: the text in capitals.
        seen: how many documents the feed has had so far, this one included.
    """

    loud: str = ""
    seen: int = 0


class ShouterState(FeedState):
    """Counts the documents of a feed."""

    seen: int = 0


class Shouter(Pipeline[LoudResult]):
    """Puts texts into capitals; fails on texts that contain ``"boom"``; counts along a feed.

    Args:
        punctuation: added to every answer.

    >>> Shouter(punctuation="!").run(["hello"])[0].loud
    'HELLO!'
    """

    name = "shouter"
    result_type = LoudResult
    state_type = ShouterState

    def __init__(self, punctuation: str = "") -> None:
        super().__init__()
        self.punctuation = punctuation

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``."""
        return {"punctuation": self.punctuation}

    def predict(self, documents: Sequence[Document]) -> list[LoudResult]:
        """Shout."""
        if any("boom" in document.text for document in documents):
            raise ValueError("boom")
        return [
            LoudResult(
                document_id=document.id,
                provenance=self.provenance(),
                loud=document.text.upper() + self.punctuation,
            )
            for document in documents
        ]

    def follow(self, document: Document, result: LoudResult, state: ShouterState) -> LoudResult:
        """Count."""
        state.seen += 1
        return result.model_copy(update={"seen": state.seen})
