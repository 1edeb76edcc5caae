from importlib.resources import files

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.contracts.absent import UsualClauses
from dsolutions_finance.contracts.risks import RiskDetector, RiskRules

TEXT = (files("dsolutions_finance.contracts.risks") / "rules.toml").read_text(encoding="utf-8")


def test_every_shipped_rule_says_why_and_where_from():
    for rule in RiskRules.builtin().rules:
        assert rule.source, rule.name
        assert rule.reason.endswith((".", "”")), rule.name


def test_every_wording_has_a_sentence_that_it_must_find():
    assert [rule.name for rule in RiskRules.builtin().rules if rule.patterns and not rule.matches] == []


def test_shipped_rules_ask_for_types_that_exist():
    known = set(UsualClauses.builtin().types)
    for rule in RiskRules.builtin().rules:
        assert {type for type in rule.types if not type.startswith("Unfair: ")} <= known, rule.name


def test_changed_rules_change_the_flags_and_the_digest(tmp_path, judge):
    path = tmp_path / "mine.toml"
    path.write_text(TEXT.replace("above_days = 60", "above_days = 20"), encoding="utf-8")
    mine = RiskRules.read(path)
    assert mine.digest != RiskRules.builtin().digest
    said = "Bo shall pay each invoice within 30 days of receipt."
    assert "payment.long_term" in judge(said, detector=RiskDetector(mine))
    assert "payment.long_term" not in judge(said)


def test_a_rule_of_ones_own(tmp_path, judge):
    path = tmp_path / "ours.toml"
    path.write_text(
        'version = "1"\n[[rules]]\nname = "esg.code"\ndescription = "Code of conduct"\nseverity = "low"\n'
        'source = "our policy"\nreason = "A code of conduct applies: “{quote}”"\n'
        "patterns = ['code of conduct']\nmatches = ['Bo keeps the Code of Conduct.']\n",
        encoding="utf-8",
    )
    flags = judge("Bo keeps the code of conduct.", detector=RiskDetector(RiskRules.read(path)))
    assert flags["esg.code"].reason == "A code of conduct applies: “Bo keeps the code of conduct.”"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('severity = "high"', 'severity = "awful"', "rule 'liability.uncapped': 'severity'"),
        ("above_days = 60", 'above_days = "long"', "'above_days'"),
        ('field = "payment_terms"', 'field = "payments"', "'field'"),
        (
            '{ field = "governing_law", given = false }',
            '{ field = "governing_law", below_days = 3 }',
            "below_days",
        ),
        ('reason = "The payer has {value}."', 'reason = "The payer has {days}."', "{days}"),
        (
            "'unlimited liability'",
            "'unlimited (liability'",
            "'liability.uncapped' has a pattern that cannot be used",
        ),
        ('name = "law.none"', 'name = "law.not_allowed"', "two rules are called 'law.not_allowed'"),
        ('version = "1"', "version = 1", "'version'"),
        ("allowed_laws = []", 'allowed_laws = ["Atlantis"]', "Atlantis"),
        ("{freely}", "{gladly}", "gladly"),
        ('not_kinds = ["Employment"', 'not_kinds = ["Hiring"', "'Hiring' is no kind of contract"),
        (
            'spares = ["The liability of the Supplier shall not exceed the fees paid."]',
            'spares = ["The liability of the Supplier shall be unlimited."]',
            "should spare",
        ),
    ],
)
def test_a_wrong_file_is_refused_by_rule_and_key(tmp_path, old, new, says):
    assert old in TEXT
    path = tmp_path / "wrong.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        RiskRules.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.toml"
    assert "dsolutions packs" in caught.value.remedy


def test_a_rule_without_a_condition_is_refused(tmp_path):
    path = tmp_path / "empty.toml"
    path.write_text(
        'version = "1"\n[[rules]]\nname = "x"\ndescription = "x"\nseverity = "low"\nsource = "x"\nreason = '
        '"x"\n',
        encoding="utf-8",
    )
    with pytest.raises(ConfigurationError, match="no condition"):
        RiskRules.read(path)
