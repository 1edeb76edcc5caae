from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path


def test_the_core_knows_no_domain_and_a_domain_knows_no_pipeline(project):
    beside_python = Path(sys.executable).parent
    linter = shutil.which("lint-imports", path=str(beside_python)) or shutil.which("lint-imports")
    assert linter, "import-linter is not installed: pip install -e '.[dev]'"

    checked = subprocess.run([linter, "--no-cache"], cwd=project, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr
