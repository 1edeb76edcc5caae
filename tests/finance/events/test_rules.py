import tomllib
from importlib.resources import files

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.events import EventRules

RULES = EventRules.builtin()
FILE = files("dsolutions_finance.events") / "rules.toml"

RULE = """
[[rules]]
name = "plant.fire"
type = "plant"
description = "A plant burns"
source = "newswire usage"
patterns = ['burns']
matches = ["the plant burns"]
"""
HEAD = "version = '1'\ndenials = []\n[lists]\nup = ['rises']\ndown = ['falls']\n"


def rule_names(events):
    return {event.rule for event in events}


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule.name, sentence) for rule in RULES.rules for sentence in rule.matches],
)
def test_every_example_of_a_rule_fires_it(detect, rule, sentence):
    assert rule in rule_names(detect(sentence))


@pytest.mark.parametrize(
    ("rule", "sentence"), [(rule.name, sentence) for rule in RULES.rules for sentence in rule.misses]
)
def test_no_counterexample_of_a_rule_fires_it(detect, rule, sentence):
    assert rule not in rule_names(detect(sentence))


def test_the_event_types_that_matter_for_risk_are_there():
    assert {rule.type for rule in RULES.rules} >= {
        "earnings", "guidance", "rating_change", "merger_acquisition", "litigation_regulation",
        "management_change", "layoffs", "product_recall", "credit_default", "cyber_incident",
        "dividend_buyback",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        (
            "Pre-tax profits at Calder rose 14 per cent to £23.4m in the six months to June.",
            "earnings.profit",
        ),
        ("Turnover increased from £120m to £134m.", "earnings.revenue"),
        ("Group sales grew by 6 per cent.", "earnings.sales"),
        ("The final dividend is lifted to 5.2p.", "payout.dividend"),
        ("Net debt fell to £45m.", "credit.debt"),
        ("Calder rejected a takeover approach from its rival.", "merger.acquisition"),
        ("It would buy back up to 10 per cent of its shares.", "payout.buyback"),
        ("Analysts raised their price target from 320p to 360p.", "rating.target_price"),
        ('Marsh repeated its "buy" recommendation on the stock.', "rating.recommendation"),
        ("Third-quarter results are due on Thursday.", "earnings.quarterly_results"),
    ],
)
def test_british_newspaper_style_is_understood(detect, sentence, rule):
    assert rule in rule_names(detect(sentence))


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("It has yet to make a profit, although its founder hopes for one next year.", "earnings.loss"),
        ("The strike means that the company will make about £30m this year.", "earnings.profit"),
        ("Half of the group's sales are made in dollars.", "earnings.sales"),
        ("Its revenues are mostly from fees.", "earnings.revenue"),
        ("At 388p, ten times forecast earnings, the shares are a hold.", "rating.recommendation"),
        ("The retailer, bought by Halvern Capital in May, is growing.", "merger.acquisition"),
        ("The division was sold to its managers for a nominal sum.", "merger.divestment"),
        ("The directors propose a final payment of 4.1p a share.", "payout.dividend"),
        ("Shareholders have been told not to expect a dividend.", "payout.dividend_cut"),
        ("The debts that were taken on for the bid have been repaid.", "credit.debt"),
    ],
)
def test_running_prose_is_understood(detect, sentence, rule):
    assert rule in rule_names(detect(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Tax revenues rose by 3 per cent in the first half of the fiscal year.",
        "Industry sales fell to the lowest level for a decade.",
        "The levy on the windfall profits of miners brought in $2bn.",
        "Spain's debts have risen since the election.",
        "Volumes on the exchange have recovered since the summer.",
        "The ministry wants to merge two of its departments.",
        "A good education helps children to acquire the skills that they need.",
        "The mill was bought by his grandmother.",
        "Years of patience are paying dividends.",
        "The survey's results will be published on Friday.",
    ],
)
def test_what_is_not_of_a_company_is_no_event_of_one(detect, sentence):
    assert rule_names(detect(sentence)) == set()


@pytest.mark.parametrize(
    "sentence",
    [
        "Acme opens an office in Ulm",
        "Jane Roe on why she likes cricket",
        "The museum shows paintings from two centuries",
        "Acme emerges as a popular brand for bicycles",
    ],
)
def test_everyday_sentences_have_no_event(detect, sentence):
    assert detect(sentence) == []


def test_a_users_own_rules_replace_the_builtin_ones(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + RULE, encoding="utf-8")
    mine = EventRules.read(path)
    assert mine["plant.fire"].type == "plant"
    assert "earnings.profit" not in mine
    assert mine.digest != RULES.digest
    assert mine.ingredient.kind == "rules"


def test_comments_do_not_change_the_digest(tmp_path):
    path = tmp_path / "copy.toml"
    path.write_text("# mine\n" + FILE.read_text(encoding="utf-8"), encoding="utf-8")
    assert EventRules.read(path).digest == RULES.digest


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('type = "plant"', "", "rule 'plant.fire': 'type'"),
        ('type = "plant"', 'type = "plant"\ncolour = "red"', "rule 'plant.fire': 'colour'"),
        ('type = "plant"', 'type = "plant"\nseverity = "huge"', "'severity'"),
        ("['burns']", "['(burns']", "rule 'plant.fire', 'patterns'"),
        ("['burns']", "['{unknown} burns']", "no list 'unknown'"),
        ("['burns']", "['Burns']", "in lower case"),
        ("['burns']", "['plant... burns']", "needs a space on both sides"),
        ('name = "plant.fire"', 'name = "fire"', "'name'"),
        ("[[rules]]", "[[rules]", "cannot be read"),
        ("up = ['rises']", "", "no list 'up'"),
    ],
)
def test_a_wrong_rule_file_is_refused_by_rule_and_key(tmp_path, old, new, says):
    path = tmp_path / "wrong.toml"
    path.write_text((HEAD + RULE).replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        EventRules.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.toml"


def test_two_rules_of_one_name_are_refused(tmp_path):
    path = tmp_path / "twice.toml"
    path.write_text(HEAD + RULE + RULE, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"two rules are called 'plant\.fire'"):
        EventRules.read(path)


def test_every_rule_says_where_it_comes_from():
    assert all(rule["source"] for rule in tomllib.loads(FILE.read_text(encoding="utf-8"))["rules"])
