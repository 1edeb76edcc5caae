from __future__ import annotations

import stat
import sys

import pytest

from dsolutions.errors import InputError
from dsolutions.safety.guards.personal import Vault


def test_a_vault_is_exported_and_goes_on_counting(tmp_path):
    vault = Vault()
    vault.placeholder("PERSON", "Ana Reyes")
    vault.save(tmp_path / "vault.json")
    loaded = Vault.load(tmp_path / "vault.json")
    assert len(loaded) == 1 and loaded.restore("<PERSON_1>") == "Ana Reyes"
    assert loaded.placeholder("PERSON", "Ana Reyes") == "<PERSON_1>"
    assert loaded.placeholder("PERSON", "Bo Osei") == "<PERSON_2>"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_only_its_owner_may_read_the_file_even_if_it_existed(tmp_path):
    path = tmp_path / "vault.json"
    path.write_text("old")
    path.chmod(0o644)
    Vault().save(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"entries": [{"placeholder": "<X>", "kind": "PERSON", "value": "Ana"}]}',
        '{"entries": [{"kind": "PERSON", "value": "Ana"}]}',
    ],
)
def test_what_is_no_vault_is_refused_without_quoting_it(content):
    with pytest.raises(InputError) as caught:
        Vault.from_json(content)
    assert "Ana" not in str(caught.value)


def test_unknown_placeholders_stay():
    assert Vault().restore("<PERSON_1> and <b>") == "<PERSON_1> and <b>"
