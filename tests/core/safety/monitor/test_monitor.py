import gc
import json
import threading

import pytest

from dsolutions import Safety, SafetyPolicy, Span
from dsolutions.errors import ConfigurationError, InputError
from dsolutions.safety import Finding, Monitor, SafetyGate
from dsolutions.safety.monitor import Window, compare_windows
from dsolutions.testing import Shouter, WordGuard, word_judges


def lines(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


ALLOWED = Safety(decision="allow", scores={"safety": 0.95, "factuality": 1.0}, overall=0.95)
FOUND = Finding(
    guard="personal_data",
    kind="PERSON",
    score=0.9,
    evidence=Span(start=0, end=3, quote="Ada"),
    reason="It is a name.",
)
REVIEWED = Safety(
    decision="review", scores={"safety": 0.3}, reasons=("Ada is named.",), findings=(FOUND, FOUND)
)


def test_every_decision_is_counted_and_those_that_are_not_allowed_are_written_down(tmp_path):
    monitor = Monitor(tmp_path / "log.jsonl", sample_every=10)
    for verdict in (*[ALLOWED] * 25, REVIEWED):
        monitor.note("finance-risk", verdict)
    monitor.flush()
    *samples, counts = lines(monitor.path)
    assert [sample["decision"] for sample in samples] == ["allow"] * 3 + ["review"]
    assert counts["decisions"] == {"allow": 25, "review": 1}
    assert counts["pipelines"] == {"finance-risk": 26}
    assert counts["findings"] == {"personal_data/PERSON": 1}
    assert counts["scores"]["safety"] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 25]


def test_no_word_of_a_document_is_in_the_log(tmp_path):
    pipeline = Shouter(safety="general")
    guard = WordGuard("personal_data", "Ada", "PERSON")
    monitor = Monitor(tmp_path / "log.jsonl", sample_every=1)
    pipeline.gate = SafetyGate(
        SafetyPolicy.named("general"), [guard], word_judges("HALVERN"), monitor=monitor
    )
    pipeline.run([{"id": "halvern-7", "text": "Ada leaves Halvern"}, {"id": "a", "text": "Ada stays"}])
    monitor.flush()
    written = monitor.path.read_text("utf-8")
    assert '"block"' in written
    assert '"PERSON"' not in written.replace('"personal_data/PERSON"', "")
    assert not any(word in written.casefold() for word in ("ada ", "halvern", "stays"))


def test_the_log_is_bounded(tmp_path):
    monitor = Monitor(tmp_path / "log.jsonl", sample_every=1, max_bytes=5_000)
    for _ in range(200):
        monitor.note("shouter", ALLOWED)
    monitor.flush()
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == ["log.jsonl", "log.jsonl.1"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 11_000


def test_counts_are_written_when_the_monitor_is_gone(tmp_path):
    monitor = Monitor(tmp_path / "log.jsonl")
    monitor.note("shouter", ALLOWED)
    del monitor
    gc.collect()
    assert Window.read(tmp_path / "log.jsonl").size == 1


def test_many_threads_lose_nothing(tmp_path):
    monitor = Monitor(tmp_path / "log.jsonl", counts_every=7)
    threads = [
        threading.Thread(target=lambda: [monitor.note("shouter", ALLOWED) for _ in range(50)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    monitor.flush()
    assert Window.read(monitor.path).size == 200


def test_a_pipeline_takes_the_path_of_a_log(tmp_path):
    pipeline = Shouter(safety="general")
    pipeline.monitor = tmp_path / "log.jsonl"
    pipeline.gate = SafetyGate(pipeline.policy, [], word_judges("X"), monitor=Monitor(pipeline.monitor))
    pipeline.run(["one", "two"])
    pipeline.gate.monitor.flush()
    assert Window.read(pipeline.monitor).decisions == {"allow": 2}


@pytest.mark.parametrize("given", [{"path": "absent/log.jsonl"}, {"sample_every": 0}])
def test_a_log_that_cannot_be_is_refused(tmp_path, given):
    path = tmp_path / given.pop("path", "log.jsonl")
    with pytest.raises(ConfigurationError, match="monitor"):
        Monitor(path, **given)


def test_a_file_that_is_no_log_is_refused(tmp_path):
    (tmp_path / "log.jsonl").write_text('{"kind":"counts","decisions":3}\n', encoding="utf-8")
    for name in ("log.jsonl", "absent.jsonl"):
        with pytest.raises(InputError, match="no log of decisions"):
            Window.read(tmp_path / name)


def window(safety, decisions=("allow",), times=100):
    verdicts = [
        Safety(decision=decision, scores={"safety": score})
        for score in safety
        for decision in decisions
        for _ in range(times)
    ]
    return Window.counting(verdicts)


def test_the_same_distribution_is_stable_whatever_the_sizes():
    levels = [drift.level for drift in compare_windows(window([0.91, 0.75]), window([0.92, 0.74], times=900))]
    assert levels == ["stable", "stable"]


def test_scores_and_decisions_that_move_are_noticed():
    now, before = window([0.95, 0.45], ("review", "allow")), window([0.95, 0.95], ("allow",))
    assert {drift.name: drift.level for drift in compare_windows(now, before)} == {
        "safety": "drifted",
        "decisions": "drifted",
    }


def test_the_index_is_the_textbook_one():
    now = window([0.95] * 3 + [0.05], times=25_000)
    before = window([0.95] * 2 + [0.05] * 2, times=25_000)
    [safety, _] = compare_windows(now, before)
    assert safety.index == pytest.approx(0.25 * 1.0986123, abs=1e-3)  # (.75 - .5) ln 1.5 + (.25 - .5) ln .5


def test_chance_is_not_taken_for_drift():
    few, many = window([0.05, *[0.95] * 6, 0.55, 0.65], times=6), window([0.95, 0.85, 0.75], times=20)
    assert all(drift.chance > 0.1 for drift in compare_windows(few, many) if drift.name == "safety")


def test_too_few_decisions_are_not_compared():
    with pytest.raises(InputError, match="needs 50"):
        compare_windows(window([0.9], times=10), window([0.9]))
