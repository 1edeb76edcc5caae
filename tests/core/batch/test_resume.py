from __future__ import annotations

import gc
import multiprocessing
import os
import random
import signal
import time
import tracemalloc
from pathlib import Path

import pytest

from dsolutions.batch import run_file
from dsolutions.batch.ledger import Ledger
from dsolutions.errors import BatchError, ResumeRefused
from dsolutions.testing import Shouter

# A fork starts at once and can die without taking the test with it.
fork = multiprocessing.get_context("fork")


class Slow(Shouter):
    def predict(self, documents):
        time.sleep(0.002)
        return super().predict(documents)


def die_at(step, source, target):
    """Run the job, but die like a killed process before the given step that changes a file for good."""
    steps = 0

    def counted(do):
        def dying(*args, **options):
            nonlocal steps
            steps += 1
            if steps == step:
                os._exit(9)
            return do(*args, **options)

        return dying

    for owner, name in ((os, "fsync"), (os, "truncate"), (os, "rmdir"), (os, "unlink"), (Path, "replace")):
        setattr(owner, name, counted(getattr(owner, name)))
    run_file(Shouter(), source, target, chunk=10)
    os._exit(0)


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])  # JSON Lines end as CSV does
def test_death_at_any_step_leaves_no_trace_in_the_output(news, tmp_path, suffix):
    source, target = news(20), tmp_path / f"out{suffix}"
    expected = run_file(Shouter(), source, tmp_path / f"undisturbed{suffix}", chunk=10).output_digest
    step, code = 0, 9
    while code == 9:
        step += 1
        child = fork.Process(target=die_at, args=(step, source, target))
        child.start()
        child.join()
        code = child.exitcode
        rows = tmp_path / f"out{suffix}.partial" / "rows"
        if rows.exists():
            with rows.open("ab") as file:
                file.write(b"a line that was being writ")
        assert run_file(Shouter(), source, target, chunk=10).output_digest == expected
        assert not rows.parent.exists()
        target.unlink()
    assert code == 0
    assert step > 20


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_kills_at_random_moments_leave_no_trace_in_the_output(news, tmp_path, suffix):
    source, target = news(150), tmp_path / f"out{suffix}"
    undisturbed = tmp_path / f"undisturbed{suffix}"
    run_file(Slow(), source, undisturbed, chunk=10)
    moments = random.Random(suffix)
    killed = 0
    for _ in range(6):
        child = fork.Process(target=run_file, args=(Slow(), source, target), kwargs={"chunk": 10})
        child.start()
        time.sleep(moments.uniform(0.005, 0.12))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        killed += child.exitcode == -signal.SIGKILL
    manifest = run_file(Slow(), source, target, chunk=10)
    assert target.read_bytes() == undisturbed.read_bytes()
    assert manifest.rows == 150
    assert killed > 1


@pytest.fixture
def half_done(news, tmp_path):
    """A job of 30 rows that stopped after 20; input, output."""
    source, target = news(30), tmp_path / "out.csv"

    def stop(step):
        if step.rows == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_file(Shouter(), source, target, chunk=10, progress=stop)
    return source, target


def test_rows_that_are_done_are_not_predicted_again(half_done):
    class Counting(Shouter):
        predicted = 0

        def predict(self, documents):
            answers = super().predict(documents)
            self.predicted += len(answers)
            return answers

    pipeline = Counting()
    run_file(pipeline, *half_done, chunk=10)
    assert pipeline.predicted == 8


@pytest.mark.parametrize(
    ("pipeline", "options", "said"),
    [
        (Shouter("!"), {"chunk": 10}, "option 'punctuation' was '' and is now '!'"),
        (Shouter(), {"chunk": 5}, "chunk was 10 and is now 5"),
        (Shouter(), {"chunk": 10, "columns": {"text": "desk"}}, "column 'text' was absent and is now 'desk'"),
    ],
)
def test_another_job_is_refused_with_what_has_changed(half_done, pipeline, options, said):
    with pytest.raises(ResumeRefused) as caught:
        run_file(pipeline, *half_done, **options)
    assert said in caught.value.message
    assert "resume=False" in caught.value.remedy
    assert run_file(Shouter(), *half_done, chunk=10).resumed_rows == 20


def test_a_changed_input_is_refused_until_the_rows_done_are_dropped(half_done):
    source, target = half_done
    source.write_text(source.read_text("utf-8") + "30,one more,EU\n", "utf-8")
    with pytest.raises(ResumeRefused, match="input_digest was"):
        run_file(Shouter(), source, target, chunk=10)
    manifest = run_file(Shouter(), source, target, chunk=10, resume=False)
    assert (manifest.rows, manifest.resumed_rows) == (31, 0)


def test_an_upgrade_between_is_refused_by_name(half_done, monkeypatch):
    monkeypatch.setattr("dsolutions.batch.versions.version", lambda package: "99.0")
    with pytest.raises(ResumeRefused, match=r"version 'torch' was '[\d.]+.*' and is now '99.0'"):
        run_file(Shouter(), *half_done, chunk=10)


def test_rows_that_someone_deleted_are_missed(half_done):
    source, target = half_done
    rows = target.with_name("out.csv.partial") / "rows"
    rows.write_bytes(rows.read_bytes()[:100])
    with pytest.raises(BatchError, match="rows that were done are gone"):
        run_file(Shouter(), source, target, chunk=10)
    assert run_file(Shouter(), source, target, chunk=10, resume=False).rows == 30


def test_two_processes_do_not_write_the_same_output(half_done):
    source, target = half_done
    with Ledger(target), pytest.raises(BatchError, match="another process is writing this output"):
        run_file(Shouter(), source, target, chunk=10)
    assert run_file(Shouter(), source, target, chunk=10).rows == 30


def test_memory_is_flat(news, tmp_path):
    used = []

    def weigh(_):
        gc.collect()  # in a process with many objects cycles are left lying for long
        used.append(tracemalloc.get_traced_memory()[0])

    tracemalloc.start()
    try:
        run_file(
            Shouter(),
            news(4000),
            tmp_path / "out.csv",
            chunk=100,
            progress=weigh,
        )
    finally:
        tracemalloc.stop()
    middle = len(used) // 2
    assert max(used[middle:]) < 1.05 * max(used[:middle])
