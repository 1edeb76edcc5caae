"""The catalogue file, read and checked."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from dsolutions.errors import ConfigurationError
from dsolutions.runtime.catalogue.sources import HubSource, PackageSource, PartsSource, PathSource
from dsolutions.types import Value

Name = Annotated[str, Field(pattern=r"^\w[\w.-]*$")]  # it also names a folder of the cache
AnySource = Annotated[PackageSource | PartsSource | HubSource | PathSource, Field(discriminator="kind")]


class ModelEntry(Value):
    """What the catalogue knows of one model.

    Args:
        kind: ``"encoder"`` (texts to vectors) or ``"generator"`` (texts to texts).
        purpose: what to use it for, one line.
        licence: SPDX identifier.
        parameters: how many weights it has.
        dimensions: width of its hidden states.
        max_tokens: longest input it was made for.
        weight_file: name of the weight file inside the model's folder.
        bytes: size of the weight file.
        sha256: digest of the weight file, hexadecimal.
        sources: where to get it, the preferred one first.

    >>> catalogue()["all-MiniLM-L6-v2"].licence
    'Apache-2.0'
    """

    kind: Literal["encoder", "generator"]
    purpose: str
    licence: str
    parameters: int | None = Field(default=None, gt=0)
    dimensions: int | None = Field(default=None, gt=0)
    max_tokens: int | None = Field(default=None, gt=0)
    weight_file: str
    bytes: int = Field(gt=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    sources: tuple[AnySource, ...] = Field(min_length=1)


_FILE = TypeAdapter(dict[Name, ModelEntry])


def catalogue(extra: str | Path | None = None) -> Mapping[str, ModelEntry]:
    """Read the models that dsolutions knows, and those of the user.

    Args:
        extra: a TOML file like ``catalogue.toml`` beside this module, with models of the user's own; the
            environment variable ``DSOLUTIONS_MODELS`` by default. Its entries win over the shipped ones.

    Returns:
        Name to entry, in the order of the files.

    Raises:
        ConfigurationError: a file cannot be read or describes a model wrongly.
    """
    models = _read(Path(__file__).with_name("catalogue.toml"))
    own = extra or os.environ.get("DSOLUTIONS_MODELS")
    return {**models, **_read(Path(own).expanduser())} if own else models


def _read(path: Path) -> dict[str, ModelEntry]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        return _FILE.validate_python(tables, context={"folder": path.parent})
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(
            f"the model catalogue cannot be read: {error}", stage="models", item=str(path)
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise ConfigurationError(
            f"the model catalogue cannot be used: {'.'.join(map(str, first['loc']))}: {first['msg'].lower()}",
            stage="models",
            item=str(path),
            remedy="correct this entry; the fields are those of dsolutions.runtime.catalogue.ModelEntry",
        ) from error
