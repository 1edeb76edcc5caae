"""Rule files: TOML that users copy and change, checked against a model before anything runs."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, ClassVar, Self

from pydantic import ValidationError

from dsolutions.errors import ConfigurationError
from dsolutions.types import Ingredient, Value


class RuleFile(Value):
    """Base of rule files: a version, and whatever the subclass adds.

    Args:
        version: of the file, for provenance; change it with the rules.
    """

    title: ClassVar[str]
    version: str

    @classmethod
    def read(cls, path: str | Path | Traversable) -> Self:
        """Read and check a TOML file.

        Raises:
            ConfigurationError: it cannot be read, or an entry is wrong; the entry and its key are named.
        """
        source = Path(path) if isinstance(path, str) else path
        try:
            data = tomllib.loads(source.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise _refused(cls.title, source.name, f"cannot be read: {error}") from error
        try:
            return cls.model_validate(data)
        except ValidationError as error:
            first = error.errors()[0]
            problem = ": ".join([*_place(data, first["loc"]), first["msg"].removeprefix("Value error, ")])
            raise _refused(cls.title, source.name, f"cannot be used: {problem}") from error

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the rules, hexadecimal; comments and layout do not change it."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @property
    def ingredient(self) -> Ingredient:
        """Describe the file for the provenance of an answer."""
        return Ingredient(kind="rules", name=self.title, version=self.version, digest=self.digest)


def _place(data: Any, location: tuple[int | str, ...]) -> list[str]:
    """Say where in the file an error is: ``[[actions]]`` entries by their names, not their positions."""
    parts: list[str] = []
    here = data
    for step in location:
        try:
            here = here[step]
        except (LookupError, TypeError):  # the key is missing, which is the error
            here = None
        if isinstance(step, int) and isinstance(here, dict) and "name" in here and parts:
            parts[-1] = f"{parts[-1].strip(chr(39)).removesuffix('s')} {here['name']!r}"
        else:
            parts.append(repr(step))
    return parts


def _refused(name: str, source: str, problem: str) -> ConfigurationError:
    return ConfigurationError(
        f"the {name} file {problem}",
        stage="rules",
        item=source,
        remedy="compare with the file that ships; `dsolutions packs` lists those",
    )
