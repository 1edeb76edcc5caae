from __future__ import annotations

import subprocess
import sys
from zipfile import ZipFile

import pytest


@pytest.fixture(scope="module")
def wheel(project, tmp_path_factory):
    """Names of the files inside a freshly built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, project]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr + built.stdout
    (path,) = folder.glob("*.whl")
    with ZipFile(path) as archive:
        return set(archive.namelist())


def test_every_module_and_data_file_is_inside(wheel, source_roots):
    expected = {
        path.relative_to(root.parent).as_posix()
        for root in source_roots
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert expected - wheel == set()


def test_what_is_not_python_is_inside_too(wheel):
    assert {"dsolutions/py.typed", "dsolutions_finance/py.typed", "dsolutions_pipelines/py.typed"} <= wheel
    assert "dsolutions_finance/report/templates/report.html.j2" in wheel
    for ending in (".toml", ".csv", ".json", ".safetensors"):
        assert any(name.endswith(ending) for name in wheel), f"no {ending} file in the wheel"


def test_nothing_else_is_inside(wheel, source_roots):
    packages = {root.name for root in source_roots}
    others = {name for name in wheel if name.split("/")[0] not in packages}

    assert all(name.split("/")[0].endswith(".dist-info") for name in others), others


def test_the_licence_comes_along(wheel):
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel)
