from __future__ import annotations

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_support.state import StateSchema


def test_a_schema_is_read_with_its_slots_in_order(schema_file):
    schema = StateSchema.read(schema_file)

    assert [slot.name for slot in schema.slots][:3] == ["branch", "card", "visit"]
    assert schema.slot("budget").currency == "GBP"
    assert len(schema.ingredient.digest) == 64


@pytest.mark.parametrize(
    ("slot", "problem"),
    [
        ("kind = 'categorical'", "slot 'odd'.*needs values"),
        ("kind = 'boolean'", "slot 'odd'.*needs cues"),
        ("kind = 'id'", "slot 'odd'.*needs a pattern"),
        ("kind = 'text'", "slot 'odd'.*needs leads or cues"),
        ("kind = 'id'\npattern = '('", "slot 'odd'.*no regular expression"),
        ("kind = 'colour'", "slot 'odd'.*kind"),
        ("kind = 'date'\ntopic = 'moon'", "slot 'odd'.*topic 'moon'"),
        ("kind = 'date'\nshares = ['moon']", "slot 'odd'.*unknown slots.*moon"),
        ("kind = 'date'\ncurency = 'EUR'", "slot 'odd'.*curency"),
        ("kind = 'date'\n[[slots]]\nname = 'odd'\nkind = 'time'", "slot 'odd'.*used twice"),
    ],
)
def test_a_wrong_slot_is_named(tmp_path, slot, problem):
    path = tmp_path / "slots.toml"
    path.write_text(f"version = '1'\n[[slots]]\nname = 'odd'\n{slot}\n", encoding="utf-8")

    with pytest.raises(ConfigurationError, match=problem):
        StateSchema.read(path)
