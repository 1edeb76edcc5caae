"""From a name or a path to a model on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from dsolutions.errors import ModelError
from dsolutions.runtime.catalogue.cache import models_folder
from dsolutions.runtime.catalogue.entries import ModelEntry, catalogue
from dsolutions.runtime.catalogue.sources import HubSource
from dsolutions.runtime.catalogue.weights import check, find_weights, sha256
from dsolutions.types import Value

HUB_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*")


class ResolvedModel(Value):
    """A model on this machine.

    Args:
        name: its name in the catalogue; otherwise the name of its folder or on the hub.
        folder: where its files lie.
        weight_file: its weights, or the index of weights in several shards.
        sha256: digest of the weights, hexadecimal.
        licence: SPDX identifier; ``None`` where the catalogue does not know it.
        origin: where it was found, in words.

    >>> model = resolve("all-MiniLM-L6-v2")
    >>> model.weight_file.name, model.licence
    ('model.safetensors', 'Apache-2.0')
    """

    name: str
    folder: Path
    weight_file: Path
    sha256: str
    licence: str | None
    origin: str


def resolve(
    name: str | Path, *, verify: bool = True, models: Mapping[str, ModelEntry] | None = None
) -> ResolvedModel:
    """Find a model without the network.

    Looked for in this order: a path of the caller's; a name of the catalogue, in an installed package, in the
    cache of pulled models, in the cache of the hub; any other ``owner/name`` in the cache of the hub.

    Args:
        name: a path, a name of the catalogue or a name of the hub.
        verify: compare the weight file with the digest in the catalogue.
        models: the catalogue; the shipped one and the user's by default.

    Raises:
        ModelError: it is not on this machine; the remedy says how to get it.
        DigestMismatch: its weight file is not the published one.
    """
    models = catalogue() if models is None else models
    path = Path(name).expanduser()
    if path.exists():
        return _unlisted(path, path.name or path.resolve().name, f"path {path}", models)
    listed = listed_name(str(name), models)
    if listed is not None:
        return _listed(listed, models[listed], verify)
    if HUB_NAME.fullmatch(str(name)):
        hub = HubSource(kind="hub", repo=str(name))
        if folder := hub.find():
            return _unlisted(folder, hub.repo, str(hub), models)
        raise ModelError(
            "there is no such folder, and the hub's cache on this machine has no such model",
            stage="models",
            item=str(name),
            remedy=f"dsolutions models pull {name}, or give the path of a folder that has it",
        )
    raise ModelError(
        "no such model in the catalogue and no such path",
        stage="models",
        item=str(name),
        remedy=f"choose one of: {', '.join(models)}; or give the path of a model's folder",
    )


def listed_name(name: str, models: Mapping[str, ModelEntry]) -> str | None:
    """Return the catalogue's name for a model that may be called by its hub name."""
    if name in models:
        return name
    hubs = {s.repo: key for key, entry in models.items() for s in entry.sources if isinstance(s, HubSource)}
    return hubs.get(name)


def _listed(name: str, entry: ModelEntry, verify: bool) -> ResolvedModel:
    for folder, origin in _places(name, entry):
        weights = folder / entry.weight_file
        if weights.is_file():
            if verify:
                check(weights, entry.sha256, remedy=f"reinstall it, or delete {folder} and pull it again")
            return ResolvedModel(
                name=name,
                folder=folder,
                weight_file=weights,
                sha256=entry.sha256,
                licence=entry.licence,
                origin=origin,
            )
    raise ModelError(
        "this model is not on this machine",
        stage="models",
        item=name,
        remedy=f"dsolutions models pull {name}",
    )


def _places(name: str, entry: ModelEntry) -> Iterator[tuple[Path, str]]:
    hubs = [source for source in entry.sources if isinstance(source, HubSource)]
    for source in entry.sources:
        if source not in hubs and (folder := source.find()):
            yield folder, str(source)
    yield models_folder() / name, "cache"
    for hub in hubs:
        if folder := hub.find():
            yield folder, str(hub)


def _unlisted(path: Path, name: str, origin: str, models: Mapping[str, ModelEntry]) -> ResolvedModel:
    """Describe a model that was found outside the catalogue; its digest may show that it is a known one."""
    weights = path if path.is_file() else find_weights(path)
    digest = sha256(weights)
    known = next((key for key, entry in models.items() if entry.sha256 == digest), None)
    return ResolvedModel(
        name=known or name,
        folder=weights.parent,
        weight_file=weights,
        sha256=digest,
        licence=models[known].licence if known else None,
        origin=origin,
    )
