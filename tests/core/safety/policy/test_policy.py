import json

import pytest

from dsolutions import SafetyPolicy
from dsolutions.errors import ConfigurationError
from dsolutions.safety.policy import GuardPoint, RewardPoint, option_of, shipped
from dsolutions.testing import Shouter


@pytest.mark.parametrize("name", ["finance", "general", "support"])
def test_the_policies_that_ship_hold_all_that_is_asked(name):
    policy = SafetyPolicy.named(name)
    assert policy.name == name
    # news and contracts tell of crimes and ask for none
    assert set(policy.guards) - {"harmful_request"} == {"injection", "personal_data", "size"}
    assert ("harmful_request" in policy.guards) is (name != "finance")
    assert set(policy.rewards) == {"factuality", "safety", "ethics", "helpfulness", "overall"}
    assert policy.rewards["factuality"].hard == "block"


@pytest.fixture
def copied(tmp_path):
    """Write a changed copy of a policy that ships."""

    def copy(old="", new="", name="general"):
        text = shipped()[name].read_text(encoding="utf-8")
        assert old in text
        path = tmp_path / "policy.toml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return copy


def test_a_copy_can_be_changed_and_is_told_apart(copied):
    path = copied('name = "general"', 'name = "ours"')
    policy = SafetyPolicy.read(path)
    assert policy.name == "ours"
    assert policy.ingredient.digest != SafetyPolicy.named("general").ingredient.digest
    assert Shouter(safety=path).policy == Shouter(safety=str(path)).policy == policy


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("review = 0.5, block = 0.9", "review = 0.9, block = 0.5", "block comes at a lower score"),
        ("block = 0.1", "block = 0.9", "block comes at a higher score"),
        ("[rewards.ethics]", "[rewards.politeness]", "politeness"),
        ("[guards.injection]", "[guards.injektion]", "injektion"),
        ("redact = 0.5", "redact = 50", "less than or equal to 1"),
        ("redact = 0.5", "mask = 0.5", "mask"),
        ('name = "general"', 'name = "off"', "only SafetyPolicy.off"),
        ('version = "0.1.0"', "", "version"),
        (
            "[rewards.helpfulness]\nreview = 0.2\nhard = ",
            "[rewards.overall2]\nreview = 0.2\nhard = ",
            "overall2",
        ),
        ("[conversation]", "[conversation", "cannot be read"),
    ],
)
def test_a_wrong_file_is_refused_and_the_entry_is_named(copied, old, new, says):
    path = copied(old, new)
    with pytest.raises(ConfigurationError, match=says) as caught:
        SafetyPolicy.read(path)
    assert caught.value.item == "policy.toml"
    assert caught.value.remedy


def test_a_reward_that_is_left_out_is_missed(copied):
    text = copied().read_text("utf-8")
    without = text.replace('[rewards.helpfulness]\nreview = 0.2\nhard = "review"\n', "")
    path = copied()
    path.write_text(without, encoding="utf-8")
    with pytest.raises(ConfigurationError, match="helpfulness is missing"):
        SafetyPolicy.read(path)


def test_an_unknown_name_says_which_there_are():
    with pytest.raises(ConfigurationError) as caught:
        SafetyPolicy.named("banking")
    assert "finance" in caught.value.remedy
    assert "off" in caught.value.remedy


@pytest.mark.parametrize("given", ["finance", "off", SafetyPolicy.off(), SafetyPolicy.named("support")])
def test_an_option_is_json_and_gives_the_same_policy_again(given):
    option = json.loads(json.dumps(option_of(given)))
    assert SafetyPolicy.of(option) == SafetyPolicy.of(given)


def test_fields_that_are_no_policy_are_refused():
    with pytest.raises(ConfigurationError, match="fields of a safety policy"):
        SafetyPolicy.of({"name": "ours"})


def test_off_is_off_only_by_that_name():
    assert SafetyPolicy.named("off").is_off
    assert SafetyPolicy.off().ingredient.name == "safety policy: off"
    assert not SafetyPolicy.named("general").is_off


def test_the_strictest_action_holds():
    guard = GuardPoint(redact=0.2, review=0.5, block=0.9)
    assert [guard.action(score) for score in (0.1, 0.2, 0.5, 1.0)] == [
        None,
        ("redact", 0.2),
        ("review", 0.5),
        ("block", 0.9),
    ]
    reward = RewardPoint(review=0.5, block=0.1)
    assert [reward.action(score) for score in (0.05, 0.1, 0.5)] == [("block", 0.1), ("review", 0.5), None]


def test_a_kind_that_is_not_named_counts_as_other():
    policy = SafetyPolicy.named("general")
    assert policy.point("personal_data", "EMAIL_ADDRESS").action(0.9) == ("redact", 0.5)
    assert policy.point("personal_data", "PERSON").action(1.0) is None
    assert policy.point("unheard_of", "x") is None
