from __future__ import annotations

import csv
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dsolutions.batch import Interrupted, Manifest, run_file
from dsolutions.errors import BatchError, ConfigurationError, InputError
from dsolutions.testing import LoudResult, Shouter


def read_output(path):
    """The rows of an output file as mappings of text, number or None."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return [{k: v or None for k, v in row.items()} for row in csv.DictReader(file)]
    return pq.read_table(path).to_pylist()


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_one_output_row_per_input_row_in_order(news, tmp_path, suffix):
    target = tmp_path / f"out{suffix}"
    manifest = run_file(Shouter(), news(25), target, chunk=4)
    rows = read_output(target)
    answered = [i for i in range(25) if i % 10 not in (3, 7)]
    assert [int(row["document_id"]) for row in rows] == list(range(25))
    assert [i for i, row in enumerate(rows) if row["status"] == "ok"] == answered
    assert rows[4]["loud"] == "ACME’S ITEM 4, AGAIN"
    assert int(rows[24]["seen"]) == len(answered)
    assert (manifest.rows, manifest.ok) == (25, len(answered))
    assert manifest.errors == {"InputError": 3, "ValueError": 2}


def test_json_lines_hold_the_full_result_and_the_row(news, tmp_path):
    target = tmp_path / "out.jsonl"
    run_file(Shouter(), news(8), target)
    rows = read_output(target)
    assert rows[1].pop("input") == {"id": "1", "text": "Acme’s item 1, again", "desk": "EU"}
    assert rows[1].pop("status") == "ok"
    assert LoudResult.model_validate(rows[1]).seen == 2
    assert rows[3]["error"] == {
        "type": "InputError",
        "message": "line 5: 4 fields where the header has 3",
        "stage": "read",
        "item": "in.csv",
        "remedy": "correct this line; the other lines are read",
    }


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_flat_rows_hold_the_error_and_the_callers_columns(news, tmp_path, suffix):
    target = tmp_path / f"out{suffix}"
    run_file(Shouter(), news(8), target)
    rows = read_output(target)
    assert (rows[1]["id"], rows[1]["text"], rows[1]["desk"]) == ("1", "Acme’s item 1, again", "EU")
    assert (rows[3]["error_type"], rows[3]["error_stage"], rows[3]["desk"]) == ("InputError", "read", None)
    assert rows[7]["error_message"] == "boom"
    assert json.loads(rows[1]["safety"])["decision"] == "not_assessed"
    assert json.loads(rows[1]["provenance"])["pipeline"] == "shouter"


@pytest.mark.parametrize("source", ["in.jsonl", "in.parquet", "in.tsv"])
def test_any_input_goes_into_any_output(tmp_path, source):
    path = tmp_path / source
    if path.suffix == ".jsonl":
        path.write_text('{"id": "a", "title": "Acme", "n": 1.5}\n{"id": "b", "title": "Zoé"}\n', "utf-8")
    elif path.suffix == ".parquet":
        pq.write_table(pa.table({"id": ["a", "b"], "title": ["Acme", "Zoé"], "n": [1.5, None]}), path)
    else:
        path.write_text("id\ttitle\tn\na\tAcme\t1.5\nb\tZoé\t\n", "utf-8")
    for suffix in (".jsonl", ".csv", ".parquet"):
        target = tmp_path / f"out{suffix}"
        run_file(Shouter(), path, target)
        first, second = read_output(target)
        assert (first["document_id"], first["loud"], second["loud"]) == ("a", "ACME", "ZOÉ")
        if path.suffix == ".jsonl" and suffix != ".jsonl":
            assert json.loads(first["input"]) == {"id": "a", "title": "Acme", "n": 1.5}
        elif suffix != ".jsonl":
            assert first["n"] == "1.5"


def test_the_memory_of_a_pipeline_runs_through_the_whole_file(news, tmp_path):
    outputs = []
    for chunk in (1, 7, 256):
        target = tmp_path / f"out{chunk}.jsonl"
        run_file(Shouter(), news(30), target, chunk=chunk)
        outputs.append(target.read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]


def test_a_text_column_may_be_named(tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("story,text\nAcme,note\n")
    run_file(Shouter(), source, tmp_path / "out.csv", columns={"text": "story"})
    assert read_output(tmp_path / "out.csv")[0]["loud"] == "ACME"


def test_a_finished_job_is_not_done_again(news, tmp_path):
    source, target = news(5), tmp_path / "out.csv"
    manifest = run_file(Shouter(), source, target)
    assert run_file(Shouter(), source, target) == manifest
    assert not (tmp_path / "out.csv.partial").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("options", "is of another job: option 'punctuation' was '' and is now '!'"),
        ("output", "is no longer what was written"),
        ("manifest", "the output exists"),
    ],
)
def test_an_output_of_another_job_is_not_replaced_unasked(news, tmp_path, change, said):
    source, target = news(5), tmp_path / "out.csv"
    run_file(Shouter(), source, target)
    if change == "output":
        target.write_text("precious")
    elif change == "manifest":
        Manifest.path_for(target).write_text("{}")
    before = target.read_bytes()
    with pytest.raises(BatchError, match=said):
        run_file(Shouter("!" if change == "options" else ""), source, target)
    assert target.read_bytes() == before
    assert not (tmp_path / "out.csv.partial").exists()
    run_file(Shouter("!"), source, target, overwrite=True)
    assert read_output(target)[0]["loud"].endswith("!")


def test_the_manifest_says_how_the_output_came_about(news, tmp_path):
    source, target = news(12), tmp_path / "out.parquet"
    manifest = run_file(Shouter("?"), source, target, chunk=5)
    assert Manifest.load(tmp_path / "out.parquet.manifest.json") == manifest
    assert manifest.job.options == {"punctuation": "?", "safety": "off"}
    assert manifest.job.input_size == source.stat().st_size
    assert manifest.output_size == target.stat().st_size
    assert manifest.started < manifest.finished
    assert (manifest.resumes, manifest.resumed_rows) == (0, 0)
    assert {"python", "torch", "spacy", "pyarrow"} <= set(manifest.job.versions)


def test_progress_is_told_after_each_chunk(news, tmp_path):
    steps = []
    run_file(Shouter(), news(25), tmp_path / "out.csv", chunk=10, progress=steps.append)
    assert [(step.rows, step.errors) for step in steps] == [(10, 2), (20, 4), (25, 5)]
    assert steps[-1].share == 1.0
    assert steps[-1].expected_rows == 25


def test_a_progress_bar_is_drawn_where_output_is_not(news, tmp_path, capsys):
    run_file(Shouter(), news(25), tmp_path / "out.csv", progress=True)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "25 of about 25 rows" in captured.err


def test_ctrl_c_keeps_what_is_done_and_says_how_to_go_on(news, tmp_path):
    source, target = news(30), tmp_path / "out.csv"

    def stop(step):
        if step.rows == 20:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match=r"20 rows are done and kept.*same command again"):
        run_file(Shouter(), source, target, chunk=10, progress=stop)
    assert not target.exists()
    manifest = run_file(Shouter(), source, target, chunk=10)
    assert (manifest.rows, manifest.resumes, manifest.resumed_rows) == (30, 1, 20)


@pytest.mark.parametrize(
    ("source", "target", "error", "message"),
    [
        ("missing.csv", "out.csv", InputError, "there is no such file"),
        ("no_text.csv", "out.csv", InputError, "no column holds the text"),
        ("in.csv", "out.xlsx", BatchError, "no format that can be written has this suffix"),
        ("in.csv", "nowhere/out.csv", BatchError, "the output is a folder or lies in none"),
        ("in.csv", "in.csv", BatchError, "the output is the input"),
    ],
)
def test_what_cannot_work_is_refused_before_anything_is_loaded(
    news, tmp_path, source, target, error, message
):
    class Unloadable(Shouter):
        def load(self):
            raise AssertionError("loaded")

    news(3)
    (tmp_path / "no_text.csv").write_text("id,story\n1,Acme\n")
    with pytest.raises(error, match=message) as caught:
        run_file(Unloadable(), tmp_path / source, tmp_path / target)
    assert caught.value.remedy
    assert not list(tmp_path.glob("*.partial"))


def test_an_empty_chunk_is_refused(news, tmp_path):
    with pytest.raises(ConfigurationError, match="at least one row"):
        run_file(Shouter(), news(3), tmp_path / "out.csv", chunk=0)
