import json

import pytest

from dsolutions.cli.exits import ExitCode
from dsolutions.cli.pipeline_options import options_of


def said(cli, *words):
    ended = cli("run", "herald", "-", *words, input="fire\n")
    assert ended.exit_code == 0, ended.stderr
    return json.loads(ended.stdout)["loud"]


@pytest.mark.parametrize(
    ("words", "loud"),
    [
        (["--punctuation", "!"], "FIRE!"),
        (["--punctuation=--"], "FIRE--"),
        (["--times", "2"], "FIRE FIRE"),
        (["--polite", "yes"], "PLEASE FIRE"),
        (["--refrain", "help", "--refrain=run"], "FIRE help run"),
    ],
)
def test_options_reach_the_pipeline_with_their_types(cli, words, loud):
    assert said(cli, *words) == loud


@pytest.mark.parametrize(
    "words", ["herald --punctuation ! - --quiet", "--punctuation ! herald -", "herald - --punctuation=!"]
)
def test_options_may_stand_anywhere(cli, words):
    ended = cli("run", *words.split(), input="fire\n")
    assert json.loads(ended.stdout)["loud"] == "FIRE!"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--volume", "11"], "herald has no option --volume"),
        (["--volume", "11"], "--punctuation, --refrain, --times, --polite"),
        (["--punctation", "!"], "did you mean --punctuation?"),
        (["--overwite", "x"], "did you mean --overwrite?"),
        (["--times", "twice"], "'twice' is not a value of type int"),
        (["--polite", "maybe"], "'maybe' is not true or false"),
        (["--punctuation"], "needs a value"),
    ],
)
def test_an_option_that_does_not_fit_is_explained(cli, words, message):
    ended = cli("run", "herald", "in.csv", *words)
    assert ended.exit_code == ExitCode.USAGE
    assert message in ended.stderr


@pytest.mark.parametrize("words", ["evaluate --punctuation !", "run --chunk 5 herald --punctuation !"])
def test_an_unknown_option_asks_for_the_pipeline_to_come_first(cli, words):
    ended = cli(*words.split())
    assert ended.exit_code == ExitCode.USAGE
    assert "a pipeline's own options are known when its name comes first" in ended.stderr


def test_help_shows_the_options_of_the_pipeline_that_is_named(cli):
    shown = cli("run", "herald", "--help").stdout
    assert "Options of herald" in shown
    assert "added to every answer, at its end." in shown
    assert "said afterwards. (repeatable)" in shown
    assert "Options of" not in cli("run", "--help").stdout


def test_annotations_that_only_a_type_checker_can_resolve_are_read():
    class Sketch:
        def __init__(self, adapters: "Sequence[str | Unknown] | None" = None, ratio: "float | None" = None):  # noqa: F821
            pass

    options = options_of(Sketch)
    assert options["--adapter"].repeatable
    assert options["--ratio"].value("0.5") == 0.5
