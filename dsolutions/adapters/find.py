"""Adapters as users name them."""

from __future__ import annotations

from pathlib import Path

from dsolutions.adapters.adapter import Adapter
from dsolutions.errors import AdapterError
from dsolutions.registry import adapter_folder, packs


def find_adapter(adapter: Adapter | str | Path) -> Adapter:
    """Return an adapter that is given as an object, as a folder, or by the name of an installed one.

    Raises:
        AdapterError: the folder holds no adapter.
        ConfigurationError: no folder and no installed adapter has this name.
    """
    if isinstance(adapter, Adapter):
        return adapter
    folder = Path(adapter)
    return Adapter.load(folder if folder.is_dir() else adapter_folder(str(adapter)))


def installed_for(base: str, head: str) -> Adapter:
    """Return the first installed adapter with a head called ``head`` for one base model.

    Args:
        base: SHA-256 of the base model's weight file.
        head: the head's name.

    Raises:
        AdapterError: there is none.
    """
    folders = [folder for pack in packs().values() for folder in pack.adapters.values()]
    for folder in folders:
        card = Adapter.read_card(folder)
        if card.base.sha256 == base and any(spec.name == head for spec in card.heads):
            return Adapter.load(folder)
    raise AdapterError(
        f"no installed adapter with a head {head!r} is made for this encoder",
        stage="load adapter",
        item=f"sha256 {base[:12]}",
        remedy="choose another model, or train one with `dsolutions train` and pass it with adapters=[...]",
    )
