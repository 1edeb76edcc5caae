import sys
from pathlib import Path

import pytest

from dsolutions.cli.exits import ExitCode
from dsolutions.errors import ConfigurationError


@pytest.fixture
def calls(monkeypatch):
    """Stand in for the training itself, which has its own tests."""
    made = []

    def train(recipe, output, **options):
        made.append((recipe, output, options))
        return output or Path("adapters/sentiment")

    monkeypatch.setattr("dsolutions.training.train", train)
    return made


def test_train_passes_its_options_on_and_prints_the_folder(cli, calls):
    ended = cli("train", "r.toml", "--output", "o", "--data", "d", "--no-resume", "--quiet")
    options = {"data": Path("d"), "resume": False, "progress": False}
    assert calls == [(Path("r.toml"), Path("o"), options)]
    assert ended.stdout == "o\n"


def test_train_resumes_and_shows_progress_by_default(cli, calls, monkeypatch):
    monkeypatch.delenv("DSOLUTIONS_DATA", raising=False)
    assert cli("train", "r.toml").stdout == "adapters/sentiment\n"
    assert calls == [(Path("r.toml"), None, {"data": None, "resume": True, "progress": True})]


def test_what_the_training_prints_does_not_mix_with_the_folder(cli, monkeypatch):
    def train(*_, **__):
        sys.stdout.write("loss 0.3\n")
        return Path("adapters/sentiment")

    monkeypatch.setattr("dsolutions.training.train", train)
    ended = cli("train", "r.toml")
    assert (ended.stdout, ended.stderr) == ("adapters/sentiment\n", "loss 0.3\n")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), ExitCode.STOPPED, "go on from the last checkpoint"),
        (ConfigurationError("no such head"), ExitCode.USAGE, "no such head"),
    ],
)
def test_a_training_that_ends_early_says_why(cli, monkeypatch, raised, code, said):
    def train(*_, **__):
        raise raised

    monkeypatch.setattr("dsolutions.training.train", train)
    ended = cli("train", "r.toml")
    assert (ended.exit_code, said in ended.stderr) == (code, True)
