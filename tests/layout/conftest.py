from __future__ import annotations

import tomllib

import pytest


@pytest.fixture(scope="session")
def source_roots(project):
    """The folder of every package in the wheel, as pyproject.toml lists them."""
    settings = tomllib.loads((project / "pyproject.toml").read_text(encoding="utf-8"))
    return [project / root for root in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]]
