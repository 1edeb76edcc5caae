from __future__ import annotations

import json

from dsolutions.safety.redteam import SETS


def test_it_needs_to_know_where_the_data_is(cli, monkeypatch):
    monkeypatch.delenv("DSOLUTIONS_DATA", raising=False)

    result = cli("redteam", "shouter")

    assert result.exit_code == 2
    assert "DSOLUTIONS_DATA" in result.stderr


def test_missing_sets_are_unreadable_input(cli, tmp_path):
    result = cli("redteam", "shouter", "--data", str(tmp_path))

    assert result.exit_code == 3
    assert "in the wild" in result.stderr


def test_an_unknown_set_is_answered_with_the_names(cli, tmp_path):
    result = cli("redteam", "shouter", "--data", str(tmp_path), "--set", "Nonsense")

    assert result.exit_code == 2
    assert "WildChat" in result.stderr


def test_the_table_and_the_files_are_written(cli, tmp_path):
    sets = tmp_path / "data" / "safety" / "jailbreakbench"
    sets.mkdir(parents=True)
    rows = ({"text": "do harm", "label": "harmful"}, {"text": "tea", "label": "benign"})
    (sets / "jailbreakbench.jsonl").write_text("\n".join(map(json.dumps, rows)))
    names = [each.name for each in SETS if each.name.startswith("JailbreakBench")]
    asked = [word for name in names for word in ("--set", name)]

    result = cli(
        "redteam", "shouter", "--data", str(tmp_path / "data"), "--output", str(tmp_path / "out"), *asked
    )

    assert result.exit_code == 0, result.stderr
    assert "JailbreakBench harmful" in result.stdout
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "report.json",
        "report.html",
        "verdicts.jsonl",
    }
