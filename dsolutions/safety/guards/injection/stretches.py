"""What the model reads of a document: its views, cut into stretches, with what each of them shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dsolutions.safety.guards.injection.lexical import Signs
from dsolutions.safety.guards.injection.units import units
from dsolutions.safety.guards.injection.unveiling import unveil
from dsolutions.safety.guards.injection.views import View
from dsolutions.types import Document, Span


@dataclass(frozen=True)
class Stretch:
    """A part of one view.

    Args:
        view: where it is.
        start: offset of its first character in the view's text.
        end: offset after its last one.
        signs: what it shows.
    """

    view: View
    start: int
    end: int
    signs: Signs

    @property
    def text(self) -> str:
        """What it says."""
        return self.view.text.text[self.start : self.end]

    @property
    def evidence(self) -> Span:
        """Where it stands in the document."""
        return self.view.text.span(self.start, self.end)


def stretches(document: Document) -> Iterator[Stretch]:
    """Yield the stretches of a document, view by view, in order.

    >>> [stretch.text for stretch in stretches(Document(id="1", text="Acme cuts jobs"))]
    ['Acme cuts jobs']
    """
    for view in unveil(document):
        text = view.text.text
        for start, end in units(text):
            yield Stretch(view, start, end, Signs.of(text[start:end]))
