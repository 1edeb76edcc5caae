"""Adapters: what turns the shared encoder into a model for one task."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

import torch
from pydantic import ValidationError
from safetensors.torch import load_file, save_file

from dsolutions.adapters.card import Card
from dsolutions.adapters.deltas import Deltas
from dsolutions.adapters.heads import ClassificationHead
from dsolutions.errors import AdapterError, AdapterMismatch, DigestMismatch
from dsolutions.types import Ingredient

if TYPE_CHECKING:
    from torch import Tensor

CARD, HEADS = "card.json", "heads.safetensors"
DELTAS, DELTAS_CONFIG = "adapter_model.safetensors", "adapter_config.json"  # PEFT's own names


@dataclass(frozen=True)
class Adapter:
    """Optional low-rank deltas, one or more heads, and a card.

    On disk it is a folder that PEFT can read too: ``adapter_config.json``, ``adapter_model.safetensors``
    (both only where there are deltas), ``heads.safetensors`` and ``card.json``.

    Args:
        card: what it is.
        heads: head name to network.
        deltas: changes to the encoder, or ``None`` for the frozen encoder as it is.

    >>> from dsolutions.testing import tiny_adapter
    >>> tiny_adapter(labels=("no", "yes")).card.heads[0].labels
    ('no', 'yes')
    """

    card: Card
    heads: Mapping[str, ClassificationHead]
    deltas: Deltas | None = None

    @property
    def name(self) -> str:
        """The card's name."""
        return self.card.name

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all weights and head specifications."""
        digest = hashlib.sha256((self.deltas.digest if self.deltas else "").encode())
        for name in sorted(self.heads):
            digest.update(self.heads[name].spec.model_dump_json().encode())
            for key, tensor in sorted(self.heads[name].state_dict().items()):
                digest.update(key.encode() + tensor.float().numpy().tobytes())
        return digest.hexdigest()

    @property
    def ingredient(self) -> Ingredient:
        """The adapter's entry in a provenance."""
        return Ingredient(kind="adapter", name=self.name, version=self.card.version, digest=self.digest)

    @staticmethod
    def read_card(folder: str | Path) -> Card:
        """Read only the card of the adapter in a folder.

        Raises:
            AdapterError: there is none, or it cannot be used.
        """
        folder = Path(folder)
        try:
            return Card.model_validate_json((folder / CARD).read_bytes())
        except FileNotFoundError as error:
            raise AdapterError(
                f"no {CARD} in this folder",
                stage="load adapter",
                item=str(folder),
                remedy="give the folder that `dsolutions train` or Adapter.save wrote",
            ) from error
        except ValidationError as error:
            raise AdapterError(
                f"{CARD} cannot be used: {error.errors()[0]['msg']} at {error.errors()[0]['loc']}",
                stage="load adapter",
                item=str(folder),
            ) from error

    @classmethod
    def load(cls, folder: str | Path, *, verify: bool = True) -> Self:
        """Read an adapter from its folder.

        Args:
            folder: where ``save`` wrote it.
            verify: check the weight files against the digests on the card.

        Raises:
            AdapterError: a file is missing or unreadable, or the weights do not fit the card.
            DigestMismatch: a weight file is not the one on the card.
        """
        folder = Path(folder)
        card = cls.read_card(folder)
        if verify:
            _verify(folder, card)
        try:
            tensors = load_file(folder / HEADS)
            heads = {
                spec.name: ClassificationHead.from_tensors(spec, _below(tensors, spec.name))
                for spec in card.heads
            }
            deltas = None
            if (folder / DELTAS).exists():
                deltas = Deltas((folder / DELTAS_CONFIG).read_text(), load_file(folder / DELTAS))
        except (OSError, KeyError, RuntimeError) as error:
            raise AdapterError(
                f"the weights do not fit the card: {error}", stage="load adapter", item=str(folder)
            ) from error
        return cls(card, heads, deltas)

    def save(self, folder: str | Path) -> Path:
        """Write the adapter to a folder and the files' digests to its card.

        Args:
            folder: created where it does not exist; an adapter in it is replaced.

        Returns:
            The folder.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        heads = {
            f"{name}.{key}": _compact(tensor)
            for name, head in self.heads.items()
            for key, tensor in head.state_dict().items()
        }
        save_file(heads, folder / HEADS)
        if self.deltas:
            # PEFT and transformers look for this mark to tell the framework.
            save_file(dict(self.deltas.tensors), folder / DELTAS, metadata={"format": "pt"})
            (folder / DELTAS_CONFIG).write_text(self.deltas.config, encoding="utf-8")
        else:
            for stale in (DELTAS, DELTAS_CONFIG):
                (folder / stale).unlink(missing_ok=True)
        for name in (HEADS, DELTAS):
            if (folder / name).exists():
                (folder / name).chmod(0o644)  # safetensors writes files that only their owner can read
        files = {name: _sha256(folder / name) for name in (HEADS, DELTAS) if (folder / name).exists()}
        card = self.card.model_copy(update={"files": files})
        (folder / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
        return folder

    @classmethod
    def compose(cls, name: str, adapters: Sequence[Adapter]) -> Self:
        """Join the heads of adapters that share their deltas: one encoder pass answers them all.

        Args:
            name: name of the new adapter.
            adapters: at least one; head names must differ.

        Raises:
            AdapterMismatch: base models, deltas or head names do not allow it.
        """
        first = adapters[0]
        heads: dict[str, ClassificationHead] = {}
        for adapter in adapters:
            for what, own, other in (
                ("base model", adapter.card.base.sha256, first.card.base.sha256),
                ("deltas", adapter.deltas and adapter.deltas.digest, first.deltas and first.deltas.digest),
            ):
                if own != other:
                    raise AdapterMismatch(
                        f"its {what} differ from those of {first.name!r}",
                        stage="compose adapters",
                        item=adapter.name,
                        remedy="load both into one Runtime instead: rows for either can share a batch",
                    )
            if twice := heads.keys() & adapter.heads.keys():
                raise AdapterMismatch(
                    f"two adapters have a head called {min(twice)!r}",
                    stage="compose adapters",
                    item=adapter.name,
                    remedy="rename one head",
                )
            heads.update(adapter.heads)
        card = Card(
            name=name,
            summary=f"Heads of {', '.join(adapter.name for adapter in adapters)} on shared deltas.",
            base=first.card.base,
            heads=tuple(head.spec for head in heads.values()),
            data=tuple(dict.fromkeys(source for adapter in adapters for source in adapter.card.data)),
        )
        return cls(card, heads, first.deltas)


def _verify(folder: Path, card: Card) -> None:
    for name, expected in card.files.items():
        found = _sha256(folder / name) if (folder / name).exists() else "(no file)"
        if found != expected:
            raise DigestMismatch(
                f"{name} is not the file on the card: expected {expected}, found {found}",
                stage="load adapter",
                item=str(folder),
                remedy="fetch the adapter again, or load with verify=False if you changed it on purpose",
            )


def _compact(tensor: Tensor) -> Tensor:
    """Return the tensor in bfloat16 if that loses nothing, as it does after `dsolutions train`."""
    half = tensor.to(torch.bfloat16)
    return (half if torch.equal(half.to(tensor.dtype), tensor) else tensor).contiguous()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _below(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {k.removeprefix(prefix + "."): v for k, v in tensors.items() if k.startswith(prefix + ".")}
