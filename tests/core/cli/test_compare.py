import json
from pathlib import Path

import pytest

from dsolutions.cli.exits import ExitCode

TERMINAL = {"TTY_COMPATIBLE": "1", "COLUMNS": "100", "NO_COLOR": "1"}


@pytest.fixture(autouse=True)
def verses(cli):
    Path("old.txt").write_text("hear me")
    Path("new.txt").write_text("hear ye all")


def test_the_pipeline_that_compares_is_found_and_a_pipe_gets_json(cli):
    ended = cli("compare", "old.txt", "new.txt")
    assert ended.exit_code == 0, ended.stderr
    assert json.loads(ended.stdout) == {"before": "old", "after": "new", "gone": ["ME"], "new": ["YE", "ALL"]}


def test_a_terminal_gets_a_table_and_what_follows(cli):
    shown = cli("compare", "old.txt", "new.txt", env=TERMINAL).stdout
    assert "old -> new" in shown
    assert [line.split()[1::2] for line in shown.splitlines() if "gone" in line] == [["gone", "ME"]]
    assert "louder by 1" in shown


def test_equal_documents_do_not_differ(cli):
    assert cli("compare", "old.txt", "old.txt", env=TERMINAL).stdout == "old and old do not differ.\n"


def test_a_page_is_written(cli):
    assert cli("compare", "old.txt", "new.txt", "--report", "page.html").exit_code == 0
    assert "louder by 1" in Path("page.html").read_text()


def test_options_of_the_pipeline_count_and_are_in_the_help(cli):
    ended = cli("compare", "old.txt", "new.txt", "--refrain", "HARK")
    assert ended.exit_code == 0, ended.stderr
    assert "Options of herald" in cli("compare", "--help").stdout


@pytest.mark.parametrize("choice", [["--pipeline", "shouter"], ["--pipeline=shouter"]])
def test_a_pipeline_that_cannot_compare_says_so(cli, choice):
    ended = cli("compare", "old.txt", "new.txt", *choice)
    assert (ended.exit_code, "shouter compares no documents" in ended.stderr) == (ExitCode.USAGE, True)


def test_a_choice_between_several_is_left_to_the_user(cli, monkeypatch):
    monkeypatch.setattr("dsolutions.cli.compare._compares", lambda name: True)
    ended = cli("compare", "old.txt", "new.txt")
    assert (ended.exit_code, "--pipeline" in ended.stderr) == (ExitCode.USAGE, True)
    assert cli("compare", "old.txt", "new.txt", "--pipeline", "herald").exit_code == 0


def test_a_file_that_is_not_there_is_refused(cli):
    assert cli("compare", "old.txt", "lost.txt").exit_code == ExitCode.JOB
