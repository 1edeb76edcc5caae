from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of public data sets, which is no part of the project."""
    folder = os.environ.get("DSOLUTIONS_DATA")
    if not folder:
        pytest.skip("DSOLUTIONS_DATA is not set: this test needs the public data sets")
    return Path(folder)


@pytest.fixture(scope="session")
def project() -> Path:
    """The root of the project."""
    return Path(__file__).parent.parent
