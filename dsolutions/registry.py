"""Packs: the door through which domains, pipelines and adapters enter.

A pack is an object of type ``Pack`` behind an entry point of the group ``dsolutions.packs``. The built-in
domains use the same door as anybody's own::

    [project.entry-points."dsolutions.packs"]
    acme = "acme_risk.pack:PACK"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from dsolutions.errors import ConfigurationError

if TYPE_CHECKING:
    from dsolutions.component import Pipeline

GROUP = "dsolutions.packs"
T = TypeVar("T")


@dataclass(frozen=True)
class Pack:
    """What one installed package adds.

    Args:
        summary: one line for ``dsolutions packs``.
        pipelines: command-line name to ``"module:Class"``; imported only when used.
        adapters: adapter name to its folder.
        files: what users copy and change, such as rules: name to file.
    """

    summary: str
    pipelines: Mapping[str, str] = field(default_factory=dict)
    adapters: Mapping[str, Path] = field(default_factory=dict)
    files: Mapping[str, Path] = field(default_factory=dict)


@cache
def packs() -> dict[str, Pack]:
    """Return every installed pack by name.

    Raises:
        ConfigurationError: an entry point cannot be imported or is no ``Pack``.
    """
    found: dict[str, Pack] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            pack = point.load()
        except Exception as error:
            raise ConfigurationError(
                f"pack cannot be loaded: {error}",
                stage="packs",
                item=f"{point.name} = {point.value}",
                remedy="reinstall or remove the package that provides it",
            ) from error
        if not isinstance(pack, Pack):
            raise ConfigurationError(
                f"entry point gives a {type(pack).__name__}, not a Pack",
                stage="packs",
                item=f"{point.name} = {point.value}",
                remedy="point it at an object of type dsolutions.Pack",
            )
        found[point.name] = pack
    return found


def pipeline_class(name: str) -> type[Pipeline[Any]]:
    """Import the pipeline that is called ``name`` on the command line.

    Raises:
        ConfigurationError: no installed pack has it.
    """
    table = {key: target for pack in packs().values() for key, target in pack.pipelines.items()}
    module, _, attribute = _lookup(table, name, "pipeline").partition(":")
    loaded: type[Pipeline[Any]] = getattr(import_module(module), attribute)
    return loaded


def adapter_folder(name: str) -> Path:
    """Find the folder of the installed adapter called ``name``.

    Raises:
        ConfigurationError: no installed pack has it.
    """
    table = {key: folder for pack in packs().values() for key, folder in pack.adapters.items()}
    return _lookup(table, name, "adapter")


def shipped_file(name: str) -> Path:
    """Find the file called ``name`` that a pack ships for users to copy.

    Raises:
        ConfigurationError: no installed pack has it.

    >>> shipped_file("alert-rules").suffix
    '.toml'
    """
    table = {key: file for pack in packs().values() for key, file in pack.files.items()}
    return _lookup(table, name, "file")


def _lookup(table: dict[str, T], name: str, what: str) -> T:
    if name not in table:
        raise ConfigurationError(
            f"no installed {what} is called {name!r}",
            stage="packs",
            item=name,
            remedy=f"choose one of: {', '.join(sorted(table)) or '(none installed)'}",
        )
    return table[name]
