from dsolutions import Safety
from dsolutions.safety import Monitor


def log(path, decision, score):
    with Monitor(path) as monitor:
        for _ in range(100):
            monitor.note("shouter", Safety(decision=decision, scores={"safety": score}))
    return path


def test_counts_are_shown_and_drift_against_a_reference(cli, tmp_path):
    before = log(tmp_path / "before.jsonl", "allow", 0.95)
    now = log(tmp_path / "now.jsonl", "review", 0.45)
    shown = cli("monitor", str(now), "--reference", str(before))
    assert shown.exit_code == 0
    assert "100 decisions" in shown.stdout
    assert "review" in shown.stdout
    assert shown.stdout.count("drifted") == 2


def test_a_file_that_is_no_log_ends_with_the_code_for_unreadable_input(cli, tmp_path):
    assert cli("monitor", str(tmp_path / "absent.jsonl")).exit_code == 3
