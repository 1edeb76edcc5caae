"""Templates that were filled with evidence: what they quote, and the sums and dates that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsolutions.safety.rewards.factuality.checks.conflict import Conflict
from dsolutions.safety.rewards.factuality.checks.values import supported
from dsolutions.safety.rewards.factuality.facts import facts
from dsolutions.safety.rewards.factuality.reading import read

_QUOTE = re.compile(r"“([^”]*)”")
_WORD = re.compile(r"\w+")
# Templates bring numbers of their own, such as the hours of a rule or the tone of a text; these they do not.
_FROM_SOURCES = frozenset({"money", "percent", "quantity", "date"})


def check_quoted(text: str, source: str) -> Iterator[Conflict]:
    """Yield what a filled template says of its sources and they do not.

    Words between quotation marks must be there, whatever their spaces and punctuation; an ellipsis leaves
    some out. So must amounts, percentages, measures and dates. The template's other words are its own.

    >>> [found.reason for found in check_quoted("Less is expected: “cut guidance”", "We kept guidance.")]
    ["no source says 'cut guidance'"]
    """
    for quote in _QUOTE.finditer(text):
        if quote[1] not in source and not _said(quote[1], source):
            yield Conflict("quotes", quote.start(1), quote.end(1), f"no source says {quote[1]!r}")
    if not any(letter.isdigit() for letter in text):
        return  # numbers in words stand in quotes
    for fact in facts(text):
        written = text[fact.start : fact.end]
        if fact.kind in _FROM_SOURCES and written not in source and not supported(fact, text, read(source)):
            yield Conflict("values", fact.start, fact.end, f"no source has {written!r}")


def _said(quote: str, source: str) -> bool:
    known = f" {' '.join(_WORD.findall(source.lower()))} "
    parts = (" ".join(_WORD.findall(part.lower())) for part in re.split(r"…|\.\.\.", quote))
    return all(f" {part} " in known for part in parts if part)
