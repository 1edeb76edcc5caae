"""Places where a contract refers to its own sections, and which sections those are."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsolutions_finance.contracts.structure.numerals import roman_value
from dsolutions_finance.contracts.structure.tree import Node

_ATTACHMENT = r"exhibits?|schedules?|annex(?:es)?|appendi(?:x|ces)|attachments?|addend(?:um|a)"
_WORD = rf"(?:sub-?)?(?:sections?|articles?|clauses?|paragraphs?|chapters?|parts?)|§§?|{_ATTACHMENT}"
_ITEM = (
    r"(?:\d{1,3}(?:\.\d{1,3})*[A-Z]?|[IVXL]+|[A-Z](?:-\d{1,2})?)(?:\s?\([a-zA-Z0-9]{1,4}\))*"
    r"|(?:\([a-zA-Z0-9]{1,4}\))+"
)
_AND = r"(?:\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|through|and/or)\s+)"
_REFERENCE = re.compile(
    rf"(?<![\w-])(?P<word>(?i:{_WORD}))(?:\s+|(?<=§)|(?=\())(?P<items>\"?(?:{_ITEM})\"?(?:{_AND}(?:{_ITEM})(?![\w.]*\w))*)(?!\w)"
)
_ONE_ITEM = re.compile(_ITEM)
_PARTS = re.compile(r"\(([a-zA-Z0-9]{1,4})\)")

# "of this Agreement", "of the Agreement", "of Exhibit B", "of Article IV": the contract's own.
_OTHERS = re.compile(
    r"(?:\s*\([^()\n]{0,40}\))?,?\s*(?:of|to|under|in)\s+"
    r"(?!this\b|these\b|the\s+(?:Agreement|Contract|Lease|Terms|said\s+Agreement)\b(?!\s+[A-Z])|Exhibit|Schedule|Annex|Appendix|Article|Section)"
    r"(?:(?:the|such|that|any|said|its|title|chapter|part|us|u\.s\.)\s+)*[A-Z\d][\w.]+"
)
_LAW_BEFORE = re.compile(
    r"(?:U\.?S\.?C\.?|C\.?F\.?R\.?|\bCode|\bAct|\bRegulations?|\bReg\.?|\bTitle\s+\w+,?|\bStatutes?|\bRules?|\bTreas\.)\s*$"
)
_LAW_AFTER = re.compile(r"\s*(?:et\.?\s+seq|U\.?S\.?C)")
# No contract has so many sections; sections of codes do: "Section 1542", "Section 365(n)".
_LARGEST = 200


@dataclass(frozen=True)
class Referred:
    """A reference, in offsets of the working text.

    Args:
        start: where it begins.
        end: where it ends.
        word: what it calls the section, in lower case and singular, such as ``"section"``.
        number: as written, without brackets behind it; ``""`` for "paragraph (b)".
        parts: what stands in brackets, from outside in.
    """

    start: int
    end: int
    word: str
    number: str
    parts: tuple[str, ...]


def find_references(text: str) -> Iterator[Referred]:
    """Yield the references of a working text to its own sections, one for each section named.

    Sections of laws and of other contracts are told by what stands around them and left out.

    >>> text = "Sections 3 and 4.1(a), not Section 409A of the Code nor Section 5 of the Other Agreement"
    >>> [(r.number, r.parts) for r in find_references(text)]
    [('3', ()), ('4.1', ('a',))]
    """
    for match in _REFERENCE.finditer(text):
        if _is_foreign(text, match):
            continue
        start, before = match.start(), ("", ())
        for item in _ONE_ITEM.finditer(text, match.start("items"), match.end("items")):
            number = item.group().split("(")[0].strip()
            value = number.split(".")[0]
            if (value.isdigit() and int(value) > _LARGEST) or (number[:1].isdigit() and number[-1].isalpha()):
                break
            parts = tuple(_PARTS.findall(item.group()))
            if not number and before[0]:  # "Sections 5(g) and (h)"
                number, parts = before[0], (*before[1][:-1], *parts)
            before = number, parts
            yield Referred(start, item.end(), _singular(match["word"]), number, parts)
            following = _ONE_ITEM.search(text, item.end(), match.end("items"))
            start = following.start() if following else match.end()


def _is_foreign(text: str, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 80]
    before = text[max(0, match.start() - 20) : match.start()]
    top = (
        not match.start() and match["word"].casefold() == "exhibit"
    )  # what it is to the filing that it is in
    return bool(top or _OTHERS.match(after) or _LAW_AFTER.match(after) or _LAW_BEFORE.search(before))


def _singular(word: str) -> str:
    lower = word.casefold().replace("-", "")
    irregular = {
        "§": "section",
        "§§": "section",
        "annexes": "annex",
        "appendices": "appendix",
        "addenda": "addendum",
    }
    return irregular.get(lower, lower.rstrip("s") if lower not in ("annex",) else lower)


class Resolver:
    """Finds the section that a reference means.

    Args:
        nodes: the clause tree.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._children: dict[int | None, list[int]] = defaultdict(list)
        self._numbered: dict[str, list[int]] = defaultdict(list)
        self._roots: list[int] = []
        for index, node in enumerate(nodes):
            self._children[node.parent].append(index)
            self._roots.append(index if node.parent is None else self._roots[node.parent])
            if node.number is not None:
                self._numbered[_key(node.number)].append(index)
        self._headings = frozenset(node.start for node in nodes)

    def in_heading(self, found: Referred) -> bool:
        """Tell whether a reference is itself the number in a heading, as in "Section 3.1 Fees"."""
        return found.start in self._headings

    def resolve(self, found: Referred, section: int | None) -> int | None:
        """Return the section that a reference in ``section`` means.

        Of "4.1(a)" it is section 4.1 where "(a)" is no section of its own.
        """
        if found.word in ("exhibit", "schedule", "annex", "appendix", "attachment", "addendum"):
            return self._best(f"{found.word} {found.number.casefold()}", section)
        if not found.number:
            return self._relative(found.parts, section)
        target = self._best(_key(found.number), section)
        return None if target is None else self._descend(target, found.parts)[0]

    def _best(self, key: str, section: int | None) -> int | None:
        """Choose among sections of one number: the same attachment first, then the body; the outermost."""
        candidates = self._numbered.get(key, [])
        home = self._attachment(section)
        order = {home: 0, None: 1}
        return min(
            candidates,
            key=lambda index: (order.get(self._attachment(index), 2), self._nodes[index].level, index),
            default=None,
        )

    def _attachment(self, section: int | None) -> int | None:
        """Return the attachment that a section is in; ``None`` in the body."""
        if section is None:
            return None
        root = self._roots[section]
        return root if " " in (self._nodes[root].number or "") else None

    def _relative(self, parts: Sequence[str], section: int | None) -> int | None:
        """Find "paragraph (b)" under the section that says so or the nearest one around it."""
        here = section
        while True:
            target, depth = self._descend(here, parts)
            if depth == len(parts):
                return target
            if here is None:
                return None
            here = self._nodes[here].parent

    def _descend(self, target: int | None, parts: Sequence[str]) -> tuple[int | None, int]:
        """Follow bracketed numbers down the tree as far as they are sections; return how many were."""
        for depth, part in enumerate(parts):
            below = [index for index in self._children[target] if self._nodes[index].number == part]
            if not below:
                return target, depth
            target = below[0]
        return target, len(parts)


def _key(number: str) -> str:
    """Return what equal numbers share: "IV" and "4", "Exhibit B" and "EXHIBIT B"."""
    if " " in number:
        return number.casefold().replace('"', "")
    value = roman_value(number) if number.isupper() else None
    return str(value) if value else ".".join(part.lstrip("0") or "0" for part in number.split("."))
