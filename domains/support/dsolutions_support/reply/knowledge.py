"""Finding, in a business's knowledge, the sentences that answer a user."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer

from dsolutions.types import Ingredient, Value
from dsolutions_support.reply.snippets import Snippet, read_snippets
from dsolutions_support.words import content_words

Embed = Callable[[list[str]], NDArray[np.float32]]

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9\"“(])|\n+")
_LEANS = re.compile(
    r"(?:it|its|this|that|these|those|they|then|otherwise|however|also|if not)\b", re.IGNORECASE
)
# A second sentence is quoted only where it is nearly as good as the first; else it dilutes the answer.
_SECOND = 0.7
# Chosen so that 5 % of the out-of-scope training utterances of CLINC150 find one of the 27 snippets of
# examples/support. Of the 152 examples of its intents that snippets answer, 80 % then find one, and 82 % of
# these the right one; by words alone 61 % and 75 %. The share of words is that with most right answers of 0,
# 0.15, 0.25, 0.35 and 0.5.
_BY_WORDS, _BY_MEANING = 0.28, 0.32
_SHARE_OF_WORDS = 0.15


class Passage(Value):
    """Sentences of one snippet that answer a query.

    Args:
        snippet: where they stand.
        text: the sentences as they are there.
        similarity: of the snippet to the query, in [0, 1].
    """

    snippet: Snippet
    text: str
    similarity: float


class Knowledge:
    """Snippets, searched by words and, where embeddings are at hand, by meaning.

    A snippet is as similar to a query as its title, its best sentence and the whole of it are on average.
    Words are compared by TF-IDF over character n-grams, so that "refundable" and "refunds" belong together;
    where embeddings are at hand they count most.

    Args:
        snippets: what may be told.
        embed: makes sentence embeddings of unit length, one row per text.
        threshold: least similarity of what is found; by default the measured one, with or without embeddings.

    >>> knowledge = Knowledge([
    ...     Snippet(id="hours", text="The shop opens at 9:00."),
    ...     Snippet(id="fees", text="Transfers within the euro area are free. Others cost 2 EUR each."),
    ... ])
    >>> [(passage.snippet.id, passage.text) for passage in knowledge.find("What do other transfers cost?", 1)]
    [('fees', 'Transfers within the euro area are free. Others cost 2 EUR each.')]
    """

    def __init__(
        self, snippets: Sequence[Snippet], embed: Embed | None = None, threshold: float | None = None
    ) -> None:
        self.snippets = tuple(snippets)
        self.threshold = threshold if threshold is not None else _BY_MEANING if embed else _BY_WORDS
        self._embed = embed

    @classmethod
    def read(cls, path: str | Path, embed: Embed | None = None, threshold: float | None = None) -> Self:
        """Read snippets from a CSV or JSON lines file or a folder of Markdown files.

        Raises:
            InputError: there is nothing to read, or a row is no snippet; the row is named.
        """
        return cls(read_snippets(path), embed, threshold)

    @cached_property
    def ingredient(self) -> Ingredient:
        """The snippets' entry in a provenance."""
        digest = hashlib.sha256("".join(snippet.model_dump_json() for snippet in self.snippets).encode())
        return Ingredient(kind="knowledge", name="snippets", digest=digest.hexdigest())

    def warm_up(self) -> None:
        """Index the snippets, which otherwise happens at the first search."""
        _ = self._index

    def find(self, query: str, n: int = 3, embedding: Sequence[float] = ()) -> list[Passage]:
        """Return up to ``n`` snippets that are similar enough to ``query``, best first.

        Args:
            query: what the user wants to know.
            n: how many.
            embedding: sentence embedding of the query, where the caller has it already.
        """
        if not self.snippets:
            return []
        index = self._index
        likeness = index.likeness(query, self._embed, embedding)
        passages = []
        similarities = index.similarities(likeness)
        for place in np.argsort(-similarities, kind="stable")[:n]:
            if similarities[place] < self.threshold:
                break
            sentences = index.sentences[place]
            text = _quote(index.texts[sentences], likeness[sentences])
            similarity = float(np.clip(similarities[place], 0, 1))
            passages.append(Passage(snippet=self.snippets[place], text=text, similarity=similarity))
        return passages

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.snippets, self._embed)


class _Index:
    """All snippets, then all their titles, then all their sentences, as rows of vectors."""

    def __init__(self, snippets: Sequence[Snippet], embed: Embed | None) -> None:
        whole = [f"{snippet.title}. {snippet.text}" for snippet in snippets]
        self.texts = [*whole, *(snippet.title or snippet.text for snippet in snippets)]
        self.sentences: list[slice] = []
        for snippet in snippets:
            own = [part.strip() for part in _SENTENCE_END.split(snippet.text) if part.strip()]
            self.sentences.append(slice(len(self.texts), len(self.texts) + len(own)))
            self.texts += own
        self._terms = TfidfVectorizer(preprocessor=_content, analyzer="char_wb", ngram_range=(3, 5))
        self._terms.fit(whole)
        self._rows = self._terms.transform(self.texts)
        self._vectors = embed(self.texts) if embed is not None else None

    def likeness(self, query: str, embed: Embed | None, embedding: Sequence[float]) -> NDArray[np.float64]:
        """Compare the query with every row."""
        words = (self._rows @ self._terms.transform([query]).T).toarray()[:, 0]
        if self._vectors is None or embed is None:
            return np.asarray(words, dtype=np.float64)
        vector = np.asarray(embedding) if len(embedding) else embed([query])[0]
        meaning = self._vectors @ vector
        return np.asarray(_SHARE_OF_WORDS * words + (1 - _SHARE_OF_WORDS) * meaning, dtype=np.float64)

    def similarities(self, likeness: NDArray[np.float64]) -> NDArray[np.float64]:
        """Put the rows of each snippet together."""
        count = len(self.sentences)
        best = np.array([likeness[own].max(initial=0) for own in self.sentences])
        return np.asarray((likeness[:count] + likeness[count : 2 * count] + best) / 3, dtype=np.float64)


def _content(text: str) -> str:
    return " ".join(sorted(content_words(text)))


def _quote(sentences: Sequence[str], likeness: NDArray[np.float64]) -> str:
    """Choose the best one or two sentences, and what they lean on, in the order of the snippet."""
    best = np.argsort(-likeness, kind="stable")[:2]
    chosen = {int(place) for place in best if likeness[place] >= _SECOND * likeness[best[0]]}
    for place in sorted(chosen, reverse=True):
        while place > 0 and _LEANS.match(sentences[place]):
            place -= 1
            chosen.add(place)
    return " ".join(sentences[place] for place in sorted(chosen))
