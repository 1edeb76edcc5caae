from importlib.resources import files

import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_support.escalation import EscalationDetector, EscalationMemory, EscalationRules

RULES = EscalationRules.builtin()
FILE = files("dsolutions_support.escalation") / "rules.toml"
DETECTOR = EscalationDetector(RULES)

SMALL = """
version = "1"
[anger]
share = 0.5
rise = 0.25
first_share = 0.75
urgent_share = 0.6
turns = 6
[repetition]
overlap = 0.7
cosine = 0.85
words = 2
turns = 8
[lists]
pest = ['mice', 'rats']
[[rules]]
name = "pests"
level = "watch"
reason = "The user reports pests."
source = "house rules"
patterns = ['saw ... {pest}']
matches = ["we saw two mice"]
"""


def signals(text):
    return {found.signal for found in DETECTOR.notice(0, text, EscalationMemory())}


@pytest.mark.parametrize(
    ("rule", "text"), [(rule.name, text) for rule in RULES.rules for text in rule.matches]
)
def test_every_example_of_a_rule_gives_its_signal(rule, text):
    assert rule in signals(text)


@pytest.mark.parametrize(
    ("rule", "text"), [(rule.name, text) for rule in RULES.rules for text in rule.misses]
)
def test_no_counterexample_of_a_rule_gives_its_signal(rule, text):
    assert rule not in signals(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hi, where is my order?",
        "I would like to return a lamp that I bought last week",
        "My card does not work at the machine in the supermarket",
        "What does it cost to send money to Norway?",
        "Thank you so much, that was quick!",
        "I did not get the email with the label",
    ],
)
def test_ordinary_turns_give_no_signal(text):
    assert signals(text) == set()


@pytest.mark.parametrize("text", ["I DONT WANT TO LIVE ANYMORE", "i don’t want to live any more"])
def test_capitals_and_apostrophes_make_no_difference(text):
    assert signals(text) == {"self_harm"}


def test_users_replace_the_rules_with_their_own(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SMALL, encoding="utf-8")
    mine = EscalationRules.read(path)
    found = EscalationDetector(mine).notice(3, "Last night we saw three rats in it", EscalationMemory())
    assert [(e.signal, e.turn, e.evidence[0].quote) for e in found] == [("pests", 3, "saw three rats")]
    assert mine.digest != RULES.digest
    assert EscalationRules.read(FILE).digest == RULES.digest


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('level = "watch"', 'level = "soon"', "rule 'pests': 'level'"),
        ('reason = "The user reports pests."', "", "rule 'pests': 'reason'"),
        ("'saw ... {pest}'", "'saw ({pest}'", "rule 'pests', 'patterns'"),
        ("{pest}", "{bugs}", "no list 'bugs'"),
        ("'saw ... {pest}'", "'Saw {pest}'", "in lower case"),
        ("saw ... ", "saw... ", "a space on both sides"),
        ("rise = 0.25", "rise = 2", "'anger': 'rise'"),
        ("[[rules]]", "[[rules]", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_by_rule_and_key(tmp_path, old, new, says):
    path = tmp_path / "wrong.toml"
    path.write_text(SMALL.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        EscalationRules.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.toml"


def test_two_rules_of_one_name_are_refused(tmp_path):
    path = tmp_path / "twice.toml"
    path.write_text(SMALL + SMALL[SMALL.index("[[rules]]") :], encoding="utf-8")
    with pytest.raises(ConfigurationError, match="two rules are called 'pests'"):
        EscalationRules.read(path)
