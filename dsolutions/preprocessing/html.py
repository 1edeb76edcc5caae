"""The visible text of an HTML page, with offsets into the raw HTML."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from dsolutions.preprocessing.aligned import AlignedText

# Elements whose content no reader of the page sees.
_UNSEEN = frozenset(
    {"script", "style", "template", "title", "noscript", "iframe", "object", "svg", "datalist"}
)

# Elements that begin and end a paragraph of their own in every browser's default style sheet.
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset
        figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main nav ol p pre section
        summary table tbody tfoot thead tr ul""",
    )
)

_CELLS = frozenset({"td", "th", "option"})

# Elements without an end tag: they can hide nothing.
_VOID = frozenset(re.findall(r"\w+", "area base br col embed hr img input link meta source track wbr"))

_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_PIECE = re.compile(r"(?P<entity>&#?\w+;?)|[^&]+|&")

_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)


def is_html(text: str) -> bool:
    """Tell whether a text is a whole HTML document, judged by how it begins.

    >>> is_html("<!DOCTYPE html><p>Acme"), is_html("Margins <5% hurt Acme")
    (True, False)
    """
    return _DOCUMENT.match(text) is not None


def html_text(source: str) -> AlignedText:
    r"""Take the text out of HTML that a reader of the page sees.

    Scripts, styles, comments, titles and elements hidden by ``hidden`` or an inline style are dropped,
    entities are decoded, blocks become paragraphs, cells are set apart by a tab. Broken HTML is read as far
    as it can be.

    Args:
        source: the raw HTML.

    Returns:
        The visible text, aligned with the raw HTML. A break stands for the first character of its tag.

    >>> page = html_text("<p>Acme &amp; Co<br>cuts</p><script>x()</script>")
    >>> page.text.strip()
    'Acme & Co\ncuts'
    >>> page.span(page.text.index("&"), page.text.index("Co"))
    Span(start=8, end=14, quote='&amp; ')
    """
    reader = _Reader(source)
    # No tag ends after the last ">"; from every "<" there, the standard library would search the whole rest.
    last = source.rfind(">") + 1
    reader.feed(source[:last])
    reader.close()
    reader.put_text(last, len(source))
    return AlignedText("".join(reader.out), reader.starts, reader.ends, source)


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)  # each entity is reported at its own place
        self.out: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._source = source
        self._line_starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._hidden_by = ""
        self._hidden_depth = 0
        self._preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._hidden_by:
            self._hidden_depth += tag == self._hidden_by
        elif tag in _UNSEEN or (tag not in _VOID and _hides(dict(attrs))):
            self._hidden_by, self._hidden_depth = tag, 1
        else:
            self._preformatted += tag == "pre"
            self._break(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._hidden_by:
            self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._hidden_by:
            self._preformatted = max(0, self._preformatted - (tag == "pre"))
            self._break(tag)
        elif tag == self._hidden_by:
            self._hidden_depth -= 1
            self._hidden_by = tag if self._hidden_depth else ""

    def handle_data(self, data: str) -> None:
        start = self._offset()
        self.put_text(start, start + len(data))

    def handle_entityref(self, name: str) -> None:
        self._put_reference("&" + name)

    def handle_charref(self, name: str) -> None:
        self._put_reference("&#" + name)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip ``<![ ... >`` as browsers do; the inherited method stops the whole page at an unknown one."""
        return self.parse_bogus_comment(i)

    def put_text(self, start: int, end: int) -> None:
        """Write ``source[start:end]`` as a reader of the page sees it."""
        for piece in _PIECE.finditer(self._source, start, end):
            first, last = piece.span()
            if piece.lastgroup == "entity":
                text = unescape(piece.group())
                self._put(text, [first] * len(text), [last] * len(text))
            else:  # line breaks mean nothing in HTML
                text = piece.group() if self._preformatted else re.sub(r"\s", " ", piece.group())
                self._put(text, range(first, last), range(first + 1, last + 1))

    def _put_reference(self, reference: str) -> None:
        start = self._offset()
        end = start + len(reference)
        self.put_text(start, end + self._source.startswith(";", end))  # the semicolon may be missing

    def _break(self, tag: str) -> None:
        text = "\n" if tag == "br" else "\n\n" if tag in _BLOCKS else "\t" if tag in _CELLS else ""
        start = self._offset()
        self._put(text, [start] * len(text), [start + 1] * len(text))

    def _put(self, text: str, starts: range | list[int], ends: range | list[int]) -> None:
        if not self._hidden_by:
            self.out.append(text)
            self.starts.extend(starts)
            self.ends.extend(ends)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def _hides(attributes: dict[str, str | None]) -> bool:
    return "hidden" in attributes or _HIDING_STYLE.search(attributes.get("style") or "") is not None
