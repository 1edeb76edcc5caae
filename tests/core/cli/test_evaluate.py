import json
from pathlib import Path

import pytest

from dsolutions.cli.exits import ExitCode
from dsolutions.evaluation import LabelledPredictions


@pytest.fixture
def labelled():
    path = Path("labelled.tsv")
    path.write_text("up\tUP\ndown\tDOWN\nflat\tUP\nup\tUP\n")
    return path


def saved(path, predicted):
    LabelledPredictions(("down", "up"), gold=["up", "up", "down"], predicted=predicted).save(path)
    return path


def test_a_pipeline_is_scored_and_the_report_folder_holds_all_that_is_needed_later(cli, labelled):
    ended = cli("evaluate", "herald", labelled, "--report", "out")
    assert ended.exit_code == 0, ended.stderr
    assert "herald on labelled.tsv (4 rows)" in ended.stdout
    assert json.loads(Path("out/report.json").read_text())["scores"]["accuracy"]["value"] == 0.75
    assert "<html" in Path("out/report.html").read_text()
    assert len(LabelledPredictions.load("out/predictions.jsonl")) == 4


def test_a_training_set_brings_floors_and_a_search_for_leaks(cli, labelled):
    Path("train.tsv").write_text("up\tUP\ndown\tDOWN\nsteady\tDOWN\n")
    ended = cli("evaluate", "herald", labelled, "--train", "train.tsv", "--report", "out")
    assert ended.exit_code == 0, ended.stderr
    assert "floor: majority" in ended.stdout
    assert "Of 4 test rows the training set has 3 word for word, 0 nearly." in ended.stdout
    floors = json.loads(Path("out/report.json").read_text())["floors"]
    assert [floor["name"] for floor in floors] == ["majority", "TF-IDF + linear"]


def test_options_of_the_pipeline_count(cli, labelled):
    cli("evaluate", "herald", labelled, "--report", "out", "--punctuation", "!")
    assert json.loads(Path("out/report.json").read_text())["scores"]["accuracy"]["value"] == 0


def test_saved_predictions_are_scored_and_compared_without_a_pipeline(cli):
    now, before = saved("now.jsonl", ["up", "up", "down"]), saved("before.jsonl", ["up", "down", "up"])
    ended = cli("evaluate", "--predictions", now, "--compare", before)
    assert ended.exit_code == 0, ended.stderr
    assert "0.333 -> 1.000" in ended.stdout
    assert "2 rows fixed, 0 broken" in ended.stdout


def test_a_fresh_run_is_compared_with_an_earlier_one(cli, labelled):
    cli("evaluate", "herald", labelled, "--report", "before")
    ended = cli("evaluate", "herald", labelled, "--compare", "before/predictions.jsonl")
    assert "0 rows fixed, 0 broken" in ended.stdout
    assert sorted(path.name for path in Path().iterdir()) == ["before", "labelled.tsv"]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["herald"],
        ["herald", "labelled.tsv", "--predictions", "p.jsonl"],
        ["--predictions", "p.jsonl", "--train", "train.tsv"],
    ],
)
def test_it_must_be_clear_what_to_score(cli, words):
    ended = cli("evaluate", *words)
    assert (ended.exit_code, "not clear what to score" in ended.stderr) == (ExitCode.USAGE, True)


def test_a_pipeline_that_cannot_be_scored_says_so(cli, labelled):
    for words in ([], ["--train", labelled]):
        ended = cli("evaluate", "shouter", labelled, *words)
        assert (ended.exit_code, "shouter cannot be scored" in ended.stderr) == (ExitCode.USAGE, True)


def test_predictions_that_cannot_be_read_end_with_3(cli):
    assert cli("evaluate", "--predictions", "absent.jsonl").exit_code == ExitCode.INPUT
