"""The one gate that every document passes on its way in and every result on its way out."""

from __future__ import annotations

from typing import Protocol, TypeVar

from dsolutions.types import Document, Result

ResultT = TypeVar("ResultT", bound=Result)


class Gate(Protocol):
    """What a pipeline asks of its gate.

    A gate that refuses a document raises a ``DsolutionsError``; the document then gets a result with that
    error and the others go on.
    """

    def admit(self, document: Document) -> Document:
        """Look at an input before any model does; return it, or raise to refuse it."""
        ...

    def judge(self, document: Document, result: ResultT) -> ResultT:
        """Return ``result`` with its ``safety`` field filled in."""
        ...


class OpenGate:
    """Lets everything pass and claims nothing: results keep the decision ``"not_assessed"``.

    >>> gate = OpenGate()
    >>> document = Document(id="1", text="Acme cuts jobs")
    >>> gate.judge(document, Result(document_id="1")).safety.decision
    'not_assessed'
    """

    def admit(self, document: Document) -> Document:
        """Return the document as it came."""
        return document

    def judge(self, document: Document, result: ResultT) -> ResultT:
        """Return the result as it came."""
        return result
