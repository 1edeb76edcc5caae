"""A text to work on whose every character leads back to the caller's own text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from dsolutions.types import Span


@dataclass(frozen=True)
class AlignedText:
    """A working text and, for each of its characters, the range of the source that it stands for.

    Both offset sequences have one entry per character of ``text`` and never decrease. Several characters may
    share a range (a ligature taken apart) and a range may hold several characters (an accent composed).

    Args:
        text: the text to work on.
        starts: for each character, where its range of ``source`` starts.
        ends: for each character, where its range ends.
        source: the caller's text.

    >>> aligned = AlignedText("profit", starts=[0, 1, 2, 3, 3, 4], ends=[1, 2, 3, 4, 4, 5], source="proﬁt")
    >>> aligned.span(3, 6)
    Span(start=3, end=5, quote='ﬁt')
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    source: str

    @classmethod
    def unchanged(cls, source: str) -> Self:
        """Align a text with itself; costs nothing, whatever its length."""
        return cls(source, range(len(source)), range(1, len(source) + 1), source)

    @classmethod
    def edited(cls, source: str, edits: Iterable[tuple[int, int, str]]) -> Self:
        """Replace ranges of a text; what is written in their place stands for the range.

        Args:
            source: the text.
            edits: start, end and what to write; one that begins inside another is left out.

        >>> AlignedText.edited("licen- see", [(5, 7, "")]).text
        'licensee'
        """
        out: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        position = 0
        for start, end, text in [*sorted(edits), (len(source), len(source), "")]:
            if start < position:
                continue
            out += [source[position:start], text]
            starts += [*range(position, start), *[start] * len(text)]
            ends += [*range(position + 1, start + 1), *[end] * len(text)]
            position = end
        return cls("".join(out), starts, ends, source)

    def span(self, start: int, end: int) -> Span:
        """Quote the source for the characters ``[start, end)`` of the working text.

        Args:
            start: offset of the first character in ``text``.
            end: offset after the last one; equal to ``start`` for the point between two characters.

        Returns:
            The span of the source, so ``source[span.start:span.end] == span.quote``.

        Raises:
            IndexError: the range does not lie within ``text``.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is not within a text of {len(self.text)} characters")
        if start < end:
            return Span.of(self.source, self.starts[start], self.ends[end - 1])
        point = self.starts[start] if start < len(self.text) else len(self.source)
        return Span.of(self.source, point, point)

    def then(self, later: AlignedText) -> AlignedText:
        """Lead ``later``, which was made from this working text, back to this one's source.

        Raises:
            ValueError: ``later`` was made from another text.
        """
        if later.source != self.text:
            raise ValueError("the later step did not start from this working text")
        if later.text == self.text:
            return self
        starts = [self.starts[start] for start in later.starts]
        ends = [self.ends[end - 1] for end in later.ends]
        return AlignedText(later.text, starts, ends, self.source)
