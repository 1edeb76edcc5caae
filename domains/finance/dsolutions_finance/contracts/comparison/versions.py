"""Two versions of a contract."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dsolutions_finance.contracts.comparison.alignment import Pair, align, same_words, without_number
from dsolutions_finance.contracts.comparison.paragraphs import Paragraph, paragraphs
from dsolutions_finance.contracts.comparison.results import ContractComparison, ParagraphChange
from dsolutions_finance.contracts.comparison.words import word_changes
from dsolutions_finance.contracts.results import ContractResult, RiskFlag
from dsolutions_finance.contracts.text import ContractText


@dataclass(frozen=True)
class Version:
    """One side of a comparison.

    Args:
        text: its text.
        result: what was found in it; its sections name the places, its risks are compared.
    """

    text: ContractText
    result: ContractResult


def compare_versions(before: Version, after: Version) -> ContractComparison:
    """Find what was added, removed, changed and moved, and what that does to the risks.

    Args:
        before: the old version.
        after: the new one.

    Returns:
        The differences. A new number in front of the same words is none.

    >>> from dsolutions_finance.contracts.document import ContractDocument
    >>> def version(said):
    ...     text = ContractText.of(ContractDocument(id="1", text=said))
    ...     return Version(text, ContractResult(document_id="1"))
    >>> found = compare_versions(version("Pay within 30 days."), version("Pay within 90 days."))
    >>> [(change.kind, [word.text for word in change.words]) for change in found.changes]
    [('changed', ['Pay within', '30', '90', 'days.'])]
    """
    old, new = (paragraphs(side.text, side.result.sections) for side in (before, after))
    pairs = align([paragraph.text for paragraph in old], [paragraph.text for paragraph in new])
    in_order = _in_order(pairs)
    changes = []
    for pair in _reading_order(pairs):
        change = _change(before, after, old, new, pair, moved=pair not in in_order)
        if change:
            changes.append(change)
    old_rules, new_rules = ({flag.rule for flag in side.result.risks} for side in (before, after))
    return ContractComparison(
        before=before.result.document_id,
        after=after.result.document_id,
        changes=tuple(changes),
        unchanged=len(new) - sum(change.after is not None for change in changes),
        risks_gained=_beyond(after.result.risks, old_rules),
        risks_lost=_beyond(before.result.risks, new_rules),
    )


def _change(
    before: Version,
    after: Version,
    old: Sequence[Paragraph],
    new: Sequence[Paragraph],
    pair: Pair,
    *,
    moved: bool,
) -> ParagraphChange | None:
    was = old[pair.old] if pair.old is not None else None
    now = new[pair.new] if pair.new is not None else None
    place = now or was
    assert place is not None
    span = before.text.span(was.start, was.end) if was else None
    new_span = after.text.span(now.start, now.end) if now else None
    if was is None or now is None:
        kind = "added" if was is None else "removed"
        return ParagraphChange(kind=kind, section=place.section, before=span, after=new_span)
    if same_words(was.text) != same_words(now.text):
        words = word_changes(without_number(was.text), without_number(now.text))
        return ParagraphChange(
            kind="changed", section=place.section, before=span, after=new_span, words=words
        )
    if moved:
        return ParagraphChange(kind="moved", section=place.section, before=span, after=new_span)
    return None


def _in_order(pairs: Sequence[Pair]) -> set[Pair]:
    """Return the longest run of pairs that keep their order; all others have moved (patience sorting)."""
    kept = [pair for pair in pairs if pair.old is not None and pair.new is not None]
    kept.sort(key=lambda pair: pair.new or 0)
    ends: list[int] = []  # the old position that ends the best run of each length
    holders: list[int] = []
    earlier: list[int | None] = []
    for index, pair in enumerate(kept):
        assert pair.old is not None
        length = bisect_left(ends, pair.old)
        earlier.append(holders[length - 1] if length else None)
        if length == len(ends):
            ends.append(pair.old)
            holders.append(index)
        else:
            ends[length], holders[length] = pair.old, index
    run, at = set(), holders[-1] if holders else None
    while at is not None:
        run.add(kept[at])
        at = earlier[at]
    return run


def _reading_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Put what was removed behind what stood before it."""
    place, last = {}, -1
    for pair in sorted((pair for pair in pairs if pair.old is not None), key=lambda pair: pair.old or 0):
        last = pair.new if pair.new is not None else last
        place[pair] = (last, pair.new is None, pair.old)
    return sorted(pairs, key=lambda pair: place.get(pair, (pair.new, False, 0)))


def _beyond(flags: Sequence[RiskFlag], rules: set[str]) -> tuple[RiskFlag, ...]:
    return tuple(flag for flag in flags if flag.rule not in rules)
