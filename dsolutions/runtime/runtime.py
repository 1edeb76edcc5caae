"""One encoder, many adapters: rows in, probabilities out."""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dsolutions.adapters._peft import FROZEN
from dsolutions.adapters.readers import PooledReader
from dsolutions.errors import AdapterError, AdapterMismatch
from dsolutions.runtime.batching import Batching
from dsolutions.runtime.encoder import Encoder, TokenBatch, Tokens
from dsolutions.runtime.precision import TIE_MARGIN, TOLERANCE, Precision
from dsolutions.runtime.probe import PROBE
from dsolutions.runtime.reading import Probabilities, Reading, TokenStates
from dsolutions.runtime.rows import Row
from dsolutions.runtime.threads import set_threads
from dsolutions.runtime.variants import Variants

if TYPE_CHECKING:
    from dsolutions.adapters import Adapter

Answers = list[Mapping[str, Probabilities]]  # per row: head name -> one probability per label


class Runtime:
    """A frozen encoder with adapters that can be loaded and unloaded while it runs.

    Args:
        model: catalogue name, hub name or path of the encoder.
        precision: number format; chosen by the processor by default.
        batching: how rows are put together.
        compiled: compile the network of an adapter before it answers for the first time, which takes up to a
            minute.

    >>> from dsolutions.testing import tiny_runtime
    >>> runtime = tiny_runtime(labels=("no", "yes"))
    >>> answer = runtime.predict([Row("profit warning")], "tiny")[0]["tiny"]
    >>> answer.shape
    (2,)
    """

    def __init__(
        self,
        model: str | Encoder = "all-MiniLM-L6-v2",
        *,
        precision: Precision | None = None,
        batching: Batching | None = None,
        compiled: bool = False,
    ) -> None:
        set_threads()
        self.encoder = model if isinstance(model, Encoder) else Encoder.load(model)
        self.precision = precision or Precision.auto()
        self.batching = batching or Batching()
        self._adapters: dict[str, Adapter] = {}
        self._dtypes: dict[str, torch.dtype] = {}  # by adapter name, after the guard has looked
        self._compiled = compiled
        self._variants = Variants(self.encoder)
        self._lock = threading.RLock()

    @property
    def adapters(self) -> Mapping[str, Adapter]:
        """The loaded adapters by name."""
        return dict(self._adapters)

    def load(self, adapter: Adapter) -> str:
        """Add an adapter, or replace the one of the same name; other adapters go on undisturbed.

        Returns:
            The adapter's name, which ``predict`` takes.

        Raises:
            AdapterMismatch: it was made for another encoder, or its weights do not fit this one.
        """
        base = adapter.card.base
        if base.sha256 != self.encoder.model.sha256:
            raise AdapterMismatch(
                f"made for {base.name} ({base.sha256[:12]}), but this runtime has "
                f"{self.encoder.model.name} ({self.encoder.model.sha256[:12]})",
                stage="load adapter",
                item=adapter.name,
                remedy=f"use Runtime({base.name!r}), or train the adapter's recipe on this encoder",
            )
        for name, head in adapter.heads.items():
            if head.hidden_size != self.encoder.hidden_size:
                raise AdapterMismatch(
                    f"its head {name!r} reads states of width {head.hidden_size}, but the encoder's have "
                    f"{self.encoder.hidden_size}",
                    stage="load adapter",
                    item=adapter.name,
                )
        with self._lock:
            self._variants.merged(adapter.deltas, torch.float32)  # now, so that a misfit shows here
            for head in adapter.heads.values():
                head.to(
                    self.encoder.device
                )  # not at each batch: an LSTM that is moved cannot be read meanwhile
            if adapter.name in self._adapters:
                self.unload(adapter.name)
            self._adapters[adapter.name] = adapter
        return adapter.name

    def unload(self, name: str) -> None:
        """Remove an adapter and free its weights.

        Raises:
            AdapterError: no adapter of this name is loaded.
        """
        with self._lock:
            adapter = self._adapter(name)
            del self._adapters[name]
            self._dtypes.pop(name, None)
            if adapter.deltas and not any(_key(other) == _key(adapter) for other in self._adapters.values()):
                self._variants.forget(adapter.deltas.digest)

    def predict(self, rows: Sequence[Row], adapters: str | Sequence[str]) -> Answers:
        """Answer every row with its adapter's heads, as ``read`` does, and return only the probabilities.

        Returns:
            For each row, in input order: head name to one probability per label.
        """
        return [reading.probabilities for reading in self.read(rows, adapters)]

    def read(self, rows: Sequence[Row], adapters: str | Sequence[str]) -> list[Reading]:
        """Answer every row with its adapter's heads, and tell what heads that attend looked at.

        Rows go through the encoder sorted by length; rows for different adapters share batches. A row whose
        answer is close to a tie is answered again in float32, so its batch cannot flip its label.

        Args:
            rows: what to encode.
            adapters: one adapter's name for all rows, or one per row.

        Returns:
            One reading per row, in input order.

        Raises:
            AdapterError: no adapter of this name is loaded.
            ConfigurationError: the network shall be compiled and cannot be.
            InputError: a row is longer than the encoder reads.
        """
        with self._lock:
            names = [adapters] * len(rows) if isinstance(adapters, str) else list(adapters)
            tokens = self.encoder.tokenize(rows)
            dtypes = {name: self._dtype(name) for name in dict.fromkeys(names)}
            answers: dict[int, Reading] = {}
            for dtype in dict.fromkeys(dtypes.values()):
                chosen = [i for i, name in enumerate(names) if dtypes[name] is dtype]
                answers.update(
                    self._pass(
                        [_Request(i, tokens[i], self._adapters[names[i]]) for i in chosen],
                        dtype,
                        compiled=self._compiled,
                    )
                )
            ties = [
                i
                for i, answer in answers.items()
                if dtypes[names[i]] is not torch.float32 and _is_close(self._adapters[names[i]], answer)
            ]
            again = [_Request(i, tokens[i], self._adapters[names[i]]) for i in ties]
            answers.update(self._pass(again, torch.float32))
            return [answers[i] for i in range(len(rows))]

    @torch.inference_mode()
    def embed(self, rows: Sequence[Row], adapter: str | None = None) -> NDArray[np.float32]:
        """Return one vector per row: the mean of its token states, scaled to length 1.

        Always in float32: what is fitted on these vectors must find the same ones on another processor.

        Args:
            rows: what to encode.
            adapter: name of a loaded adapter whose deltas change the encoder; ``None`` for the frozen one.

        Returns:
            Vectors, (rows, hidden size); the inner product of two is their cosine similarity.

        Raises:
            AdapterError: no adapter of this name is loaded.
            InputError: a row is longer than the encoder reads.
        """
        vectors = np.zeros((len(rows), self.encoder.hidden_size), dtype=np.float32)
        for chosen, _, _, means in self._embedded(rows, adapter):
            vectors[chosen] = means
        return vectors

    @torch.inference_mode()
    def embed_tokens(self, rows: Sequence[Row], adapter: str | None = None) -> list[TokenStates]:
        """Return the vector of each row, as ``embed`` does, and beside it the states of its tokens.

        Args:
            rows: what to encode.
            adapter: name of a loaded adapter whose deltas change the encoder; ``None`` for the frozen one.

        Raises:
            AdapterError: no adapter of this name is loaded.
            InputError: a row is longer than the encoder reads.
        """
        found: dict[int, TokenStates] = {}
        for chosen, batch, states, means in self._embedded(rows, adapter):
            ids, inside, every = (each.cpu().numpy() for each in (batch.ids, batch.attention > 0, states))
            for i, at, vector in zip(chosen, range(len(chosen)), means, strict=True):
                found[i] = TokenStates(vector, ids[at, inside[at]], every[at, inside[at]])
        return [found[i] for i in range(len(rows))]

    @torch.inference_mode()
    def embed_layers(self, rows: Sequence[Row], layers: Sequence[int]) -> NDArray[np.float32]:
        """Return the means of each row's token states after some layers of the frozen encoder.

        In float32, for the reason that ``embed`` has; the last layer's means point where its vectors do.

        Args:
            rows: what to encode.
            layers: numbers of layers, counted from 1; 0 is what goes into the first.

        Returns:
            Means, (rows, layers, hidden size), not scaled.

        Raises:
            InputError: a row is longer than the encoder reads.
        """
        means = np.zeros((len(rows), len(layers), self.encoder.hidden_size), dtype=np.float32)
        for chosen, states, row in self.layer_states(rows, layers):
            sums = states.new_zeros(len(chosen), *states.shape[1:]).index_add(0, row, states)
            means[chosen] = (sums / torch.bincount(row)[:, None, None]).cpu().numpy()
        return means

    @torch.inference_mode()
    def layer_states(
        self, rows: Sequence[Row], layers: Sequence[int]
    ) -> Iterator[tuple[list[int], Tensor, Tensor]]:
        """Yield the states of rows' tokens after some layers of the frozen encoder, batch by batch.

        In float32, without padding.

        Args:
            rows: what to encode.
            layers: numbers of layers, counted from 1; 0 is what goes into the first.

        Yields:
            The numbers of the batch's rows, the states of their tokens, (tokens, layers, hidden size), and
            the place of each token's row in the batch, (tokens,).

        Raises:
            InputError: a row is longer than the encoder reads.
        """
        tokens = self.encoder.tokenize(rows)
        for chosen in self.batching.plan([len(row) for row in tokens]):
            batch = self.encoder.batch([tokens[i] for i in chosen])
            with self._lock:
                states = self.encoder.layers(batch)
            own = batch.attention > 0
            yield chosen, torch.stack([states[layer][own] for layer in layers], 1), torch.nonzero(own)[:, 0]

    def _embedded(
        self, rows: Sequence[Row], adapter: str | None
    ) -> Iterator[tuple[list[int], TokenBatch, Tensor, NDArray[np.float32]]]:
        """Yield batch by batch the numbers of its rows, the batch, its token states and the rows' vectors."""
        with self._lock:
            deltas = self._adapter(adapter).deltas if adapter is not None else None
            network = self._variants.merged(deltas, torch.float32)
            tokens = self.encoder.tokenize(rows)
            pool = PooledReader(("mean",), self.encoder.hidden_size)
            for chosen in self.batching.plan([len(row) for row in tokens]):
                batch = self.encoder.batch([tokens[i] for i in chosen])
                states = self.encoder.states(batch, network)
                mean, _ = pool(states, batch.attention, batch.focus)
                yield chosen, batch, states, torch.nn.functional.normalize(mean, dim=-1).cpu().numpy()

    def _pass(
        self, requests: Sequence[_Request], dtype: torch.dtype, *, compiled: bool = False
    ) -> dict[int, Reading]:
        """Answer requests batch by batch; on a processor each of its threads takes whole batches.

        Threads that share one small batch wait for each other at every layer: 2 that take a batch each answer
        a fifth more rows.
        """
        plan = self.batching.plan([len(request.tokens) for request in requests])
        batches = [[requests[i] for i in batch] for batch in plan]
        threads = min(torch.get_num_threads(), len(batches))
        keys = {_key(request.adapter) for request in requests}
        answers: dict[int, Reading] = {}
        # A network that mixes adapters is told row by row which one counts: by one thread at a time.
        alone = len(keys) > 1 or self.encoder.device.type != "cpu"
        if alone or not batches or (threads < 2 and not compiled):
            for batch in batches:
                answers.update(self._batch(batch, dtype))
            return answers
        make = self._variants.compiled if compiled else self._variants.merged
        make(requests[0].adapter.deltas, dtype)  # made once, before the threads all ask for it
        # A compiled network is made for a single thread, so it gets one even where it is the only one.
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            for part in pool.map(self._batch, batches, repeat(dtype), repeat(compiled)):
                answers.update(part)
        return answers

    @torch.no_grad()  # inference mode would have compiled networks made anew
    def _batch(
        self, requests: Sequence[_Request], dtype: torch.dtype, compiled: bool = False
    ) -> dict[int, Reading]:
        batch = self.encoder.batch([request.tokens for request in requests])
        keys = [_key(request.adapter) for request in requests]
        if len(set(keys)) == 1:
            # To the compiler a batch of one row is a network of its own, which is not worth the minute.
            make = self._variants.compiled if compiled and len(requests) > 1 else self._variants.merged
            states = self.encoder.states(batch, make(requests[0].adapter.deltas, dtype))
        else:
            deltas = {a.deltas.digest: a.deltas for a in self._adapters.values() if a.deltas}
            states = self.encoder.states(batch, self._variants.mixed(deltas, dtype), adapter_names=keys)
        states = states.float()  # heads are small and keep full precision
        answers: list[dict[str, Probabilities]] = [{} for _ in requests]
        attention: list[dict[str, Probabilities]] = [{} for _ in requests]
        for adapter in {request.adapter.name: request.adapter for request in requests}.values():
            own = [i for i, request in enumerate(requests) if request.adapter is adapter]
            for name, head in adapter.heads.items():
                logits, weights = head.read(states[own], batch.attention[own], batch.focus[own])
                for i, row in zip(own, head.probabilities(logits).cpu().numpy(), strict=True):
                    answers[i][name] = row
                if weights is not None:
                    for i, row in zip(own, weights.cpu().numpy(), strict=True):
                        attention[i][name] = row[: len(requests[i].tokens)]
        return {
            request.row: Reading(answers[i], attention[i], request.tokens.ranges)
            for i, request in enumerate(requests)
        }

    def _adapter(self, name: str) -> Adapter:
        if name not in self._adapters:
            raise AdapterError(
                "no such adapter is loaded",
                stage="predict",
                item=name,
                remedy=f"load it first; loaded are {sorted(self._adapters) or 'none'}",
            )
        return self._adapters[name]

    def _dtype(self, name: str) -> torch.dtype:
        """Return the adapter's number format; the first time, let the guard compare it with float32."""
        adapter = self._adapter(name)
        if name not in self._dtypes:
            self._dtypes[name] = self.precision.dtype
            if self.precision.guarded and not self._agrees(adapter):
                warnings.warn(
                    f"{self.precision.format} changes answers of adapter {name!r}; float32 is used",
                    stacklevel=3,
                )
                self._dtypes[name] = torch.float32
        return self._dtypes[name]

    def _agrees(self, adapter: Adapter) -> bool:
        requests = [_Request(i, t, adapter) for i, t in enumerate(self.encoder.tokenize(PROBE))]
        chosen = self._pass(requests, self.precision.dtype, compiled=self._compiled)
        reference = self._pass(requests, torch.float32)
        return all(
            np.abs(chosen[i].probabilities[head] - reference[i].probabilities[head]).max() < TOLERANCE
            for i in reference
            for head in reference[i].probabilities
        )


@dataclass(frozen=True)
class _Request:
    row: int
    tokens: Tokens
    adapter: Adapter


def _key(adapter: Adapter) -> str:
    return adapter.deltas.digest if adapter.deltas else FROZEN


def _is_close(adapter: Adapter, reading: Reading) -> bool:
    """Tell whether a label of this answer hangs on less than the tie margin."""
    for name, probabilities in reading.probabilities.items():
        spec = adapter.heads[name].spec
        if spec.task == "single_label":
            second, first = np.partition(probabilities, -2)[-2:]
            margin = first - second
        else:
            # A change of the logits moves a probability in proportion to p (1 - p): the same margin for a
            # threshold of one half, a narrower one for those near 0, where else every row would be close.
            cutoffs = np.array(spec.cutoffs)
            margin = (np.abs(probabilities - cutoffs) / (2 * cutoffs * (1 - cutoffs))).min()
        if margin < TIE_MARGIN:
            return True
    return False
