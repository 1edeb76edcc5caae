"""How a text speaks of each entity in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dsolutions.adapters import Adapter
from dsolutions.errors import AdapterMismatch
from dsolutions.runtime import Row, Runtime
from dsolutions_finance.results import SENTIMENTS, Sentiment

HEAD = "sentiment"

# Characters read on either side of a mention. Twice this, a name and its copy stay within the 512 tokens of
# the default encoder whatever the text is made of; entity_sentiment.toml trains with the same window.
WINDOW = 220


@dataclass(frozen=True)
class Target:
    """One entity of one text.

    Args:
        text: the text.
        mentions: character ranges where the entity is named, in text order; none asks about the whole text.
    """

    text: str
    mentions: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True)
class Judgement:
    """The sentiment for one target.

    Args:
        sentiment: the merged answer.
        deciding: the mention whose surroundings spoke most clearly for the label; ``None`` for a whole text.
    """

    sentiment: Sentiment
    deciding: tuple[int, int] | None


class EntitySentiment:
    """Asks an adapter about entities, one window around a mention at a time.

    Args:
        runtime: a runtime on the adapter's encoder.
        adapter: an adapter with a head called ``"sentiment"`` and the labels negative, neutral, positive.

    Raises:
        AdapterMismatch: the adapter has no such head, or another encoder.

    >>> from dsolutions.testing import tiny_adapter, tiny_runtime
    >>> sentiment = EntitySentiment(tiny_runtime(), tiny_adapter(head="sentiment"))
    >>> [judgement] = sentiment.judge([Target("Acme cuts jobs", [(0, 4)])])
    >>> judgement.deciding
    (0, 4)
    """

    def __init__(self, runtime: Runtime, adapter: Adapter) -> None:
        heads = {name: head.spec.labels for name, head in adapter.heads.items()}
        if set(heads.get(HEAD, ())) != set(SENTIMENTS):
            raise AdapterMismatch(
                f"it has {heads}, but entity sentiment needs a head {HEAD!r} with labels {SENTIMENTS}",
                stage="load adapter",
                item=adapter.name,
                remedy="train one with domains/finance/recipes/entity_sentiment.toml as a pattern",
            )
        self._runtime = runtime
        self._labels = heads[HEAD]
        self._adapter = runtime.load(adapter)

    def judge(self, targets: Sequence[Target]) -> list[Judgement]:
        """Judge each target.

        A long text is read in windows around the mentions; the probabilities of an entity's windows are
        averaged.

        Returns:
            One judgement per target, in order.
        """
        asked = [_spread(target.mentions) for target in targets]
        rows = [
            Row.about(target.text, *mention, window=WINDOW) if mention else Row(target.text)
            for target, mentions in zip(targets, asked, strict=True)
            for mention in mentions
        ]
        answers = iter([answer[HEAD] for answer in self._runtime.predict(rows, self._adapter)])
        judgements = []
        for mentions in asked:
            windows = np.stack([next(answers) for _ in mentions])
            merged = windows.mean(axis=0)
            winner = int(merged.argmax())
            probabilities = dict(zip(self._labels, (round(float(p), 4) for p in merged), strict=True))
            sentiment = Sentiment(
                label=self._labels[winner],
                probabilities={label: probabilities[label] for label in SENTIMENTS},
            )
            deciding = mentions[int(windows[:, winner].argmax())]
            judgements.append(Judgement(sentiment, deciding))
        return judgements


def _spread(mentions: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int] | None]:
    """Leave out mentions that the window around an earlier one reads; ``None`` asks about the whole text."""
    chosen: list[tuple[int, int]] = []
    for start, end in mentions:
        if not chosen or start >= chosen[-1][1] + WINDOW:
            chosen.append((start, end))
    return chosen or [None]
