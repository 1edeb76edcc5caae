"""One place in a text where somebody or something is named."""

from __future__ import annotations

from dataclasses import dataclass

from dsolutions_finance.entities.entry import GazetteerEntry


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a text.

    Args:
        start: offset of its first character.
        end: offset after its last.
        text: the characters between them.
        type: entity type; ``"org"`` where nothing more is known.
        entry: the gazetteer's entry, where it has one.
    """

    start: int
    end: int
    text: str
    type: str
    entry: GazetteerEntry | None = None


def without_overlaps(mentions: list[Mention]) -> list[Mention]:
    """Keep the longest of overlapping mentions, at equal length the known one; text order."""
    covered = bytearray(max((mention.end for mention in mentions), default=0))
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.entry is None, m.start)):
        if not any(covered[mention.start : mention.end]):
            covered[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
