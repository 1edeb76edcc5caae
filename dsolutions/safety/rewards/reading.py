"""Asks the shared model: each text goes through the encoder once, whichever judges ask about it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from dsolutions.preprocessing.sentences import sentences
from dsolutions.preprocessing.windows import windows
from dsolutions.runtime import Row, Runtime
from dsolutions.safety.rewards.heads import LAYERS
from dsolutions.safety.rewards.labels import LABELS, Label
from dsolutions.safety.rewards.model import RewardModel
from dsolutions.types import Span

Risks = Mapping[Label, float]  # probability of each label that was asked for

_SPECIAL = 2  # tokens that the encoder puts around a text
_LONGEST = 254  # tokens of a window: the heads were fitted on texts of this length and below
_KEPT = 512  # texts whose answers are kept: those of a batch are asked about by one judge after the other


class RewardReader:
    """Reads texts with the reward model.

    Args:
        runtime: the encoder that the model's heads were fitted on.
        model: the model; the one that ships by default.
    """

    def __init__(self, runtime: Runtime, model: RewardModel | None = None) -> None:
        self._runtime = runtime
        self._given = model
        self._known: OrderedDict[str, _Known] = OrderedDict()
        self._lock = threading.RLock()

    @property
    def model(self) -> RewardModel:
        """The model, loaded on first use."""
        return self._given or RewardModel.builtin()

    def read(self, texts: Sequence[str], labels: Sequence[Label]) -> list[Risks]:
        """Return the probabilities of labels.

        The encoder is asked about texts whose words do not rule out every label; a text that is longer than a
        window has each label as much as its worst window.

        Args:
            texts: what to read.
            labels: what to ask.

        Returns:
            For each text, in order, label to probability.
        """
        words = [self.model.words(text) for text in texts]
        unclear = [
            text
            for text, said in zip(texts, words, strict=True)
            if not all(self.model.blend(label).is_clear(said[label]) for label in labels)
        ]
        known = self._ask(unclear)
        return [
            {label: self._probability(label, said[label], known.get(text)) for label in labels}
            for text, said in zip(texts, words, strict=True)
        ]

    def worst_sentence(self, text: str, label: Label) -> Span | None:
        """Return the sentence that speaks most for a label; ``None`` where the text is a single one."""
        ranges = sentences(text)
        if len(ranges) < 2:
            return None
        risks = self.read([text[start:end] for start, end in ranges], [label])
        start, end = max(zip(risks, ranges, strict=True), key=lambda pair: pair[0][label])[1]
        return Span.of(text, start, end)

    def similarities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the cosine similarity of the two texts of each pair."""
        known = self._ask([text for pair in pairs for text in pair])
        return [float(known[first].vector @ known[second].vector) for first, second in pairs]

    def _probability(self, label: Label, words: float, known: _Known | None) -> float:
        encoder = None if known is None else float(known.logits[LABELS.index(label)])
        return self.model.blend(label).probability(words, encoder)

    def _ask(self, texts: Sequence[str]) -> Mapping[str, _Known]:
        """Look texts up, and put those that are new through the encoder."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            if new:
                self._known.update(zip(new, self._encode(new), strict=True))
            found = {text: self._known[text] for text in texts}
            for text in found:
                self._known.move_to_end(text)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return found

    def _encode(self, texts: Sequence[str]) -> list[_Known]:
        self.model.require(self._runtime.encoder.model)
        pieces = [pieces_of(self._runtime, text) for text in texts]
        means = self._runtime.embed_layers([Row(piece) for of in pieces for piece in of], LAYERS)
        logits = self.model.heads.logits(means)
        ends = np.cumsum([len(of) for of in pieces])[:-1]
        return [
            _Known(direction(own), said.max(axis=0))
            for own, said in zip(np.split(means, ends), np.split(logits, ends), strict=True)
        ]


@dataclass(frozen=True)
class _Known:
    """What the encoder says of a text: its direction, and for each label the logit of its worst window."""

    vector: NDArray[np.float32]
    logits: NDArray[np.float32]


def reader_of(runtime: Runtime) -> RewardReader:
    """Return the reader that all judges with this runtime share."""
    with _making:
        # A reader keeps its runtime alive, so that the id stands for it as long as there is a reader.
        reader = _readers.get(id(runtime)) or RewardReader(runtime)
        _readers[id(runtime)] = reader
        return reader


def pieces_of(runtime: Runtime, text: str) -> list[str]:
    """Cut a text into windows that the heads can read."""
    most = min(_LONGEST, runtime.encoder.max_tokens - _SPECIAL)
    if len(text) <= most:  # a token has at least one character
        return [text]
    tokens = runtime.encoder.offsets(text)
    return [text[start:end] for start, end in windows(tokens, len(text), max_tokens=most)]


def direction(means: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return where a text points by the last layer, (width,), of length 1; ``means``: of its windows."""
    mean = means[:, -1].mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-6), dtype=np.float32)


_readers: WeakValueDictionary[int, RewardReader] = WeakValueDictionary()
_making = threading.Lock()
