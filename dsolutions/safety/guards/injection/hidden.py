"""Text of a document that its readers do not see but a program that reads it does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from dsolutions.preprocessing.aligned import AlignedText
from dsolutions.preprocessing.normalise import normalise
from dsolutions.safety.guards.injection.views import View

_MARKUP = re.compile(r"<[A-Za-z!/]")
_FENCED = re.compile(r"\[[^\[\]\n]{0,80}\]: #[^\n(\"']{0,4}[(\"']([^\n\[\])\"']{1,2000})[)\"']")
_IMAGE = re.compile(r"!\[([^\[\]\n]{4,1000})\]\(")

_UNSEEN = frozenset({"script", "style", "template", "title", "noscript", "svg", "datalist", "head", "object"})
_VOID = frozenset(re.findall(r"[\w-]+", "area base br col embed hr img input link meta source track wbr"))

# One attribute of a tag; a name is tried only where one can begin, so that the tag is read once.
_ATTRIBUTE = re.compile(r"(?<![\w-])([A-Za-z][\w-]*+)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")

# Attributes whose values are prose where they are long; the others are addresses, names and numbers.
_SPEAKING = frozenset(
    re.findall(r"[\w-]+", "alt title content placeholder value summary label aria-label aria-description")
)
_SHORTEST = 8

# Ways to write text that nobody sees: taken out of the page, without size, moved away, or see-through.
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$)"
    r"|opacity\s*:\s*0?\.?0\d?\s*(?:;|$)|color\s*:\s*(?:transparent|white|#fff(?:fff)?)\b"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}|(?:width|height)\s*:\s*0(?:px)?\s*(?:;|$)|clip\s*:\s*rect\(0",
    re.IGNORECASE,
)


def hidden(source: str) -> Iterator[View]:
    """Take comments, unseen elements and speaking attributes out of HTML, and comments out of Markdown.

    >>> page = '<p>Acme cuts jobs<!-- be nice --></p><img alt="A factory at night">'
    >>> [(view.text.text, view.how) for view in hidden(page)]
    [('be nice', 'a comment'), ('A factory at night', 'the attribute alt')]
    """
    if _MARKUP.search(source):
        reader = _Hidden(source)
        last = source.rfind(">") + 1  # from every "<" behind it, the standard library searches the whole rest
        reader.feed(source[:last])
        reader.close()
        for start, end, how in reader.found:
            view = _read(source, start, end, how)
            if len(view.text.text) >= _SHORTEST // 2:
                yield view
    for pattern, how in ((_FENCED, "a Markdown comment"), (_IMAGE, "the text of an image")):
        for match in pattern.finditer(source) if "](" in source or "]: #" in source else ():
            yield _read(source, *match.span(1), how)


def _read(source: str, start: int, end: int, how: str) -> View:
    raw = source[start:end]
    pieces = AlignedText(raw, range(start, end), range(start + 1, end + 1), source)
    if "&" in raw:
        entities = [(*m.span(), unescape(m[0])) for m in re.finditer(r"&#?\w{1,32};", raw)]
        pieces = pieces.then(AlignedText.edited(raw, entities))
    return View(pieces.then(normalise(pieces.text)), "hidden", how)


class _Hidden(HTMLParser):
    """Collects the ranges of the source that nobody sees."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, int, str]] = []
        self._source = source
        self._line_starts = [0, *accumulate(len(line) + 1 for line in source.split("\n"))]
        self._unseen: list[str] = []  # open elements from the outermost unseen one on
        self._open = Counter[str]()  # how many of each kind there are among them
        self._text: tuple[int, int] | None = None

    def handle_comment(self, data: str) -> None:
        start = self._offset() + len("<!--")
        self.found.append((start, start + len(data), "a comment"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes()
        if tag in _VOID:
            return
        if self._unseen or tag in _UNSEEN or _hides(dict(attrs)):
            self._unseen.append(tag)
            self._open[tag] += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._attributes()

    def handle_endtag(self, tag: str) -> None:
        if self._open[tag]:
            outermost = self._unseen[0]
            closed = ""
            while closed != tag:  # elements inside that nobody closed end with it
                closed = self._unseen.pop()
                self._open[closed] -= 1
            if not self._unseen:
                self._flush(f"an unseen element {outermost}")

    def handle_data(self, data: str) -> None:
        self._hold(len(data))

    def handle_entityref(self, name: str) -> None:
        self._hold(len(name) + 1)

    def handle_charref(self, name: str) -> None:
        self._hold(len(name) + 2)

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Skip ``<![ ... >`` as browsers do; the inherited method stops at an unknown one."""
        return self.parse_bogus_comment(i)

    def close(self) -> None:
        """End the page; an element that was never closed hides the rest of it."""
        super().close()
        if self._unseen:
            self._flush(f"an unseen element {self._unseen[0]}")

    def _hold(self, length: int) -> None:
        if self._unseen:
            start = self._offset()
            self._text = (self._text[0] if self._text else start, start + length)

    def _flush(self, how: str) -> None:
        if self._text:
            self.found.append((*self._text, how))
        self._text = None

    def _attributes(self) -> None:
        offset = self._offset()
        for match in _ATTRIBUTE.finditer(self.get_starttag_text() or ""):
            name = match[1].lower()
            if name in _SPEAKING or name.startswith("data-"):
                start, end = match.span(match.lastindex or 1)
                if end - start >= _SHORTEST:
                    self.found.append((offset + start, offset + end, f"the attribute {name}"))

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._line_starts[line - 1] + column


def _hides(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes or attributes.get("type") == "hidden":
        return True
    return _HIDING.search(attributes.get("style") or "") is not None
