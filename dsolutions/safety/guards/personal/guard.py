"""The guard that finds personal data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from dsolutions.errors import ConfigurationError
from dsolutions.preprocessing import nlp, parsed
from dsolutions.safety.findings import Finding
from dsolutions.safety.guards.personal.kinds import KINDS, NAME_KINDS
from dsolutions.safety.guards.personal.overlaps import resolved
from dsolutions.safety.guards.personal.recogniser import Name, Recogniser
from dsolutions.safety.guards.personal.recognisers import RECOGNISERS
from dsolutions.types import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


class PersonalDataGuard:
    """Finds personal data, by rules, checksums and spaCy's recogniser of names.

    It loads nothing before it looks.

    The names cost as much as reading the text with spaCy; who asks for none of ``NAME_KINDS`` gets the other
    kinds for a small part of that. A pipeline that has read a text already passes what spaCy said to
    ``find``.

    Args:
        kinds: what to look for, some of ``KINDS``; all of them by default.
        extra: recognisers of your own, such as for the numbers of your customers; their kinds are looked for
            too.
        threshold: findings with a lower score are left out.

    Raises:
        ConfigurationError: there is no recogniser for a kind, or the threshold is not in [0, 1].

    >>> guard = PersonalDataGuard(kinds=["EMAIL_ADDRESS", "PHONE_NUMBER"])
    >>> for finding in guard.find("Mail ana@norvik.example or call +44 20 7946 0958"):
    ...     print(finding.kind, finding.evidence.quote, finding.score)
    EMAIL_ADDRESS ana@norvik.example 0.99
    PHONE_NUMBER +44 20 7946 0958 0.97
    """

    name = "personal_data"

    def __init__(
        self,
        kinds: Iterable[str] | None = None,
        *,
        extra: Sequence[Recogniser] = (),
        threshold: float = 0.5,
    ) -> None:
        known = {kind for recogniser in (*RECOGNISERS, *extra) for kind in recogniser.kinds}
        wanted = frozenset(known if kinds is None else kinds)
        if unknown := wanted - known:
            raise ConfigurationError(
                f"no recogniser finds {min(unknown)!r}",
                stage="personal_data",
                item="kinds",
                remedy=f"use some of: {', '.join(sorted(known))}",
            )
        if not 0 <= threshold <= 1:
            raise ConfigurationError(
                f"{threshold} is no probability", stage="personal_data", item="threshold", remedy="use 0.5"
            )
        self.kinds = tuple(sorted(wanted | {kind for recogniser in extra for kind in recogniser.kinds}))
        self.threshold = threshold
        self._recognisers = tuple(
            recogniser for recogniser in (*extra, *RECOGNISERS) if set(recogniser.kinds) & set(self.kinds)
        )

    @property
    def reads_names(self) -> bool:
        """Whether it needs spaCy's recogniser of names."""
        return not NAME_KINDS.keys().isdisjoint(self.kinds)

    def warm_up(self) -> None:
        """Load what is loaded on first use otherwise."""
        if self.reads_names:
            nlp()
        self.find("")

    def look(self, documents: Sequence[Document]) -> list[tuple[Finding, ...]]:
        """Return the findings of each document, in order."""
        return list(self.look_at(document.text for document in documents))

    def look_at(self, texts: Iterable[str]) -> Iterator[tuple[Finding, ...]]:
        """Yield the findings of each text, in order."""
        if not self.reads_names:
            yield from map(self._findings, texts)
            return
        listed = list(texts)
        with parsed(listed) as docs:
            for text, doc in zip(listed, docs, strict=True):
                yield self._findings(text, _names(doc))

    def find(self, text: str, doc: Doc | None = None) -> tuple[Finding, ...]:
        """Return the findings of one text, in the order of the text; none overlap.

        Args:
            text: the text.
            doc: the same text as ``parsed`` gave it, where it has been read already.
        """
        if doc is None and self.reads_names:
            return next(iter(self.look_at([text])))
        return self._findings(text, _names(doc) if doc is not None else ())

    def _findings(self, text: str, names: tuple[Name, ...] = ()) -> tuple[Finding, ...]:
        candidates = (
            candidate
            for recogniser in self._recognisers
            for candidate in recogniser.find(text, names)
            if candidate.score >= self.threshold and candidate.kind in self.kinds
        )
        return tuple(
            Finding(
                guard=self.name,
                kind=found.kind,
                score=found.score,
                evidence=Span.of(text, found.start, found.end),
                reason=f"{KINDS.get(found.kind, found.kind)}: {found.reason}",
            )
            for found in resolved(candidates)
        )


def _names(doc: Doc) -> tuple[Name, ...]:
    return tuple(Name(entity.label_, entity.start_char, entity.end_char) for entity in doc.ents)
