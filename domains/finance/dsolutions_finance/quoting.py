"""Evidence as people read it; the spans themselves stay exact."""

from __future__ import annotations

from dsolutions.preprocessing.html import html_text


def readable(quote: str) -> str:
    r"""Take markup and line breaks out of a quote from a page.

    >>> readable("files for <b>Chapter&nbsp;11</b>\n  protection")
    'files for Chapter 11 protection'
    """
    return " ".join(html_text(quote).text.split())
