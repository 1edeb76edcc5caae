"""Intents, learned from a user's examples on an encoder that stays as it is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file
from scipy.special import softmax

from dsolutions.errors import AdapterMismatch, ModelError
from dsolutions.evaluation import LabelledPredictions, evaluate, fit_temperature
from dsolutions.runtime import Runtime
from dsolutions.types import Ingredient
from dsolutions_support.intent.card import IntentCard
from dsolutions_support.intent.embedder import TurnEmbedder, Turns
from dsolutions_support.intent.examples import IntentExamples
from dsolutions_support.intent.head import IntentHead, cross_validated, weighed
from dsolutions_support.intent.likeness import FEW
from dsolutions_support.intent.scope import OperatingPoint, ScopeCheck, energy
from dsolutions_support.results import Intent

CANDIDATES = 3  # what a person still reads at a glance
KEPT = 0.95  # share of in-scope turns kept where no out-of-scope examples say what rejecting more would catch


@dataclass(frozen=True, eq=False)
class IntentModel:
    """Names the intent of a turn, or says that it has none of those known.

    Args:
        intents: their names, in the order of the head's outputs.
        head: scores vectors.
        card: what the model was made of and how well it does.
        embedder: turns texts into vectors.

    >>> from dsolutions.testing import tiny_runtime
    >>> examples = IntentExamples(
    ...     ["card lost", "lost my card", "pay 9", "pay 12"], ["card", "card", "pay", "pay"])
    >>> model = IntentModel.fit(examples, tiny_runtime())
    >>> sorted(model.classify(["pay 7"])[0].candidates)
    ['card', 'pay']
    """

    intents: tuple[str, ...]
    head: IntentHead
    card: IntentCard
    embedder: TurnEmbedder

    @classmethod
    def fit(
        cls,
        examples: IntentExamples,
        runtime: Runtime,
        *,
        adapter: str | None = None,
        point: OperatingPoint | None = None,
        held_out: IntentExamples | None = None,
    ) -> Self:
        """Learn intents from examples; the encoder and its adapters stay as they are.

        Args:
            examples: what to learn from.
            runtime: the encoder.
            adapter: name of a loaded adapter that changes the encoder.
            point: operating point of the out-of-scope decision. By default the balance of both errors where
                there are out-of-scope examples, else 95% of in-scope turns are kept.
            held_out: examples to score and calibrate on in place of cross-validation; needed where the
                adapter has seen the examples, and quicker where there are many.

        Raises:
            AdapterError: no adapter of this name is loaded.
            ConfigurationError: the operating point needs out-of-scope examples and there are none.
            InputError: an example is empty, or ``held_out`` has other intents.
        """
        embedder = TurnEmbedder(runtime, adapter)
        spoken = dict(examples.spoken)
        texts, names = [*examples.texts, *spoken], examples.names
        turns = embedder(texts) if len(texts) <= FEW else Turns(embedder.vectors(texts))
        gold = np.append(
            examples.indices(names), np.array([names.index(name) for name in spoken.values()], np.int_)
        )
        head = IntentHead.fit(turns, gold, len(names))
        if held_out:
            parts, gold = head.parts(embedder(held_out.texts)), held_out.indices(names)
        else:
            parts = cross_validated(turns, gold, len(names), len(examples.texts))
            gold = gold[: len(examples.texts)]
        count = weighed(*parts, gold, head.likeness.counts)
        head, logits = head.counting(count), parts[0] + count * parts[1]
        outside = head.logits(
            embedder([*examples.out_of_scope, *(held_out.out_of_scope if held_out else ())])
        )
        temperature = fit_temperature(logits, gold)
        point = point or (OperatingPoint.balance() if len(outside) else OperatingPoint.keep(KEPT))
        card = IntentCard(
            name=examples.name,
            examples=len(examples.texts),
            digest=examples.digest,
            encoder=runtime.encoder.ingredient,
            adapter=embedder.ingredient,
            scored_on=held_out.name if held_out else "cross-validation",
            scores=evaluate(
                LabelledPredictions(
                    labels=names,
                    gold=[names[i] for i in gold],
                    predicted=[names[i] for i in logits.argmax(axis=1)],
                    probabilities=softmax(logits / temperature, axis=1),
                ),
                name=examples.name,
                dataset="examples",
            ).scores,
            temperature=temperature,
            scope=ScopeCheck.choose(energy(logits), energy(outside), point),
        )
        return cls(names, head, card, embedder)

    def classify(self, texts: Sequence[str], frozen: Turns | None = None) -> list[Intent]:
        """Name the intent of each text, in order.

        Args:
            texts: what users say.
            frozen: what the embedder makes of them without an adapter, where it is known already.
        """
        logits = self.head.logits(self.embedder(texts, frozen))
        probabilities = softmax(logits / self.card.temperature, axis=1)
        energies = energy(logits)
        return [self._intent(*row) for row in zip(probabilities, energies, strict=True)]

    @cached_property
    def ingredient(self) -> Ingredient:
        """The model's entry in a provenance."""
        digest = hashlib.sha256(json.dumps([self.intents, self.card.model_dump_json()]).encode())
        for tensor in self.head.tensors().values():
            digest.update(tensor.tobytes())
        return Ingredient(kind="model", name=f"intents:{self.card.name}", digest=digest.hexdigest())

    def save(self, path: str | Path) -> Path:
        """Write the model to one safetensors file, its card in the header; return the path."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        header = {"card": self.card.model_dump_json(), "intents": json.dumps(self.intents)}
        save_file(self.head.tensors(), path, metadata=header)
        return path

    @classmethod
    def load(cls, path: str | Path, runtime: Runtime) -> Self:
        """Read a model that ``save`` wrote.

        Args:
            path: the file.
            runtime: a runtime on the same encoder, with the same adapter loaded if the model uses one.

        Raises:
            ModelError: the file is missing or is no intent model.
            AdapterError: the model's adapter is not loaded.
            AdapterMismatch: it was fitted on another encoder, or another version of its adapter.
        """
        try:
            with safe_open(path, framework="numpy") as file:
                header = file.metadata() or {}
            card = IntentCard.model_validate_json(header["card"])
            head = IntentHead.of(load_file(path))
            intents = tuple(json.loads(header["intents"]))
        except (OSError, KeyError, TypeError, ValueError, SafetensorError) as error:
            raise ModelError(
                f"no intent model can be read from it: {error}",
                stage="load intents",
                item=str(path),
                remedy="give a file that IntentModel.save wrote, or fit the model again",
            ) from error
        embedder = TurnEmbedder(runtime, card.adapter.name if card.adapter else None)
        if (card.encoder.digest, card.adapter) != (runtime.encoder.model.sha256, embedder.ingredient):
            raise AdapterMismatch(
                "it was fitted on another encoder or another version of its adapter",
                stage="load intents",
                item=str(path),
                remedy="fit it again on this runtime; that takes seconds",
            )
        return cls(intents, head, card, embedder)

    def _intent(self, probabilities: np.ndarray, familiar: np.float64) -> Intent:
        in_scope = bool(familiar >= self.card.scope.threshold)
        best = [int(i) for i in np.argsort(probabilities)[: -CANDIDATES - 1 : -1]]
        return Intent(
            label=self.intents[best[0]] if in_scope else None,
            probability=round(float(probabilities[best[0]]), 4),
            in_scope=in_scope,
            candidates={self.intents[i]: round(float(probabilities[i]), 4) for i in best},
            clear=bool(familiar >= self.card.scope.clear),
        )
