"""A pipeline without a model, small enough to predict by eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dsolutions.component import FeedState, Pipeline
from dsolutions.safety.findings import Statement
from dsolutions.safety.policy import PolicySource, option_of
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
        safety: as for every pipeline; off by default, because the judges need a model.

    >>> Shouter(punctuation="!").run(["hello"])[0].loud
    'HELLO!'
    """

    name = "shouter"
    result_type = LoudResult
    state_type = ShouterState

    def __init__(self, punctuation: str = "", *, safety: PolicySource = "off") -> None:
        super().__init__(safety=safety)
        self.punctuation = punctuation

    def options(self) -> dict[str, Any]:
        """Return the options of ``__init__``."""
        return {"punctuation": self.punctuation, "safety": option_of(self.safety)}

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

    def statements(self, document: Document, result: LoudResult) -> Sequence[Statement]:
        """Give out what it shouts."""
        return [Statement(text=result.loud, sources=(document.text,))]

    def follow(self, document: Document, result: LoudResult, state: ShouterState) -> LoudResult:
        """Count."""
        state.seen += 1
        return result.model_copy(update={"seen": state.seen})
