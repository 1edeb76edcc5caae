"""Guards and judges without a model, which go by single words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsolutions.safety.findings import Judge, Statement
from dsolutions.types import Document, Finding, Reward, RewardName, Span


class WordGuard:
    """Finds a word in documents.

    Args:
        name: the guard that it stands in for.
        word: what it finds, as a regular expression.
        kind: what it calls it.
        score: how sure it is.

    >>> [[found]] = WordGuard("injection", "ignore").look([Document(id="1", text="Do ignore it")])
    >>> found.evidence.start
    3
    """

    def __init__(self, name: str, word: str, kind: str = "word", score: float = 1.0) -> None:
        self.name = name
        self._word = re.compile(word)
        self._kind = kind
        self._score = score

    def look(self, documents: Sequence[Document]) -> list[tuple[Finding, ...]]:
        """Return one finding per place of the word."""
        return [
            tuple(
                Finding(
                    guard=self.name,
                    kind=self._kind,
                    score=self._score,
                    evidence=Span.of(document.text, *found.span()),
                    reason=f"The text holds a word of the kind {self._kind}.",
                )
                for found in self._word.finditer(document.text)
            )
            for document in documents
        ]


class WordJudge:
    """Scores statements with a word low, and others 1.

    Args:
        name: the reward that it stands in for.
        word: what it dislikes, as a regular expression.
        bad: the low score.
        hard: whether it is a rule.

    >>> [reward] = WordJudge("ethics", "fools").score([Statement(text="You fools.")])
    >>> reward.score, reward.decided_by.quote
    (0.0, 'fools')
    """

    def __init__(self, name: RewardName, word: str, *, bad: float = 0.0, hard: bool = False) -> None:
        self.name: RewardName = name
        self._word = re.compile(word)
        self._bad = bad
        self._hard = hard

    def score(self, statements: Sequence[Statement]) -> list[Reward]:
        """Return one reward per statement."""
        return [self._reward(statement.text) for statement in statements]

    def _reward(self, text: str) -> Reward:
        found = self._word.search(text)
        if found is None:
            return Reward(name=self.name, score=1, reason="No such word is in it.")
        return Reward(
            name=self.name,
            score=self._bad,
            decided_by=Span.of(text, *found.span()),
            reason="A word that this judge dislikes is in it.",
            hard=self._hard,
        )


def word_judges(word: str) -> list[Judge]:
    """Return one judge per reward, all of which dislike the same word."""
    names: tuple[RewardName, ...] = ("factuality", "safety", "ethics", "helpfulness")
    return [WordJudge(name, word) for name in names]
