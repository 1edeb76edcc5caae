import pytest

from dsolutions import SafetyPolicy
from dsolutions.errors import ConfigurationError
from dsolutions.safety.parts import default_guards, judging_runtime
from dsolutions.testing import tiny_runtime


def policy(**guards):
    rewards = {name: {} for name in ("factuality", "safety", "ethics", "helpfulness")}
    return SafetyPolicy.of({"version": "1", "name": "ours", "guards": guards, "rewards": rewards})


def test_only_the_guards_of_the_policy_are_made_and_the_cheapest_comes_first():
    both = policy(personal_data={"other": {"redact": 0.5}}, size={"other": {"block": 0.5}})
    assert [guard.name for guard in default_guards(both, tiny_runtime())] == ["size", "personal_data"]
    assert default_guards(policy(), tiny_runtime()) == []


def test_kinds_that_pass_are_not_looked_for():
    [guard] = default_guards(
        policy(personal_data={"EMAIL_ADDRESS": {"redact": 0.7}, "PERSON": {}}), tiny_runtime()
    )
    assert guard.kinds == ("EMAIL_ADDRESS",)
    assert guard.threshold == 0.7
    assert not guard.reads_names


def test_other_stands_for_all_kinds_that_are_not_named():
    [guard] = default_guards(policy(personal_data={"other": {"review": 0.6}, "PERSON": {}}), tiny_runtime())
    assert "IBAN_CODE" in guard.kinds
    assert "PERSON" not in guard.kinds


def test_a_kind_that_is_not_known_is_refused():
    with pytest.raises(ConfigurationError, match="EMAIL_ADRESS") as caught:
        default_guards(policy(personal_data={"EMAIL_ADRESS": {"redact": 0.5}}), tiny_runtime())
    assert "EMAIL_ADDRESS" in caught.value.remedy


def test_another_encoder_does_not_judge():
    tiny = tiny_runtime()
    assert judging_runtime(tiny) is not tiny
    assert judging_runtime(tiny) is judging_runtime(None)
    assert judging_runtime(judging_runtime(None)) is judging_runtime(None)
