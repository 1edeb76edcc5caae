from pathlib import Path

from dsolutions.cli.exits import ExitCode


def test_packs_lists_what_each_brings(cli):
    shown = cli("packs").stdout
    for word in ("tests", "for tests", "pipeline herald", "adapter loud", "file manners"):
        assert word in shown


def test_a_shipped_file_is_copied_once(cli):
    ended = cli("packs", "--copy", "manners", "ours.py")
    assert (ended.exit_code, ended.stdout) == (0, "ours.py\n")
    assert "for tests" in Path("ours.py").read_text()
    Path("ours.py").write_text("changed")
    again = cli("packs", "--copy", "manners", "ours.py")
    assert (again.exit_code, "choose another name" in again.stderr) == (ExitCode.USAGE, True)
    assert Path("ours.py").read_text() == "changed"


def test_an_unknown_file_lists_the_known_ones(cli):
    ended = cli("packs", "--copy", "maners", "ours.py")
    assert (ended.exit_code, "choose one of: manners" in ended.stderr) == (ExitCode.USAGE, True)
    assert not Path("ours.py").exists()
