"""Small models that are nothing but arrays, in one safetensors file each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from dsolutions.errors import ModelError


@dataclass(frozen=True)
class ArrayModel:
    """Base of dataclasses whose fields are arrays.

    >>> @dataclass(frozen=True)
    ... class Line(ArrayModel):
    ...     what, made_by = "a line", "the command that fits lines"
    ...     slope: NDArray[np.float32]
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "line.safetensors"
    >>> Line(np.array([2.0], dtype=np.float32)).save(path)
    >>> Line.load(path).slope.tolist()
    [2.0]
    """

    what: ClassVar[str]  # what errors call it
    made_by: ClassVar[str]  # what fits a new one

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read a model from a safetensors file.

        Raises:
            ModelError: the file is missing or is no such model.
        """
        from safetensors import SafetensorError
        from safetensors.numpy import load_file

        model: Any = cls  # what its fields are is the subclass's to say
        try:
            return model(**load_file(path))  # type: ignore[no-any-return]
        except (OSError, SafetensorError, TypeError) as error:
            raise ModelError(
                f"cannot be read as {cls.what}: {error}",
                stage="load model",
                item=str(path),
                remedy=f"install dsolutions again, or fit one with {cls.made_by}",
            ) from error

    def save(self, path: str | Path) -> None:
        """Write the model as a safetensors file."""
        from safetensors.numpy import save_file

        save_file({name: np.ascontiguousarray(array) for name, array in self.arrays.items()}, path)
        Path(path).chmod(0o644)  # safetensors writes files that only their owner can read

    @property
    def arrays(self) -> dict[str, NDArray[Any]]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over all of its numbers."""
        digest = hashlib.sha256()
        for name, array in sorted(self.arrays.items()):
            digest.update(name.encode() + array.tobytes())
        return digest.hexdigest()
