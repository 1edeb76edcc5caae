"""The numbers that Word shows before paragraphs, which a DOCX file does not hold as text.

ECMA-376 part 1, section 17.9: a paragraph or its style names a list and a level; the list says how the level
is counted and written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

_LEVELS = 9  # as many as a list has

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering:
    """Counts the numbered paragraphs of a document, in order.

    Args:
        document: whose lists to count.
    """

    def __init__(self, document: WordDocument) -> None:
        self._styles = {style.style_id: style.element for style in document.styles}
        self._levels: dict[str, dict[int, Any]] = {}
        self._abstract: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[tuple[str, int]] = set()
        related = (part.reltype for part in document.part.rels.values())
        if any(kind.endswith("/numbering") for kind in related):
            self._read(document.part.numbering_part.element)

    def _read(self, root: Any) -> None:
        abstract = {node.get(qn("w:abstractNumId")): node for node in root.iterchildren(qn("w:abstractNum"))}
        for number in root.iterchildren(qn("w:num")):
            name = number.get(qn("w:numId"))
            self._abstract[name] = _value(number, "w:abstractNumId") or ""
            definition = abstract.get(self._abstract[name])
            levels = () if definition is None else definition.iterchildren(qn("w:lvl"))
            self._levels[name] = {int(level.get(qn("w:ilvl"))): level for level in levels}
            for override in number.iterchildren(qn("w:lvlOverride")):
                depth = int(override.get(qn("w:ilvl")))
                if (level := override.find(qn("w:lvl"))) is not None:
                    self._levels[name][depth] = level
                if (start := _value(override, "w:startOverride")) is not None:
                    self._starts[name, depth] = int(start)

    def number_of(self, paragraph: Any) -> str:
        """Count a paragraph and return its number as Word shows it; ``""`` if it has none or a bullet."""
        name, depth = self._place_of(paragraph)
        level = self._levels.get(name, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts[self._abstract[name]]
        if (name, depth) in self._starts and (name, depth) not in self._restarted:
            self._restarted.add((name, depth))
            counts[depth] = self._starts[name, depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else _start(level)
        for deeper in range(depth + 1, _LEVELS):
            counts.pop(deeper, None)
        return self._written(name, depth, counts)

    def _place_of(self, paragraph: Any) -> tuple[str, int]:
        """Return list and level, which the paragraph has or its style, or the one that is based on."""
        properties = paragraph.find(qn("w:pPr"))
        style = None if properties is None else _value(properties, "w:pStyle")
        name, depth = _list_of(properties)
        for _ in range(len(self._styles)):
            element = self._styles.get(style) if style else None
            if element is None or (name is not None and depth is not None):
                break
            inherited = _list_of(element.find(qn("w:pPr")))
            name, depth = (inherited[0] if name is None else name), (inherited[1] if depth is None else depth)
            style = _value(element, "w:basedOn")
        return name or "", depth or 0

    def _written(self, name: str, depth: int, counts: Mapping[int, int]) -> str:
        text = _value(self._levels[name][depth], "w:lvlText") or ""
        if _value(self._levels[name][depth], "w:numFmt") == "bullet":
            return ""
        legal = self._levels[name][depth].find(qn("w:isLgl")) is not None
        for other in range(depth + 1):
            level = self._levels[name].get(other)
            if level is not None:
                form = "decimal" if legal else _value(level, "w:numFmt") or "decimal"
                text = text.replace(f"%{other + 1}", _counted(counts.get(other, _start(level)), form))
        return text


def _value(parent: Any, tag: str) -> str | None:
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def _list_of(properties: Any) -> tuple[str | None, int | None]:
    listed = None if properties is None else properties.find(qn("w:numPr"))
    if listed is None:
        return None, None
    depth = _value(listed, "w:ilvl")
    return _value(listed, "w:numId"), None if depth is None else int(depth)


def _start(level: Any) -> int:
    return int(_value(level, "w:start") or 1)


def _counted(count: int, form: str) -> str:
    """Write a count as ``w:numFmt`` says."""
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        for value, digits in _ROMAN:
            roman += digits * (count // value)
            count %= value
        return roman if form == "lowerRoman" else roman.upper()
    if form == "decimalZero":
        return f"{count:02}"
    return "" if form == "none" else str(count)
