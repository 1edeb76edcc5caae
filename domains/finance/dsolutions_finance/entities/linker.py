"""The mentions of one document put together: one entity per actor."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from dsolutions_finance.entities.mention import Mention
from dsolutions_finance.entities.wording import name_words

# "(NYSE: ACM)", "(ACM)": a symbol or an acronym given behind a name.
_GIVEN_BEHIND = re.compile(r"\s?\((?:(?P<exchange>[A-Z]{2,10})\s?:\s?)?(?P<symbol>[A-Z][A-Z&.]{1,7})\)")

# Words that begin the names of many companies; alone they point at none of them.
_SHARED_BEGINNINGS = frozenset(
    {"bank", "state", "national", "united", "general", "first", "royal", "american", "new", "central"}
)

_SHORTEST_SHORT_NAME = 3  # "3M", "BP" as a short form of "BP Castrol" would link by accident


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """One actor of a document.

    Args:
        name: canonical name: the gazetteer's, or the longest mention.
        type: entity type.
        ticker: exchange symbol, from the gazetteer or given in the text as ``(NYSE: ACM)``.
        mentions: ``(start, end)`` of every place where it is named, in text order.
    """

    name: str
    type: str
    ticker: str | None
    mentions: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Group:
    """Mentions that are known to be of one actor, while the linking goes on."""

    mentions: list[Mention]
    words: tuple[str, ...]
    ticker: str | None = None
    symbols: set[str] = field(default_factory=set)

    @property
    def known(self) -> bool:
        return self.mentions[0].entry is not None

    def join(self, other: _Group) -> None:
        known = self.mentions if self.known else other.mentions
        rest = other.mentions if self.known else self.mentions
        self.mentions = [*known, *rest]
        self.words = max(self.words, other.words, key=len)
        self.ticker = self.ticker or other.ticker
        self.symbols |= other.symbols

    def entity(self) -> LinkedEntity:
        entry = self.mentions[0].entry
        places = tuple(sorted({(m.start, m.end) for m in self.mentions}))
        if entry is not None:
            return LinkedEntity(entry.name, entry.type, entry.ticker or self.ticker, places)
        longest = max(self.mentions, key=lambda m: (m.end - m.start, -m.start))
        return LinkedEntity(longest.text, longest.type, self.ticker, places)


def link(text: str, mentions: list[Mention], places: Collection[str] = ()) -> list[LinkedEntity]:
    """Put the mentions of one document together.

    Names are one where the gazetteer says so, where they differ by a legal form ("Acme Motors Ltd"), where
    one begins another and no third ("Acme"), and where one abbreviates another ("AML", "(NYSE: ACM)").
    Repetitions that no recogniser saw are added.

    Args:
        text: the document.
        mentions: non-overlapping mentions.
        places: names of places in the text; they are not taken for short forms of companies.

    Returns:
        The entities in the order of their first mention.

    >>> found = link("Acme Motors fell. Acme said", [Mention(0, 11, "Acme Motors", "org")])
    >>> found[0].mentions
    ((0, 11), (18, 22))
    """
    groups = _grouped(text, mentions)
    groups = _joined(groups)
    _add_repetitions(text, groups, places)
    return sorted((group.entity() for group in groups), key=lambda entity: entity.mentions[0])


def _grouped(text: str, mentions: list[Mention]) -> list[_Group]:
    """Group by gazetteer entry or equal words, and note the symbols given behind names."""
    groups: dict[object, _Group] = {}
    for mention in mentions:
        words = name_words(mention.text)
        key = mention.entry.name if mention.entry else words
        group = groups.setdefault(key, _Group([], words))
        group.mentions.append(mention)
        group.words = max(group.words, words, key=len)
        given = _GIVEN_BEHIND.match(text, mention.end)
        if given:
            group.symbols.add(given["symbol"])
            group.ticker = given["symbol"] if given["exchange"] else group.ticker
    return list(groups.values())


def _joined(groups: list[_Group]) -> list[_Group]:
    """Join every group that shortens exactly one other group to that one."""
    kept: list[_Group] = []
    for group in sorted(groups, key=lambda g: -len(g.words)):
        whole = [other for other in kept if not (group.known and other.known) and _shortens(group, other)]
        if len(whole) == 1:
            whole[0].join(group)
        else:
            kept.append(group)
    return kept


def _shortens(short: _Group, long: _Group) -> bool:
    surface = short.mentions[0].text
    if surface in long.symbols:
        return True
    if surface.isupper() and len(short.words) == 1 and len(long.words) > 1:
        initials = "".join(word[0] for word in long.words)
        content = "".join(word[0] for word in long.words if word not in ("of", "and", "the", "for"))
        return len(surface) > 1 and surface.lower() in (initials, content)
    begins = long.words[: len(short.words)] == short.words and len(short.words) < len(long.words)
    distinctive = len(short.words[0]) >= _SHORTEST_SHORT_NAME and short.words[0] not in _SHARED_BEGINNINGS
    return begins and (distinctive or len(short.words) > 1)


def _add_repetitions(text: str, groups: list[_Group], places: Collection[str]) -> None:
    """Add the places where a name, its short form or its symbol stands again.

    A short form that two groups share belongs to neither.
    """
    owners: dict[str, list[_Group]] = {}
    covered = bytearray(len(text))
    for group in groups:
        for form in _forms(group) - set(places):
            owners.setdefault(form, []).append(group)
        for mention in group.mentions:
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for form, sharing in sorted(owners.items(), key=lambda item: (-len(item[0]), item[0])):
        for start, end in _occurrences(form, text) if len(sharing) == 1 else ():
            if not any(covered[start:end]):
                covered[start:end] = b"\1" * len(form)
                sharing[0].mentions.append(Mention(start, end, form, sharing[0].mentions[0].type))


def _occurrences(form: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``form`` stands as whole words; to compile a regular expression per name took longer."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        beside = text[max(0, start - 1) : start] + text[end : end + 1]
        whole = not any(character.isalnum() or character == "_" for character in beside)
        if whole:
            yield start, end
        start = text.find(form, end if whole else start + 1)


def _forms(group: _Group) -> set[str]:
    surfaces = {mention.text for mention in group.mentions if mention.text[0].isupper()}
    if not group.known and group.mentions[0].type == "org" and len(group.words) > 1:
        first = group.mentions[0].text.split()[0]
        if len(first) > _SHORTEST_SHORT_NAME and first.lower() not in _SHARED_BEGINNINGS:
            surfaces.add(first)
    return surfaces | group.symbols
