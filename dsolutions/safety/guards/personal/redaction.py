"""Take personal data out of a text, so that it can be put back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pydantic import ConfigDict

from dsolutions.errors import InputError
from dsolutions.safety.findings import Finding
from dsolutions.safety.guards.personal.vault import PLACEHOLDER, Vault
from dsolutions.types import Value

# What stands in a text already and looks like a placeholder is taken out too, or it would be restored to
# something else.
LITERAL = "LITERAL"


class Replacement(Value):
    """One place where a placeholder stands now; it holds no personal data.

    Args:
        kind: what was there.
        placeholder: what is there now.
        start: offset of the placeholder in the redacted text.
        end: offset after it.
        source_start: offset of what was there in the original text.
        source_end: offset after it.
    """

    kind: str
    placeholder: str
    start: int
    end: int
    source_start: int
    source_end: int


class Redacted(Value):
    """A text without what was found in it.

    Args:
        text: the text with placeholders.
        replacements: what stands where, in order.
        vault: what the placeholders stand for; see its warning.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    text: str
    replacements: tuple[Replacement, ...]
    vault: Vault

    def restore(self) -> str:
        """Return the original text, exactly."""
        return self.vault.restore(self.text)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Lead a range of ``text`` back to the original; part of a placeholder leads to all it stands for.

        Raises:
            IndexError: the range does not lie within ``text``.
        """
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is not within a text of {len(self.text)} characters")
        shift = 0
        begins: int | None = None
        for made in self.replacements:
            if begins is None and start < made.end:
                begins = made.source_start if start > made.start else start + shift
            if end <= made.start:
                return (start + shift if begins is None else begins), end + shift
            if end <= made.end:
                return (start + shift if begins is None else begins), made.source_end
            shift = made.source_end - made.end
        return (start + shift if begins is None else begins), end + shift


def redact(text: str, findings: Iterable[Finding], vault: Vault | None = None) -> Redacted:
    """Put placeholders such as ``<PERSON_1>`` in the place of what was found.

    Findings that overlap become one, under the kind of the most probable, so that nothing of any of them
    stays.

    Args:
        text: the text.
        findings: what to take out, found in this text by any guard.
        vault: that of the conversation or the document; a new one by default.

    Returns:
        The redacted text; ``redacted.restore()`` and ``vault.restore(redacted.text)`` give back exactly
        ``text``.

    Raises:
        InputError: a finding was made in another text.
        ConfigurationError: a kind cannot be part of a placeholder.

    >>> from dsolutions.safety.guards.personal import PersonalDataGuard
    >>> guard = PersonalDataGuard(kinds=["EMAIL_ADDRESS", "US_SSN"])
    >>> text = "Mail ana@norvik.example (SSN 536-22-8471), not bo@norvik.example; again: ana@norvik.example"
    >>> redacted = redact(text, guard.find(text))
    >>> redacted.text
    'Mail <EMAIL_ADDRESS_1> (SSN <US_SSN_1>), not <EMAIL_ADDRESS_2>; again: <EMAIL_ADDRESS_1>'
    >>> redacted.restore() == text
    True
    """
    vault = Vault() if vault is None else vault
    pieces: list[str] = []
    replacements: list[Replacement] = []
    position = length = 0
    for start, end, kind in _with_literals(text, _merged(text, findings)):
        placeholder = vault.placeholder(kind, text[start:end])
        length += start - position
        replacements.append(
            Replacement(
                kind=kind,
                placeholder=placeholder,
                start=length,
                end=length + len(placeholder),
                source_start=start,
                source_end=end,
            )
        )
        pieces += [text[position:start], placeholder]
        length += len(placeholder)
        position = end
    return Redacted(text="".join((*pieces, text[position:])), replacements=tuple(replacements), vault=vault)


class _Place(NamedTuple):
    start: int
    end: int
    kind: str


def _merged(text: str, findings: Iterable[Finding]) -> list[_Place]:
    merged: list[tuple[_Place, float]] = []
    for finding in sorted(findings, key=lambda found: (found.evidence.start, -found.evidence.end)):
        start, end = finding.evidence.start, finding.evidence.end
        if text[start:end] != finding.evidence.quote:
            raise InputError(
                "a finding does not quote this text",
                stage="redact",
                item=f"characters {start} to {end}",
                remedy="give the text that the guard has looked at, unchanged",
            )
        if start == end:
            continue
        if merged and start < merged[-1][0].end:
            last, score = merged[-1]
            kind = finding.kind if finding.score > score else last.kind
            merged[-1] = _Place(last.start, max(last.end, end), kind), max(score, finding.score)
        else:
            merged.append((_Place(start, end, finding.kind), finding.score))
    return [place for place, _ in merged]


def _with_literals(text: str, places: Sequence[_Place]) -> Iterator[_Place]:
    position = 0
    for place in (*places, _Place(len(text), len(text), "")):
        for match in PLACEHOLDER.finditer(text, position, place.start):
            yield _Place(*match.span(), LITERAL)
        if place.kind:
            yield place
        position = place.end
