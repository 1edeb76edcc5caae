"""The one contract that every pipeline keeps."""

from __future__ import annotations

import asyncio
import json
import threading
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, Field

from dsolutions.answering import Answering
from dsolutions.errors import ConfigurationError, DsolutionsError, InputError, PredictionError
from dsolutions.preprocessing.documents import DocumentForm, Inputs, each_input
from dsolutions.safety.findings import Statement
from dsolutions.safety.gate import Gate, OpenGate
from dsolutions.safety.policy import PolicySource, SafetyPolicy
from dsolutions.safety.risk import Exchange, RiskMemory
from dsolutions.safety.safety_gate import SafetyGate
from dsolutions.types import Document, Ingredient, ItemError, Provenance, Result, Span

if TYPE_CHECKING:
    from dsolutions.batch import Manifest
    from dsolutions.chat import Chat
    from dsolutions.comparison import Comparison
    from dsolutions.evaluation import EvaluationReport, LabelledPredictions, LabelledTexts
    from dsolutions.runtime import Runtime
    from dsolutions.safety.monitor import Monitor

ResultT = TypeVar("ResultT", bound=Result)
OnError = Literal["record", "raise"]


class FeedState(BaseModel):
    """What a pipeline remembers between the documents of a feed; bounded, and plain JSON.

    A pipeline without a memory uses this empty one. Pass one to ``run`` or ``stream`` to go on where an
    earlier feed stopped; it is brought up to date as results are yielded. One that was saved and loaded must
    go on exactly as one that was not: a file job that is killed relies on it.

    Args:
        risk: how suspicious each conversation has been so far.
    """

    risk: RiskMemory = Field(default_factory=RiskMemory)

    def save(self, path: str | Path) -> None:
        """Write the state to a JSON file."""
        Path(path).write_text(self.model_dump_json(), encoding="utf-8")

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a state that ``save`` wrote.

        Raises:
            InputError: the file cannot be read, or holds something else.
        """
        try:
            return cls.model_validate_json(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:  # pydantic's ValidationError is a ValueError
            raise InputError(
                f"no {cls.__name__} can be read from it",
                stage="load state",
                item=str(path),
                remedy="give a file that save wrote",
            ) from error


class Pipeline(ABC, Generic[ResultT]):
    """Base of all pipelines: documents in, one typed result per document out, in order.

    A subclass names itself and its result type, implements ``predict`` and lists what it is made of. It gets
    streaming, batches, files, error isolation and the safety gate from here. Its ``__init__`` takes JSON-able
    options and loads nothing.

    Args:
        safety: what is done about which finding and score: a ``SafetyPolicy``, the name of one that ships,
            the path of one, or ``"off"``, which provenance then shows.
        monitor: keeps a log of decisions: a ``dsolutions.safety.Monitor``, or the path of its file. It
            changes no answer and so is none of the ``options``.

    >>> from dsolutions.testing import Shouter
    >>> [result.loud for result in Shouter().run(["profit warning", "new chief"])]
    ['PROFIT WARNING', 'NEW CHIEF']
    """

    name: ClassVar[str]
    result_type: type[ResultT]
    state_type: ClassVar[type[FeedState]] = FeedState
    form: ClassVar[DocumentForm] = DocumentForm()
    runtime: Runtime | None = None  # set by ``load``, so that guards and judges share the encoder

    def __init__(
        self, *, safety: PolicySource = "general", monitor: Monitor | str | Path | None = None
    ) -> None:
        self.lock = threading.RLock()
        self.safety = safety
        self.monitor = monitor
        self._warm = False

    # What a pipeline provides -------------------------------------------------------------------------

    @abstractmethod
    def predict(self, documents: Sequence[Document]) -> list[ResultT]:
        """Answer each document on its own: pure, no memory, one result per document, in order."""

    def follow(self, document: Document, result: ResultT, state: Any) -> ResultT:
        """Add what depends on earlier documents and bring ``state`` up to date; nothing by default."""
        return result

    def statements(self, document: Document, result: ResultT) -> Sequence[Statement]:
        """Say what an answer gives out in words, for the judges; by default nothing."""
        return ()

    def without(self, result: ResultT, left_out: Collection[int]) -> ResultT:
        """Take statements out of an answer, by their numbers; where none is a ``proposal``, none ever is."""
        return result

    def source_of(self, span: Span, document: Document, result: ResultT) -> str | None:
        """Return the text that a span of an answer counts in, by default the document's.

        ``None`` stands for a text that is not at hand, such as an earlier turn: the span is then not checked.
        """
        return document.text

    def exchange(self, document: Document) -> Exchange | None:
        """Say which turns of which conversation a document holds; ``None`` where it stands alone."""
        return None

    def load(self) -> None:
        """Load models and files; called once, by ``warm_up``."""

    def ingredients(self) -> tuple[Ingredient, ...]:
        """Models, adapters and rules that the answers are made with."""
        return ()

    def options(self) -> dict[str, Any]:
        """Return the JSON-able options that an equal pipeline could be built from."""
        return {}

    def predictions(self, source: str | Path) -> LabelledPredictions:
        """Answer labelled data, for scoring; a pipeline that can be scored overrides this."""
        raise ConfigurationError(f"{self.name} cannot be scored", stage="evaluate", item=str(source))

    def training_texts(self, source: str | Path) -> LabelledTexts:
        """Read labelled data to fit floors on; a pipeline that can be scored overrides this."""
        raise ConfigurationError(f"{self.name} cannot be scored", stage="evaluate", item=str(source))

    def write_report(
        self, documents: Iterable[Document | None], results: Iterable[ResultT], path: str | Path
    ) -> None:
        """Write a page for people about documents and results; a pipeline that has one overrides this.

        Args:
            documents: the inputs, one per result; ``None`` for those that could not be read.
            results: the answers, in the same order.
            path: the file to write.
        """
        raise ConfigurationError(f"{self.name} has no report", stage="report", item=str(path))

    def compare(self, before: Any, after: Any) -> Comparison:
        """Compare two versions of a document; a pipeline that can overrides this.

        Args:
            before: the old version, as an item that ``run`` takes.
            after: the new one.
        """
        raise ConfigurationError(f"{self.name} compares no documents", stage="compare")

    def write_comparison(self, comparison: Any, path: str | Path) -> None:
        """Write a page for people about what ``compare`` found; a pipeline that compares overrides this."""
        raise ConfigurationError(f"{self.name} has no page for it", stage="report", item=str(path))

    def chat(self, saved: str | Path | None = None) -> Chat:
        """Open a live conversation; a pipeline that holds conversations overrides this.

        Args:
            saved: a file that the conversation's ``save`` wrote, to go on with it.
        """
        raise ConfigurationError(f"{self.name} holds no conversations", stage="chat")

    def summary(self, result: ResultT) -> Mapping[str, str]:
        """Return one row of a table for people: column to text, by default its own fields as compact JSON."""
        own = result.model_dump(mode="json", exclude=set(Result.model_fields))
        return {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in own.items()
        }

    # What users call -----------------------------------------------------------------------------------

    def warm_up(self) -> Self:
        """Load everything now, so that the first answer is as fast as the others."""
        with self.lock:
            if not self._warm:
                _ = self.policy  # a wrong file is refused before any work
                self.load()
                self.gate.warm_up()
                self._warm = True
        return self

    @cached_property
    def policy(self) -> SafetyPolicy:
        """The safety policy that holds."""
        return SafetyPolicy.of(self.safety)

    @cached_property
    def gate(self) -> Gate:
        """The gate that the policy asks for; another one may be put in its place."""
        if self.policy.is_off:
            return OpenGate()
        from dsolutions.safety.parts import default_guards, default_judges, judging_runtime

        runtime = judging_runtime(self.runtime)
        guards, judges = default_guards(self.policy, runtime), default_judges(runtime)
        return SafetyGate(self.policy, guards, judges, monitor=_monitor(self.monitor))

    def run(
        self, inputs: Inputs, *, on_error: OnError = "record", state: FeedState | None = None
    ) -> list[ResultT]:
        """Answer every input.

        Args:
            inputs: texts, ``Document`` objects, dicts with a ``text`` field, or a DataFrame; a single text or
                document counts as a list of one.
            on_error: ``"record"`` puts a failure into that item's result, ``"raise"`` raises the first one.
            state: memory of a feed to continue; it is updated. A fresh one by default.

        Returns:
            One result per input, in order.

        Raises:
            DsolutionsError: an item failed and ``on_error`` is ``"raise"``.
        """
        return self._answer(list(each_input(inputs)), 0, on_error, self._feed(state))

    def stream(
        self,
        inputs: Iterable[Any],
        *,
        on_error: OnError = "record",
        state: FeedState | None = None,
        chunk: int = 64,
        max_wait_ms: float = 20.0,
    ) -> Iterator[ResultT]:
        """Answer an endless iterator in bounded memory: the same results as ``run``, in the same order.

        Items that are ready together share a batch; an item that comes alone waits at most ``max_wait_ms``.

        Args:
            inputs: any iterable of what ``run`` takes; it is read by a background thread.
            on_error: as in ``run``.
            state: as in ``run``.
            chunk: how many items are in flight at most.
            max_wait_ms: how long an item may wait for company, in milliseconds.

        Yields:
            One result per input, in order.
        """
        from dsolutions.runtime.batching import gather

        feed, position = self._feed(state), 0
        for group in gather(each_input(inputs), size=chunk, max_wait_ms=max_wait_ms):
            yield from self._answer(group, position, on_error, feed)
            position += len(group)

    async def arun(
        self, inputs: Inputs, *, on_error: OnError = "record", state: FeedState | None = None
    ) -> list[ResultT]:
        """Do what ``run`` does without blocking the event loop."""
        return await asyncio.to_thread(self.run, inputs, on_error=on_error, state=state)

    async def astream(self, inputs: Iterable[Any], **options: Any) -> AsyncIterator[ResultT]:
        """Do what ``stream`` does without blocking the event loop."""
        results, end = self.stream(inputs, **options), object()
        while (result := await asyncio.to_thread(next, results, end)) is not end:
            yield result  # type: ignore[misc]  # the sentinel is excluded by the loop condition

    def run_file(self, source: str | Path, target: str | Path, **options: Any) -> Manifest:
        """Answer every row of a file; resumable. Options and errors: ``dsolutions.batch.run_file``."""
        from dsolutions.batch import run_file

        return run_file(self, source, target, **options)

    def evaluate(
        self,
        source: str | Path,
        *,
        train: str | Path | LabelledTexts | None = None,
        save_predictions: str | Path | None = None,
        **options: Any,
    ) -> EvaluationReport:
        """Score the pipeline on labelled data.

        Args:
            source: the data, in the form that the pipeline's ``predictions`` reads.
            train: the training set, a file like ``source`` or its texts: floors are fitted on it, and it is
                searched for texts of the test set.
            save_predictions: a file to keep the predictions in, to score or compare them later.
            options: as in ``dsolutions.evaluation.evaluate``.

        Raises:
            ConfigurationError: the pipeline cannot be scored.
            InputError: the data cannot be read.
        """
        from dsolutions.evaluation import evaluate

        if isinstance(train, (str, Path)):
            train = self.training_texts(train)
        predictions = self.predictions(source)
        if save_predictions is not None:
            predictions.save(save_predictions)
        described = {"name": self.name, "dataset": Path(source).name, "provenance": self.provenance()}
        return evaluate(predictions, train=train, **{**described, **options})

    def provenance(self) -> Provenance:
        """Describe what the answers are made with."""
        from dsolutions import __version__

        made_with = tuple(dict.fromkeys((*self.ingredients(), *self.gate.ingredients)))
        return Provenance(pipeline=self.name, version=__version__, ingredients=made_with)

    def __repr__(self) -> str:
        options = ", ".join(f"{key}={value!r}" for key, value in self.options().items())
        return f"{type(self).__name__}({options})"

    # How it is done ------------------------------------------------------------------------------------

    def _feed(self, state: FeedState | None) -> FeedState:
        if state is None:
            return self.state_type()
        if not isinstance(state, self.state_type):
            raise ConfigurationError(
                f"{self.name} keeps a {self.state_type.__name__}, not a {type(state).__name__}",
                stage="run",
                remedy=f"load the state with {self.state_type.__name__}.load(path)",
            )
        return state

    def _answer(
        self, items: Sequence[Any], position: int, on_error: OnError, state: FeedState
    ) -> list[ResultT]:
        """Answer raw items; ``position`` is that of the first one in the whole call."""
        self.warm_up()
        results: dict[int, ResultT] = {}
        documents: dict[int, Document] = {}
        for index, item in enumerate(items):
            try:
                documents[index] = self.form.read(item, default_id=str(position + index))
            except Exception as error:
                if on_error == "raise":
                    raise
                results[index] = self._failed(_id_of(item, position + index), error)
        answered = Answering(self, state).answer(list(documents.values()))
        for (index, document), result in zip(documents.items(), answered, strict=True):
            if isinstance(result, Exception):
                result = self._failure(document, result, on_error)
            results[index] = result
        return [results[index] for index in range(len(items))]

    def _failure(self, document: Document, error: Exception, on_error: OnError) -> ResultT:
        if on_error == "record":
            return self._failed(document.id, error)
        if isinstance(error, DsolutionsError):
            raise error
        raise PredictionError(
            str(error) or type(error).__name__,
            stage=self.name,
            item=document.id,
            remedy="see the cause above",
        ) from error

    def _failed(self, document_id: str, error: Exception) -> ResultT:
        return self.result_type(
            document_id=document_id, provenance=self.provenance(), error=ItemError.of(error)
        )


def _id_of(item: Any, position: int) -> str:
    """Find the name of an item that could not be made into a document."""
    found = item.get("id") if isinstance(item, dict) else getattr(item, "id", None)
    return str(found) if found not in (None, "") else str(position)


def _monitor(given: Monitor | str | Path | None) -> Monitor | None:
    if not isinstance(given, (str, Path)):
        return given
    from dsolutions.safety.monitor import Monitor

    return Monitor(given)
