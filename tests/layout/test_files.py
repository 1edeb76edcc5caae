from __future__ import annotations

from statistics import median

import pytest

FOLDERS = ("dsolutions", "domains", "pipelines", "tests", "benchmarks", "examples")


@pytest.fixture(scope="module")
def lengths(project):
    """Lines of every Python file by its path; package markers without content count for nothing."""
    files = (path for folder in FOLDERS for path in (project / folder).rglob("*.py"))
    counted = {str(path.relative_to(project)): len(path.read_text("utf-8").splitlines()) for path in files}
    return {path: lines for path, lines in counted.items() if lines}


def test_no_file_is_longer_than_500_lines(lengths):
    assert {path: lines for path, lines in lengths.items() if lines > 500} == {}


def test_nearly_all_files_stay_under_400_lines(lengths):
    assert sum(lines >= 400 for lines in lengths.values()) <= len(lengths) * 0.02


def test_the_usual_file_fits_on_a_few_screens(lengths):
    sources = [
        lines
        for path, lines in lengths.items()
        if not path.startswith("tests/") and not path.endswith("__init__.py")
    ]

    assert 40 <= median(sources) <= 180
