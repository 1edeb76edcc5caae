import json
from pathlib import Path

import pytest

from dsolutions.cli.exits import ExitCode

TERMINAL = {"TTY_COMPATIBLE": "1", "COLUMNS": "100", "NO_COLOR": "1"}


@pytest.fixture
def news():
    path = Path("news.csv")
    path.write_text("id,headline\n1,Acme cuts jobs\n2,one,cell,too,many\n3,boom at the plant\n4,Acme hires\n")
    return path


def lines(ended):
    return [json.loads(line) for line in ended.stdout.splitlines()]


def test_a_pipe_gets_one_json_line_per_row_in_order(cli, news):
    ended = cli("run", "shouter", news)
    assert ended.exit_code == 0, ended.stderr
    assert [(a["document_id"], a["loud"]) for a in lines(ended)] == [
        ("1", "ACME CUTS JOBS"),
        ("1", ""),
        ("3", ""),
        ("4", "ACME HIRES"),
    ]
    assert [(a["error"] or {}).get("type") for a in lines(ended)] == [
        None,
        "InputError",
        "ValueError",
        None,
    ]
    assert "2 rows failed" in ended.stderr


def test_the_memory_of_the_feed_runs_through(cli, news):
    assert [a["seen"] for a in lines(cli("run", "shouter", news))] == [1, 0, 0, 2]


def test_strict_turns_failed_rows_into_an_exit_code(cli, news):
    assert cli("run", "shouter", news, "--strict").exit_code == ExitCode.FAILED_ROWS
    news.write_text("id,headline\n1,Acme cuts jobs\n")
    assert cli("run", "shouter", news, "--strict").exit_code == 0


def test_a_terminal_gets_a_table_of_the_first_rows(cli, news):
    shown = cli("run", "shouter", news, "--first", "3", env=TERMINAL)
    assert "ACME CUTS JOBS" in shown.stdout
    assert "ACME HIRES" not in shown.stdout
    assert "At most 3 rows are shown" in shown.stderr
    assert "At most" not in cli("run", "shouter", news, env=TERMINAL).stderr


def test_a_table_shows_failed_rows_with_their_error(cli, news):
    shown = cli("run", "shouter", news, env=TERMINAL).stdout
    assert "boom" in next(line for line in shown.splitlines() if line.startswith("│ 3"))


def test_standard_input_takes_texts_and_json_objects(cli):
    given = 'Acme cuts jobs\n\n{"id": "7", "text": "Acme hires"}\n{"id": "8", "text"\n'
    ended = cli("run", "shouter", "-", input=given)
    assert [(a["document_id"], a["loud"]) for a in lines(ended)] == [
        ("0", "ACME CUTS JOBS"),
        ("7", "ACME HIRES"),
        ("2", ""),
    ]
    assert "nor a JSON object" in lines(ended)[2]["error"]["message"]


def test_a_line_that_is_no_text_is_one_failed_row(cli):
    ended = cli("run", "shouter", "-", input=b"Acme \xff\nAcme hires\n")
    assert [a["loud"] for a in lines(ended)] == ["", "ACME HIRES"]


def test_columns_can_be_named(cli):
    Path("odd.csv").write_text("nr,Schlagzeile\nA7,Acme cuts jobs\n")
    ended = cli("run", "shouter", "odd.csv", "--column", "text=Schlagzeile", "--column", "id=nr")
    assert [(a["document_id"], a["loud"]) for a in lines(ended)] == [("A7", "ACME CUTS JOBS")]


@pytest.mark.parametrize("pair", ["headline", "text=", "words=headline"])
def test_a_column_that_does_not_fit_is_explained(cli, news, pair):
    ended = cli("run", "shouter", news, "--column", pair)
    assert (ended.exit_code, "write FIELD=COLUMN" in ended.stderr) == (ExitCode.USAGE, True)


def test_a_file_that_is_not_there_ends_with_3(cli):
    ended = cli("run", "shouter", "absent.csv")
    assert (ended.exit_code, "no such file" in ended.stderr) == (ExitCode.INPUT, True)


def test_a_file_without_a_text_column_is_refused_as_a_whole(cli, news):
    news.write_text("id,story\n1,Acme cuts jobs\n")
    ended = cli("run", "shouter", news)
    assert (ended.exit_code, ended.stdout) == (ExitCode.INPUT, "")
    assert "--column text=NAME" in ended.stderr


def test_a_report_needs_an_out_file(cli, news):
    ended = cli("run", "herald", news, "--report", "r.html")
    assert (ended.exit_code, "name an OUT file" in ended.stderr) == (ExitCode.USAGE, True)
