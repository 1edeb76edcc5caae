"""Words that a line end parted by a hyphen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from dsolutions.preprocessing.furniture import Line

_PARTED = re.compile(r"([A-Za-z]+)-$")
_REST = re.compile(r"[A-Za-z]+")
# A hyphen with a space after it inside a line: the line was joined before, with a space too many.
_INSIDE = re.compile(r"(?<![\w-])([A-Za-z]{2,})-( +)([A-Za-z]{2,})")

# Prefixes that keep their hyphen wherever the line ends.
_KEEP = frozenset({"non", "self", "co", "ex", "cross", "third", "well", "half"})


class Hyphens:
    """Tells which hyphens at line ends belong to the word.

    A parted word is looked up in the rest of the text: "sub-" and "license" are one word if "sublicense"
    occurs there, and keep their hyphen if "sub-license" does. A word that does not occur again loses it.

    Args:
        text: the whole text.

    >>> Hyphens("A sublicense. A non-exclusive one").cut("may sub-", "license it")
    1
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(re.findall(r"[a-z]+(?:-[a-z]+)*", self._text.lower()))

    def cut(self, above: str, below: str) -> int | None:
        """Tell how many characters to cut where two lines meet; ``None`` if no hyphen joins them."""
        parted, rest = _PARTED.search(above), _REST.match(below)
        if parted is None or rest is None:
            return None
        first, second = parted[1].lower(), rest.group().lower()
        if first + second in self._words:
            return 1
        kept = f"{first}-{second}" in self._words or first in _KEEP or not rest.group()[0].islower()
        return 0 if kept else 1

    def inside(self, lines: Iterable[Line]) -> Iterator[tuple[int, int, str]]:
        """Yield the edits that mend words parted inside a line, where the rest of the text knows the word."""
        for line in lines:
            for match in _INSIDE.finditer(line.text) if "- " in line.text else ():
                first, second = match[1].lower(), match[3].lower()
                if first + second in self._words:
                    yield line.start + match.end(1), line.start + match.end(2), ""
                elif f"{first}-{second}" in self._words:
                    yield line.start + match.start(2), line.start + match.end(2), ""
