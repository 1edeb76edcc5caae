"""A gazetteer: the companies, indices, commodities and authorities that are known by name.

Users extend the built-in one with a CSV or JSONL file, or with a list, of ``GazetteerEntry`` fields.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any, Self

from dsolutions.types import Ingredient
from dsolutions_finance.entities.entry import GazetteerEntry, check_entries, read_entries

# Goods, currencies and sectors are written in lower case in running text ("gold slips"); all else is a name.
COMMON_NOUN_TYPES = frozenset({"commodity", "currency", "sector"})

# "GM", "BSE", "ONGC": in other letters these are another word or noise, so they must match exactly.
_ACRONYM = re.compile(r"[A-Z&]{1,6}")

# A bare symbol shorter than this is too often something else ("C", "MS", "GS"): it counts only as "(GS)".
_SHORTEST_BARE_TICKER = 3

_TICKER_CONTEXT = re.compile(r"(?:[(\[]|[A-Z]{2,8}:\s?|\$)$")  # what precedes in "(ACM", "NYSE: ACM", "$ACM"
_TICKER_CONTEXT_LENGTH = 11

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class GazetteerMatch:
    """A place in a text where an entry is named.

    Args:
        start: offset of its first character.
        end: offset after its last.
        entry: whose name it is.
        ambiguous: the name is also an ordinary word.
    """

    start: int
    end: int
    entry: GazetteerEntry
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to write an entry; ``form`` is the spelling whose capitals a mention must keep."""

    entry: GazetteerEntry
    form: str
    ambiguous: bool = False
    ticker: bool = False


class Gazetteer:
    """Finds known names in a text, the longest first, in time that does not grow with their number.

    Matching works on a dictionary of token sequences and not on spaCy's ``PhraseMatcher``, because that needs
    a tokenised document per alias: seconds and hundreds of megabytes at tens of thousands of aliases.

    Args:
        entries: what it knows; a later entry replaces an earlier one of the same name and takes over the
            aliases that both have.
        name: what provenance calls it.

    >>> gazetteer = Gazetteer([GazetteerEntry(name="Acme Motors", aliases=("Acme",))])
    >>> [(m.start, m.end, m.entry.name) for m in gazetteer.matches("Why Acme fell")]
    [(4, 8, 'Acme Motors')]
    """

    def __init__(self, entries: Iterable[GazetteerEntry], name: str = "list") -> None:
        self.name = name
        self.entries = tuple({entry.name: entry for entry in entries}.values())
        self._names: dict[tuple[str, ...], _Name] = {}
        self._add_tickers()
        for entry in self.entries:  # after the tickers, because a name counts for more than a symbol
            for form in entry.names:
                self._names[_keys(form)] = _Name(entry, form, ambiguous=form in entry.ambiguous)
        lengths: dict[str, set[int]] = {}
        for keys in self._names:
            lengths.setdefault(keys[0], set()).add(len(keys))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @classmethod
    def builtin(cls) -> Self:
        """Return the one that ships: large listed companies, indices, commodities and authorities."""
        return cls(read_entries(files(__package__) / "gazetteer.csv"), "companies and markets")

    @classmethod
    def read(cls, path: str | Path) -> Self:
        """Read a CSV file with a header, or a JSONL file, whose fields are those of ``GazetteerEntry``.

        Raises:
            ConfigurationError: it cannot be read, or a row is wrong; the row is named.
        """
        return cls(read_entries(Path(path)), Path(path).name)

    @classmethod
    def of(cls, rows: Iterable[GazetteerEntry | Mapping[str, Any]]) -> Self:
        """Make one from entries, or from mappings with their fields.

        Raises:
            ConfigurationError: a row is wrong; its number is named.
        """
        return cls(check_entries(enumerate(rows, start=1), "list"))

    def extended(self, more: Gazetteer) -> Gazetteer:
        """Return this one together with another, whose names win."""
        return Gazetteer((*self.entries, *more.entries), f"{self.name} + {more.name}")

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the entries, hexadecimal."""
        joined = "\n".join(entry.model_dump_json() for entry in self.entries)
        return hashlib.sha256(joined.encode()).hexdigest()

    @property
    def ingredient(self) -> Ingredient:
        """Describe it for the provenance of an answer."""
        return Ingredient(kind="gazetteer", name=self.name, digest=self.digest)

    def matches(self, text: str) -> list[GazetteerMatch]:
        """Find every known name in ``text``: no overlaps, in text order."""
        tokens = list(_TOKEN.finditer(text))
        keys = tuple(_key(token.group()) for token in tokens)
        shouted = text.isupper()
        found: list[GazetteerMatch] = []
        position = 0
        while position < len(tokens):
            taken = 1
            for length in self._lengths.get(keys[position], ()):
                name = self._names.get(keys[position : position + length])
                window = tokens[position : position + length]
                if name and _fits(name, text, window, shouted):
                    found.append(
                        GazetteerMatch(window[0].start(), window[-1].end(), name.entry, name.ambiguous)
                    )
                    taken = length
                    break
            position += taken
        return found

    def _add_tickers(self) -> None:
        owners: dict[str, list[GazetteerEntry]] = {}
        for entry in self.entries:
            if entry.ticker:
                owners.setdefault(entry.ticker, []).append(entry)
        for ticker, entries in owners.items():
            if len(entries) == 1:  # two exchanges, two companies, one symbol: it names neither
                self._names[_keys(ticker)] = _Name(entries[0], ticker, ticker=True)


def _key(token: str) -> str:
    return "'" if token in "’‘`" else token.lower()


def _keys(form: str) -> tuple[str, ...]:
    return tuple(_key(token) for token in _TOKEN.findall(form))


def _fits(name: _Name, text: str, tokens: list[re.Match[str]], shouted: bool) -> bool:
    """Tell whether the capitals, and for a symbol the surroundings, are those of a name."""
    start, end = tokens[0].start(), tokens[-1].end()
    if name.ticker:
        before = text[max(0, start - _TICKER_CONTEXT_LENGTH) : start]
        bare = len(name.form) >= _SHORTEST_BARE_TICKER and name.form.isalpha() and not shouted
        return text[start:end] == name.form and (bare or _TICKER_CONTEXT.search(before) is not None)
    if name.entry.type in COMMON_NOUN_TYPES and not name.ambiguous:
        return True
    if _ACRONYM.fullmatch(name.form):
        return text[start:end] == name.form
    return all(
        token.group()[0].isupper()
        for token, form in zip(tokens, _TOKEN.findall(name.form), strict=True)
        if form[0].isupper()
    )
