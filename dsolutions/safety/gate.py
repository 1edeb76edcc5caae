"""The one gate that every document passes on its way in and every result on its way out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from dsolutions.safety.evidence import SourceOf
from dsolutions.safety.findings import Statement
from dsolutions.safety.policy import SafetyPolicy
from dsolutions.safety.risk import Exchange, RiskMemory
from dsolutions.types import Document, Ingredient, Result, Safety

ResultT = TypeVar("ResultT", bound=Result)


@dataclass(frozen=True)
class Answer(Generic[ResultT]):
    """A result that waits to be let out.

    Args:
        document: what it answers.
        result: the answer; empty where the document was blocked.
        admitted: the verdict on the document.
        statements: what it gives out in words.
        source_of: the text that a span of the result counts in.
        without: the result without some of its statements, by their numbers.
        exchange: the conversation that the document is a part of; ``None`` where it stands alone.
    """

    document: Document
    result: ResultT
    admitted: Safety
    statements: tuple[Statement, ...]
    source_of: SourceOf
    without: Callable[[Collection[int]], ResultT]
    exchange: Exchange | None = None


class Gate(Protocol):
    """What a pipeline asks of its gate.

    ``admit`` and ``judge`` are pure and see many items at once; where they fail, they are asked again with
    fewer. ``release`` is asked once per answer, in the order of the documents.
    """

    @property
    def ingredients(self) -> tuple[Ingredient, ...]:
        """What verdicts are made with."""
        ...

    def warm_up(self) -> None:
        """Load what will be needed."""
        ...

    def admit(self, documents: Sequence[Document]) -> Sequence[Safety]:
        """Look at inputs before any model does; one whose verdict is ``"block"`` is not answered."""
        ...

    def judge(self, answers: Sequence[Answer[Any]]) -> Sequence[Safety]:
        """Return the verdict on each answer."""
        ...

    def release(self, answer: Answer[ResultT], verdict: Safety, risk: RiskMemory) -> ResultT:
        """Let an answer out as the verdict says, with its ``safety`` filled in; bring ``risk`` up to date."""
        ...


class OpenGate:
    """Lets everything pass and claims nothing: results keep the decision ``"not_assessed"``.

    >>> [verdict] = OpenGate().admit([Document(id="1", text="Acme cuts jobs")])
    >>> verdict.decision
    'not_assessed'
    """

    ingredients = (SafetyPolicy.off().ingredient,)

    def warm_up(self) -> None:
        """Load nothing."""

    def admit(self, documents: Sequence[Document]) -> Sequence[Safety]:
        """Look at nothing."""
        return [Safety()] * len(documents)

    def judge(self, answers: Sequence[Answer[Any]]) -> Sequence[Safety]:
        """Judge nothing."""
        return [Safety()] * len(answers)

    def release(self, answer: Answer[ResultT], verdict: Safety, risk: RiskMemory) -> ResultT:
        """Return the result as it came."""
        return answer.result
