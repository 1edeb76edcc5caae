"""A model that lies in a folder of the user's."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Literal

from pydantic import ValidationInfo, field_validator

from dsolutions.errors import ModelError
from dsolutions.runtime.catalogue.sources.source import Say, Source


class PathSource(Source):
    """A folder on this machine or a mounted share.

    Args:
        path: the model's folder, or its weight file where that is all there is; in a catalogue file,
            relative to the folder of that file.

    >>> str(PathSource(kind="path", path="/models/acme"))
    'path /models/acme'
    """

    kind: Literal["path"] = "path"
    path: Path

    @field_validator("path")
    @classmethod
    def _beside_the_catalogue(cls, path: Path, info: ValidationInfo) -> Path:
        folder = (info.context or {}).get("folder", Path())
        return Path(folder) / path.expanduser()

    def __str__(self) -> str:
        return f"path {self.path}"

    def find(self) -> Path | None:
        """Return the folder if it is there."""
        return self.path if self.path.is_dir() else None

    def fetch(self, weight_file: str, scratch: Path, say: Say) -> Path:
        """Copy the folder or the file, program code left behind."""
        say(f"copying {self.path}")
        model = scratch / "model"
        if self.path.is_dir():
            return Path(shutil.copytree(self.path, model, ignore=shutil.ignore_patterns("*.py", ".*")))
        if self.path.is_file():
            model.mkdir()
            shutil.copy(self.path, model / weight_file)
            return model
        raise ModelError("there is no such file or folder", stage="pull", item=str(self.path))
