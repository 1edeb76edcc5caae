"""Every example in the README and the guides runs, and prints what the page says it prints.

    .venv/bin/python tests/docs/test_examples.py

writes the shown outputs anew. What the blocks of a page mean:

- ``python``: runs, after the others of its page; a ``text`` block behind it shows what it printed;
- ``toml``: is written to the file that its first line names in a comment, if it does;
- ``console``: a ``$ dsolutions`` command with an output below it runs; one without has its options checked.
"""

from __future__ import annotations

import io
import re
import shlex
import shutil
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dsolutions.cli.app import app

PROJECT = Path(__file__).parent.parent.parent
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)#\s]+)")


@pytest.fixture
def workplace(monkeypatch, tmp_path):
    """A folder of one's own with the examples in it, on a machine that has pulled no model."""
    prepare(monkeypatch, tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
@pytest.mark.usefixtures("workplace")
def test_a_page_shows_what_its_examples_print(page):
    text = page.read_text(encoding="utf-8")

    assert _lines(text) == _lines(replayed(text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_somewhere(page):
    links = _LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def prepare(patch: pytest.MonkeyPatch, folder: Path) -> None:
    shutil.copytree(PROJECT / "examples", folder / "examples")
    patch.chdir(folder)
    patch.setenv("COLUMNS", "120")  # as wide as the blocks of the pages
    patch.setenv("DSOLUTIONS_CACHE", str(folder / "cache"))
    patch.delenv("DSOLUTIONS_MODELS", raising=False)
    patch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(folder / "hub"))


def replayed(page: str) -> str:
    """Run the blocks of a page and return it with their real outputs."""
    names = {"__name__": "example"}
    printed = None

    def block(match: re.Match[str]) -> str:
        nonlocal printed
        kind, body = match.groups()
        if kind == "python":
            printed = _printed(body, names)
        elif kind == "text" and printed is not None:
            body, printed = printed, None
        elif kind == "console":
            body = _COMMAND.sub(lambda shown: _command(*shown.groups()), body)
        elif kind == "toml" and (file := re.match(r"# (\S+\.toml)\n", body)):
            Path(file[1]).write_text(body, encoding="utf-8")
        return f"```{kind}\n{body}```"

    return _BLOCK.sub(block, page)


def _printed(code: str, names: dict[str, object]) -> str:
    with redirect_stdout(io.StringIO()) as out:
        exec(compile(code, "example", "exec"), names)
    return out.getvalue()


def _command(line: str, shown: str) -> str:
    program, *words = shlex.split(line, comments=True)
    if program != "dsolutions":
        return f"$ {line}\n{shown}"
    if shown.strip():
        done = CliRunner().invoke(app, words, catch_exceptions=False)
        assert done.exit_code == 0, f"{line}\n{done.output}"
        return f"$ {line}\n" + "".join(f"{row.rstrip()}\n" for row in done.stdout.splitlines() if row.strip())
    command = typer.main.get_command(app)
    while subcommands := getattr(command, "commands", None):
        command = subcommands[words.pop(0)]
    command.make_context(command.name, words)
    return f"$ {line}\n{shown}"


def _lines(page: str) -> list[str]:
    """Leave out how tables are drawn, which another version of rich may do otherwise."""
    plain = re.sub(r"[─-╿]", " ", page)  # box-drawing characters
    return [" ".join(line.split()) for line in plain.splitlines() if line.strip()]


if __name__ == "__main__":
    for path in PAGES:
        with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as scratch:
            prepare(patch, Path(scratch))
            path.write_text(replayed(path.read_text(encoding="utf-8")), encoding="utf-8")
