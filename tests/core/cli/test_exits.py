import subprocess
import sys

import pytest

from dsolutions import errors
from dsolutions.cli.exits import ExitCode, code_of


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.ConfigurationError, 2),
        (errors.MissingDependency, 2),
        (errors.InputError, 3),
        (errors.PredictionError, 3),
        (errors.ModelError, 4),
        (errors.DigestMismatch, 4),
        (errors.AdapterMismatch, 4),
        (errors.BatchError, 5),
        (errors.ResumeRefused, 5),
    ],
)
def test_each_kind_of_error_has_its_code(error, code):
    assert code_of(error("no")) == code


def test_an_error_is_a_panel_with_stage_item_and_remedy_and_no_traceback(cli):
    ended = cli("run", "herold", "in.csv")
    assert ended.exit_code == ExitCode.USAGE
    assert "no installed pipeline is called 'herold'" in ended.stderr
    for part in ("stage", "packs", "item", "herold", "remedy", "herald, shouter"):
        assert part in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


def test_a_model_that_is_missing_ends_with_4(cli):
    ended = cli("run", "weightless", "-", input="text\n")
    assert ended.exit_code == ExitCode.MODEL
    assert "dsolutions models pull acme" in ended.stderr


@pytest.mark.parametrize("asked", [{"words": ("--traceback",)}, {"env": {"DSOLUTIONS_TRACEBACK": "1"}}])
def test_the_traceback_is_there_for_those_who_ask(cli, asked):
    ended = cli(*asked.get("words", ()), "run", "herold", "in.csv", env=asked.get("env"))
    assert ended.exit_code == ExitCode.USAGE
    assert "Traceback" in ended.output or "Traceback" in ended.stderr


@pytest.mark.parametrize("words", [["run"], ["run", "shouter"], ["fly"], ["train", "--fast", "r.toml"]])
def test_wrong_words_end_with_2(cli, words):
    assert cli(*words).exit_code == ExitCode.USAGE


def test_help_explains_exit_codes_and_every_command_shows_an_example(cli):
    assert "Exit codes" in cli("--help").stdout
    for command in ("run", "evaluate", "train", "packs", "models list", "models verify", "models pull"):
        assert f"dsolutions {command}" in cli(*command.split(), "--help").stdout.split("Example")[1]


def test_the_version_is_that_of_the_package(cli):
    import dsolutions

    assert cli("--version").stdout == f"dsolutions {dsolutions.__version__}\n"


def test_nothing_heavy_is_imported_before_a_command_runs():
    code = "import sys; from dsolutions.cli.app import app; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert not {"torch", "transformers", "spacy", "pandas", "numpy", "sklearn"} & set(loaded.split())


def test_the_module_runs_like_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "dsolutions", "--version"], capture_output=True, text=True, check=False
    )
    assert done.stdout.startswith("dsolutions ")
