"""How each turn of a user feels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np

from dsolutions.adapters import Adapter
from dsolutions.errors import AdapterMismatch
from dsolutions.preprocessing import windows
from dsolutions.runtime import Row, Runtime
from dsolutions_support.emotion.evidence import attended
from dsolutions_support.emotion.feelings import FeelingTable
from dsolutions_support.results import FEELINGS, Emotion

HEAD = "emotion"

# Tokens read at once. Of the comments that the adapter was trained on, 99 in 100 have at most 36.
WINDOW = 64
_SENTENCE_START = re.compile(r"(?<=[.!?])\s+(?=\S)")


class EmotionReader:
    """Asks an adapter how turns feel.

    Args:
        runtime: a runtime on the adapter's encoder.
        adapter: an adapter with a ``multi_label`` head called ``"emotion"`` that attends to tokens.
        table: what each of the head's labels means to a support desk; the shipped table by default.

    Raises:
        AdapterMismatch: the adapter has no such head, another encoder, or labels that the table lacks.

    >>> from dsolutions.testing import tiny_adapter, tiny_runtime
    >>> labels = tuple(sorted(FeelingTable.default().labels))
    >>> adapter = tiny_adapter("emotion", labels, task="multi_label", reader="lstm_attention")
    >>> [emotion] = EmotionReader(tiny_runtime(), adapter).read([(4, "where is it")])
    >>> {span.turn for span in emotion.evidence}
    {4}
    """

    def __init__(self, runtime: Runtime, adapter: Adapter, table: FeelingTable | None = None) -> None:
        self._table = table or FeelingTable.default()
        spec = adapter.heads[HEAD].spec if HEAD in adapter.heads else None
        if (
            spec is None
            or (spec.task, spec.reader) != ("multi_label", "lstm_attention")
            or not set(spec.labels) <= self._table.labels
        ):
            raise AdapterMismatch(
                f"it has {spec or sorted(adapter.heads)}, but emotions need a multi_label, lstm_attention "
                f"head {HEAD!r} with labels of the table of feelings",
                stage="load adapter",
                item=adapter.name,
                remedy="train one with domains/support/recipes/emotion.toml as a pattern",
            )
        self._spec = spec
        self._runtime = runtime
        self._adapter = runtime.load(adapter)

    def read(self, turns: Sequence[tuple[int, str]]) -> list[Emotion]:
        """Read how each turn feels, on its own.

        A long turn is read in windows; the probabilities of its windows are averaged, and the words are taken
        from the window that shows the turn's feeling most.

        Args:
            turns: position of each turn in its conversation, and its text.

        Returns:
            One emotion per turn, in order.
        """
        cut = [self._windows(text) for _, text in turns]
        rows = [
            Row(text[slice(*window)]) for (_, text), parts in zip(turns, cut, strict=True) for window in parts
        ]
        readings = iter(self._runtime.read(rows, self._adapter))
        emotions = []
        for (turn, text), parts in zip(turns, cut, strict=True):
            answers = [next(readings) for _ in parts]
            merged = np.mean([answer.probabilities[HEAD] for answer in answers], axis=0)
            scores = self._scores(merged)
            shares = self._table.shares(scores)
            feeling = max(FEELINGS, key=shares.__getitem__)
            clearest = max(
                range(len(parts)),
                key=lambda i: self._table.shares(self._scores(answers[i].probabilities[HEAD]))[feeling],
            )
            emotion = Emotion(
                feeling=feeling,
                feelings={name: round(share, 4) for name, share in shares.items()},
                labels=self._spec.decide(merged),
                scores={label: round(score, 4) for label, score in scores.items()},
                evidence=attended(answers[clearest], HEAD, turn, text, parts[clearest]),
            )
            emotions.append(emotion)
        return emotions

    def _scores(self, probabilities: Iterable[float]) -> dict[str, float]:
        return {label: float(p) for label, p in zip(self._spec.labels, probabilities, strict=True)}

    def _windows(self, text: str) -> list[tuple[int, int]]:
        return windows(
            self._runtime.encoder.offsets(text),
            len(text),
            max_tokens=WINDOW,
            sentence_starts=[match.end() for match in _SENTENCE_START.finditer(text)],
        )
