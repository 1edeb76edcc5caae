"""Inputs that are built to exhaust whoever reads them: too long, endlessly repeated, too deeply nested."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from dsolutions.safety.findings import Finding
from dsolutions.types import Document, Span, Value

# Shorter texts cannot exhaust anything; the usual headline costs one comparison.
_HARMLESS = 1_000

# Evidence shows where it begins: quoting a bomb whole would carry it on.
_QUOTED = 80

_BRACKETS = re.compile(r"[(\[{]+|[)\]}]+")
_TAGS = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
# Elements that HTML lets stand open: a page of paragraphs or list items is not nested.
_OPEN_ENDED = frozenset(
    re.findall(
        r"\w+", "area base br col dd dt embed hr img input li link meta option p source td th tr track wbr"
    )
)


class SizeLimits(Value):
    """From where on an input is refused; the values leave room for the longest honest documents.

    Args:
        characters: of the whole text. The longest contract of CUAD has 340,000.
        word: longest stretch without whitespace, in characters: a picture in base64 is no text.
        run: longest run of one character; rules and fillers in printed forms stay below 300.
        compression: how many times smaller the text may become by deflate. Contracts, news and dialogues
            reach 2 to 5, logs and tables 10 to 20; a repeated phrase reaches 100 and more.
        nesting: depth of brackets or of HTML elements.
        marks: accents on one letter; no script puts more than 5.

    >>> SizeLimits(characters=10_000).word
    20000
    """

    characters: int = Field(default=1_000_000, gt=0)
    word: int = Field(default=20_000, gt=0)
    run: int = Field(default=1_000, gt=0)
    compression: float = Field(default=40.0, gt=1)
    nesting: int = Field(default=200, gt=0)
    marks: int = Field(default=20, gt=0)


class SizeGuard:
    """Finds inputs that would cost far more than they say; every check takes linear time.

    Args:
        limits: from where on.

    >>> [findings] = SizeGuard().look([Document(id="1", text="ha" * 30_000)])
    >>> [finding.kind for finding in findings]
    ['long_word', 'compression']
    >>> SizeGuard().look([Document(id="1", text="Acme cuts jobs")])
    [()]
    """

    name = "size"

    def __init__(self, limits: SizeLimits | None = None) -> None:
        self.limits = limits or SizeLimits()
        self._checks: tuple[Callable[[str], Iterator[Finding]], ...] = (
            self._long_word,
            self._runs,
            self._compression,
            self._nesting,
            self._marks,
        )

    def look(self, documents: Sequence[Document]) -> list[tuple[Finding, ...]]:
        """Return what exceeds the limits, per document and kind the first place, certain each time."""
        return [tuple(self._found(document.text)) for document in documents]

    def _found(self, text: str) -> Iterator[Finding]:
        limits = self.limits
        if len(text) > limits.characters:
            # Nothing else is looked for, so that the cost has a bound.
            reason = f"The text has {len(text):,} characters, and {limits.characters:,} are allowed."
            yield _finding("too_long", text, limits.characters, reason)
            return
        # A limit that somebody set lower than ours is kept as well.
        if len(text) >= min(_HARMLESS, limits.run, limits.word, limits.nesting) or not text.isascii():
            for check in self._checks:
                yield from check(text)

    def _long_word(self, text: str) -> Iterator[Finding]:
        if len(text) <= self.limits.word:
            return
        start = 0
        for word in text.split():
            start = text.index(word, start)
            if len(word) > self.limits.word:
                reason = f"A stretch of {len(word):,} characters has no space; {self.limits.word:,} may."
                yield _finding("long_word", text, start, reason)
                return
            start += len(word)

    def _runs(self, text: str) -> Iterator[Finding]:
        if len(text) <= self.limits.run:
            return
        edges = _edges(text)
        lengths = np.diff(edges)
        longest = int(lengths.argmax())
        if lengths[longest] > self.limits.run:
            reason = f"One character is repeated {lengths[longest]:,} times; {self.limits.run:,} are allowed."
            yield _finding("repetition", text, int(edges[longest]), reason)

    def _compression(self, text: str) -> Iterator[Finding]:
        raw = text.encode("utf-8", "replace")
        if len(raw) < 5 * _HARMLESS:  # what is shorter costs little, however it was made
            return
        ratio = len(raw) / len(zlib.compress(raw, level=1))
        if ratio > self.limits.compression:
            reason = f"The text says {ratio:.0f} times less than its length; {self.limits.compression:g} may."
            yield _finding("compression", text, 0, reason)

    def _nesting(self, text: str) -> Iterator[Finding]:
        for what, depths in (("Brackets", _bracket_depths), ("Elements", _element_depths)):
            for start, depth in depths(text):
                if depth > self.limits.nesting:
                    reason = f"{what} are nested {depth:,} deep or more; {self.limits.nesting:,} are allowed."
                    yield _finding("nesting", text, start, reason)
                    return

    def _marks(self, text: str) -> Iterator[Finding]:
        if text.isascii():
            return
        piled = 0
        for place, character in enumerate(text):
            piled = piled + 1 if character > "\u02ff" and unicodedata.combining(character) else 0
            if piled > self.limits.marks:
                reason = f"More than {self.limits.marks} accents are piled on one letter."
                yield _finding("marks", text, place - piled, reason)
                return


def _edges(text: str) -> NDArray[np.int_]:
    """Return where each run of equal characters starts, and the end of the text."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    changes = np.flatnonzero(codes[1:] != codes[:-1]) + 1
    return np.concatenate([[0], changes, [len(codes)]])


def _bracket_depths(text: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for match in _BRACKETS.finditer(text):
        opens = match[0][0] in "([{"
        depth = depth + len(match[0]) if opens else max(0, depth - len(match[0]))
        yield match.start(), depth


def _element_depths(text: str) -> Iterator[tuple[int, int]]:
    depth = 0
    for match in _TAGS.finditer(text):
        if match[2].lower() not in _OPEN_ENDED:
            depth = max(0, depth - 1) if match[1] else depth + 1
            yield match.start(), depth


def _finding(kind: str, text: str, start: int, reason: str) -> Finding:
    evidence = Span.of(text, start, min(len(text), start + _QUOTED))
    return Finding(guard="size", kind=kind, score=1.0, evidence=evidence, reason=reason)
