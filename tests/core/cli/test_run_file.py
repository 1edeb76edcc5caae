import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from dsolutions.cli.exits import ExitCode


@pytest.fixture
def news():
    path = Path("news.csv")
    path.write_text("id,text\n1,Acme cuts jobs\n2,boom at the plant\n3,Acme hires\n")
    return path


def answers(path="loud.jsonl"):
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def test_a_file_is_answered_into_a_file(cli, news):
    ended = cli("run", "shouter", news, "loud.jsonl")
    assert ended.exit_code == 0, ended.stderr
    assert [answer["loud"] for answer in answers()] == ["ACME CUTS JOBS", "", "ACME HIRES"]
    assert "3 rows -> loud.jsonl" in ended.stdout
    assert "1 rows failed" in ended.stderr


def test_quiet_says_nothing(cli, news):
    ended = cli("run", "shouter", news, "loud.jsonl", "--quiet")
    assert (ended.stdout, ended.stderr) == ("", "")


def test_strict_ends_with_6_after_all_rows_were_written(cli, news):
    ended = cli("run", "shouter", news, "loud.jsonl", "--strict")
    assert (ended.exit_code, len(answers())) == (ExitCode.FAILED_ROWS, 3)


def test_columns_and_options_of_the_pipeline_reach_the_job(cli, news):
    news.write_text("nr,words\n7,Acme hires\n")
    cli("run", "herald", news, "loud.jsonl", "--column", "text=words", "--punctuation", "!")
    assert answers()[0]["loud"] == "ACME HIRES!"


def test_another_input_is_not_mixed_into_a_finished_job(cli, news):
    cli("run", "shouter", news, "loud.jsonl")
    before = Path("loud.jsonl").read_bytes()
    news.write_text("id,text\n1,other news\n")
    assert cli("run", "shouter", news, "loud.jsonl").exit_code == ExitCode.JOB
    assert Path("loud.jsonl").read_bytes() == before
    assert cli("run", "shouter", news, "loud.jsonl", "--overwrite", "--no-resume").exit_code == 0
    assert len(answers()) == 1


def test_a_finished_job_shows_the_rows_that_say_most(cli, news):
    news.write_text(
        "id,text\n1,a quiet day\n2,fire at the plant\n3,more quiet\n4,a second fire\n5,fire again\n"
    )
    for _ in ("a new job", "one that was finished before"):
        shown = cli("run", "herald", news, "loud.jsonl", "--first", "2").stdout
        assert "FIRE AT THE PLANT" in shown
        assert shown.index("FIRE AT THE PLANT") < shown.index("A SECOND FIRE")
        assert "FIRE AGAIN" not in shown
        assert "QUIET" not in shown
    assert "A QUIET DAY" in cli("run", "herald", news, "loud.jsonl", "--first", "4").stdout


def test_no_table_is_shown_unless_asked_for(cli, news):
    assert cli("run", "herald", news, "loud.jsonl").stdout == "3 rows -> loud.jsonl\n"


def test_the_report_is_written_from_the_files(cli, news):
    news.write_text("id,text\n1,Acme cuts jobs\n2,Acme hires\n")
    ended = cli("run", "herald", news, "loud.jsonl", "--report", "out/report.html")
    assert ended.exit_code == 0, ended.stderr
    assert Path("out/report.html").read_text() == "Acme cuts jobs: ACME CUTS JOBS\nAcme hires: ACME HIRES"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shouter", "news.csv", "loud.jsonl", "--report", "r.html"], "shouter has no report"),
        (["herald", "news.csv", "loud.csv", "--report", "r.html"], "call OUT something.jsonl"),
        (["herald", "news.csv", "loud.csv", "--first", "3"], "a table is made from results in JSON lines"),
        (["shouter", "-", "loud.jsonl"], "leave OUT away"),
    ],
)
def test_what_cannot_work_is_said_before_the_job_starts(cli, news, words, said):
    ended = cli("run", *words)
    assert (ended.exit_code, said in ended.stderr) == (ExitCode.USAGE, True)
    assert [path.name for path in Path().iterdir()] == ["news.csv"]


def test_a_folder_that_cannot_be_made_ends_with_5(cli, news):
    ended = cli("run", "shouter", news, "news.csv/loud.jsonl")
    assert ended.exit_code == ExitCode.JOB
    assert "news.csv" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.fixture
def slow(tmp_path):
    """Install a pipeline that takes its time, in the way that users install theirs."""
    site = tmp_path / "site"
    (site / "slow-1.0.dist-info").mkdir(parents=True)
    (site / "slow-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: slow\nVersion: 1.0\n")
    (site / "slow-1.0.dist-info" / "entry_points.txt").write_text("[dsolutions.packs]\nslow = slow:PACK\n")
    (site / "slow.py").write_text(
        textwrap.dedent("""
        import time
        from dsolutions.registry import Pack
        from dsolutions.testing import Shouter

        class Slow(Shouter):
            name = "slow"

            def predict(self, documents):
                time.sleep(0.1)
                return super().predict(documents)

        PACK = Pack("takes its time", pipelines={"slow": "slow:Slow"})
        """)
    )
    return {**os.environ, "PYTHONPATH": str(site)}


def test_ctrl_c_says_how_to_go_on_and_the_same_command_does(slow, tmp_path):
    rows = 40
    source, target = tmp_path / "in.csv", tmp_path / "out.jsonl"
    source.write_text("text\n" + "".join(f"story {n}\n" for n in range(rows)))
    command = [sys.executable, "-m", "dsolutions", "run", "slow", str(source), str(target), "--chunk", "4"]
    job = subprocess.Popen(
        command,
        env=slow,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # tests that run in the background of a shell, as some builds do, would pass on that Ctrl-C is ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and not any(tmp_path.glob("out.jsonl.partial/*")):
        time.sleep(0.02)
    job.send_signal(signal.SIGINT)
    _, said = job.communicate(timeout=30)
    assert job.returncode == ExitCode.STOPPED, said
    assert "Run the same command again to go on" in said
    assert "Traceback" not in said
    again = subprocess.run(command, env=slow, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert [answer["loud"] for answer in answers(target)] == [f"STORY {n}" for n in range(rows)]
