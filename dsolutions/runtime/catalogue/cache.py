"""The folder that keeps the models which were pulled."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_cache_path


def models_folder() -> Path:
    """Return the folder of the pulled models: one folder per name.

    It lies in the user's cache folder, or in the one that the variable ``DSOLUTIONS_CACHE`` names.
    """
    own = os.environ.get("DSOLUTIONS_CACHE")
    return (Path(own).expanduser() if own else user_cache_path("dsolutions", appauthor=False)) / "models"


def install(fetched: Path, name: str) -> Path:
    """Move a checked model into the cache in one step; an earlier copy goes where ``fetched`` came from."""
    target = models_folder() / name
    if target.exists():
        target.rename(fetched.with_name("replaced"))
    return fetched.rename(target)
