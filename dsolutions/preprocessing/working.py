"""The one way from a document to the text that models and rules work on."""

from __future__ import annotations

from dsolutions.preprocessing.aligned import AlignedText
from dsolutions.preprocessing.html import html_text, is_html
from dsolutions.preprocessing.normalise import normalise
from dsolutions.types import Document


def working_text(document: Document) -> AlignedText:
    """Take the text of a document, of HTML the visible text, and normalise it.

    Args:
        document: HTML if its ``kind`` is ``"html"``, or if it names no kind and begins like an HTML page.

    Returns:
        The working text, aligned with ``document.text``.

    >>> working_text(Document(id="1", text="<b>Acme</b> &gt; Borealis", kind="html")).text
    'Acme > Borealis'
    """
    if document.kind == "html" or (document.kind is None and is_html(document.text)):
        page = html_text(document.text)
        return page.then(normalise(page.text))
    return normalise(document.text)
