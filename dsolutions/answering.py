"""The way of documents through a pipeline: gate, prediction, memory, gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from dsolutions.isolation import isolated
from dsolutions.safety.findings import Statement
from dsolutions.safety.gate import Answer
from dsolutions.types import Document, Result, Safety

if TYPE_CHECKING:
    from dsolutions.component import FeedState, Pipeline

ResultT = TypeVar("ResultT", bound=Result)
ItemT = TypeVar("ItemT")
MadeT = TypeVar("MadeT")


class Answering(Generic[ResultT]):
    """Answers documents with a pipeline, going on with a state.

    What is pure works on all documents at once, what has a memory on one after the other. A document whose
    answer fails anywhere on the way gets the error, and nothing else of it gets out.

    Args:
        pipeline: what answers.
        state: memory of the feed, brought up to date.
    """

    def __init__(self, pipeline: Pipeline[ResultT], state: FeedState) -> None:
        self._pipeline = pipeline
        self._state = state

    def answer(self, documents: Sequence[Document]) -> list[ResultT | Exception]:
        """Return the result of each document, in order, or why there is none."""
        gate = self._pipeline.gate
        admitted = self._each(gate.admit, documents)
        open_ones = [
            document
            for document, verdict in zip(documents, admitted, strict=True)
            if isinstance(verdict, Safety) and verdict.decision != "block"
        ]
        predicted = iter(self._each(self._pipeline.predict, open_ones))
        waiting = [
            self._followed(document, verdict, predicted)
            for document, verdict in zip(documents, admitted, strict=True)
        ]
        judged = iter(self._each(gate.judge, [one for one in waiting if isinstance(one, Answer)]))
        return [self._released(one, next(judged)) if isinstance(one, Answer) else one for one in waiting]

    def _each(
        self, work: Callable[[Sequence[ItemT]], Sequence[MadeT]], items: Sequence[ItemT]
    ) -> list[MadeT | Exception]:
        with self._pipeline.lock:
            return isolated(work, items)

    def _followed(
        self, document: Document, verdict: Safety | Exception, predicted: Iterator[ResultT | Exception]
    ) -> Answer[ResultT] | ResultT | Exception:
        """Take a prediction through the feed's memory; a document that was blocked leaves no trace in it."""
        if isinstance(verdict, Exception):
            return verdict
        result = None if verdict.decision == "block" else next(predicted)
        if isinstance(result, Exception) or (result is not None and result.error is not None):
            return result
        try:
            return self._answer(document, verdict, result)
        except Exception as error:
            return error

    def _answer(self, document: Document, verdict: Safety, result: ResultT | None) -> Answer[ResultT]:
        pipeline = self._pipeline
        statements: Sequence[Statement] = ()
        if result is None:
            made = pipeline.result_type(document_id=document.id, provenance=pipeline.provenance())
        else:
            made = pipeline.follow(document, result, self._state)
            statements = pipeline.statements(document, made)
        return Answer(
            document=document,
            result=made,
            admitted=verdict,
            statements=tuple(statements),
            source_of=lambda span: pipeline.source_of(span, document, made),
            without=lambda numbers: pipeline.without(made, numbers),
            exchange=pipeline.exchange(document),
        )

    def _released(self, answer: Answer[ResultT], verdict: Safety | Exception) -> ResultT | Exception:
        if isinstance(verdict, Exception):
            return verdict
        try:
            return self._pipeline.gate.release(answer, verdict, self._state.risk)
        except Exception as error:
            return error
