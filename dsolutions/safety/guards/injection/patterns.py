"""Patterns of attack in many languages, as evidence for the lexical model."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("patterns.toml")
_ABOUT = ("name", "kind")  # keys of a family that are no language


@dataclass(frozen=True)
class Family:
    """One thing that attacks do, in every language that the file has.

    Args:
        name: its name, such as ``"override"``.
        kind: what a finding is called where this family weighs most; empty for what speaks against one.
        pattern: matches folded text.
    """

    name: str
    kind: str
    pattern: re.Pattern[str]

    def find(self, text: str) -> tuple[int, int] | None:
        """Return where the first match stands in a folded text."""
        match = self.pattern.search(text)
        return match.span() if match else None


@cache
def families() -> tuple[Family, ...]:
    """Read the families, in the order of the file.

    >>> [family.name for family in families()][:3]
    ['override', 'persona', 'unbound']
    """
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(_family(entry, content["gaps"]) for entry in content["families"])


def _family(entry: Mapping[str, str | list[str]], gaps: Mapping[str, str]) -> Family:
    patterns = [pattern for key, written in entry.items() if key not in _ABOUT for pattern in written]
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for name, gap in gaps.items():
        joined = joined.replace("{" + name + "}", gap)
    return Family(str(entry["name"]), str(entry["kind"]), re.compile(joined))
