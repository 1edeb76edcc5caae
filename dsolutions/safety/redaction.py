"""Masking personal data in what is given out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from pydantic import BaseModel

from dsolutions.safety.evidence import SourceOf
from dsolutions.types import Finding, Result, Safety, Span

ResultT = TypeVar("ResultT", bound=Result)

_MASK = "•"
_LONG_NUMBER = 6  # digits; shorter ones are read in groups by nobody
_KEPT = frozenset({"document_id", "safety", "provenance", "error"})


class Redaction:
    """Takes words out of results, by the kind of what they are.

    In texts the words are replaced by ``<KIND>``. A quote keeps its length, so that ``start`` and ``end``
    still lead to the place: its masked characters are ``•``.

    Args:
        words: what must not be seen, to its kind.

    >>> redaction = Redaction({"ada@example.org": "EMAIL_ADDRESS"})
    >>> redaction.text("Write to ada@example.org.")
    'Write to <EMAIL_ADDRESS>.'
    >>> redaction.quote("ada@example.org writes")
    '••••••••••••••• writes'
    """

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = [word for word in words if _bare(word)]
        self._kinds = {_bare(word): kind for word, kind in words.items()}

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Redaction:
        """Take out what findings point at."""
        return cls({finding.evidence.quote: finding.kind for finding in findings})

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = map(_spelt, sorted(self._words, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """Return a text with the kind in place of each of the words."""
        if not self._words:
            return text
        return self._pattern.sub(lambda found: f"<{self._kinds[_bare(found[0])]}>", text)

    def quote(self, text: str) -> str:
        """Return a text of the same length with the words masked."""
        if not self._words:
            return text
        return self._pattern.sub(lambda found: _MASK * len(found[0]), text)

    def span(self, span: Span, source: str | None) -> Span:
        """Mask a quote, also where it has only a part of the words.

        Args:
            span: a quote.
            source: the text that it counts in; ``None`` where it is not at hand.
        """
        if source is None:
            return span.model_copy(update={"quote": self.quote(span.quote)})
        return span.model_copy(update={"quote": self.quote(source)[span.start : span.end]})

    def verdict(self, verdict: Safety, masked: Iterable[Finding]) -> Safety:
        """Mask the findings that are to be masked, and what reasons and deciding sentences say of them."""
        hidden = list(masked)
        findings = (
            f.model_copy(update={"evidence": self.span(f.evidence, None)}) if f in hidden else f
            for f in verdict.findings
        )
        rewards = (
            reward.model_copy(
                update={
                    "reason": self.text(reward.reason),
                    "decided_by": reward.decided_by and self.span(reward.decided_by, None),
                }
            )
            for reward in verdict.rewards
        )
        return verdict.model_copy(
            update={
                "reasons": tuple(map(self.text, verdict.reasons)),
                "findings": tuple(findings),
                "rewards": tuple(rewards),
            }
        )

    def result(self, result: ResultT, source_of: SourceOf) -> ResultT:
        """Mask every text and every quote of an answer."""
        return self._model(result, source_of) if self._words else result

    def _model(self, model: Any, source_of: SourceOf) -> Any:
        kept = _KEPT if isinstance(model, Result) else frozenset()
        update = {}
        for name, value in model.__dict__.items():
            masked = value if name in kept else self._value(value, source_of)
            if masked is not value:
                update[name] = masked
        return model.model_copy(update=update) if update else model

    def _value(self, value: Any, source_of: SourceOf) -> Any:
        """Return a masked copy; the very same object where there is nothing to mask."""
        if isinstance(value, str):
            masked = self.text(value)
            return masked if masked != value else value
        if isinstance(value, Span):
            span = self.span(value, source_of(value))
            return span if span != value else value
        if isinstance(value, BaseModel):
            return self._model(value, source_of)
        if isinstance(value, Mapping):
            # keys, too: an entity may be named there
            pairs = [(self._value(k, source_of), self._value(v, source_of)) for k, v in value.items()]
            same = all(a is b and c is d for (a, c), (b, d) in zip(pairs, value.items(), strict=True))
            return value if same else dict(pairs)
        if isinstance(value, (tuple, list)):
            parts = [self._value(part, source_of) for part in value]
            same = all(a is b for a, b in zip(parts, value, strict=True))
            return value if same else type(value)(parts)
        return value


def withheld(verdict: Safety) -> Safety:
    """Mask the sentences that decided against an answer: quoting them would let them out after all."""
    rewards = (
        reward.model_copy(update={"decided_by": _hidden(reward.decided_by)}) if reward.decided_by else reward
        for reward in verdict.rewards
    )
    return verdict.model_copy(update={"rewards": tuple(rewards)})


def _hidden(span: Span) -> Span:
    return span.model_copy(update={"quote": _MASK * len(span.quote)})


def _bare(word: str) -> str:
    """Return the letters and digits of a word: a number may be written with or without its separators."""
    return "".join(filter(str.isalnum, word)).casefold()


def _spelt(word: str) -> str:
    """Return a pattern for a word; for a long number also as other spellings of it."""
    if sum(map(str.isdigit, word)) < _LONG_NUMBER:
        return re.escape(word)
    grouped = r"[\s./()+-]{0,3}".join(re.escape(letter) for letter in word if letter.isalnum())
    return f"{re.escape(word)}|{grouped}"
