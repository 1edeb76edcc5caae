from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

HEAVY = {"torch", "transformers", "spacy", "pandas", "sklearn", "matplotlib", "pyarrow", "peft"}


def fresh_python(code: str) -> str:
    """Run ``code`` in an interpreter of its own and return what it prints."""
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_import_is_quick():
    code = "from time import perf_counter as t; s = t(); import dsolutions; print(t() - s)"

    assert median(float(fresh_python(code)) for _ in range(5)) < 0.3


def test_the_import_loads_no_heavy_library():
    code = "import json, sys, dsolutions; print(json.dumps([name.split('.')[0] for name in sys.modules]))"

    assert HEAVY & set(json.loads(fresh_python(code))) == set()
