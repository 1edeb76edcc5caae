from importlib.resources import files

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.alerts import AlertEngine, AlertRules
from dsolutions_finance.events import EventRules

TEXT = (files("dsolutions_finance.alerts") / "rules.toml").read_text(encoding="utf-8")


def test_every_rule_is_about_events_that_exist():
    events = [rule.name for rule in EventRules.builtin().rules]
    for rule in AlertRules.builtin().event_rules:
        for pattern in rule.events:
            assert any(rule.covers(event) for event in events), (rule.name, pattern)


def test_every_severe_event_has_an_alert_rule_of_its_own():
    rules = AlertRules.builtin()
    severe = [rule.name for rule in EventRules.builtin().rules if rule.severity == "high"]
    assert [event for event in severe if rules.name_for(event) == "severe_event"] == []


def test_changed_rules_change_the_alerts_and_the_digest(tmp_path, new_desk):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace("percent = -8.0", "percent = -1.0"), encoding="utf-8")
    mine = AlertRules.read(path)
    assert mine.digest != AlertRules.builtin().digest
    desk = new_desk()
    desk.engine = AlertEngine(mine)
    assert desk.read("Acme slips", "market.share_price", percent=-2.0)


def test_severe_events_of_a_users_own_file_raise_an_alert(tmp_path, new_desk):
    events = tmp_path / "events.toml"
    events.write_text(
        "version = '1'\ndenials = []\n[lists]\nup = ['rises']\ndown = ['falls']\n[[rules]]\n"
        "name = 'plant.fire'\ntype = 'plant'\ndescription = 'A plant burns'\nsource = 'ours'\n"
        "severity = 'high'\npolarity = 'negative'\npatterns = ['burns']\nmatches = ['it burns']\n",
        encoding="utf-8",
    )
    desk = new_desk()
    desk.engine = AlertEngine(event_rules=EventRules.read(events))
    (alert,) = desk.read("Acme burns", "plant.fire")
    assert (alert.rule, alert.level) == ("severe_event", "watch")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('steps = [{ level = "critical" }]', 'steps = [{ level = "loud" }]', "rule 'insolvency': 'steps'"),
        ('events = ["credit.insolvency"]', "events = []", "rule 'insolvency': 'events'"),
        ("max_entities = 5000", "max_entities = 0", "'memory': 'max_entities'"),
        ("[cooldown]\nhours", "[cooldown]\nminutes", "'cooldown'"),
        ('name = "default"', 'name = "insolvency"', "two rules are called 'insolvency'"),
        ("percent = -8.0", "percent = 8.0", "'percent'"),
        ('version = "1"', "version = 1", "'version'"),
    ],
)
def test_a_wrong_rule_file_is_refused_by_rule_and_key(tmp_path, old, new, says):
    assert old in TEXT
    path = tmp_path / "wrong.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        AlertRules.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.toml"
