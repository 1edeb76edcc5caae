from dsolutions.safety.findings import Reward
from dsolutions.safety.fusion import Fusion


def rewards(**scores):
    return [Reward(name=name, score=score, reason="") for name, score in scores.items()]


def test_the_weights_that_ship_are_four_and_positive():
    fusion = Fusion.builtin()
    assert set(fusion.weights) == {"factuality", "safety", "ethics", "helpfulness"}
    assert min(fusion.weights.values()) >= 0


def test_nothing_makes_up_for_a_score_near_zero():
    good = {"factuality": 1.0, "ethics": 1.0, "helpfulness": 1.0}
    fusion = Fusion(version="1", weights=dict.fromkeys((*good, "safety"), 1.0))
    assert fusion.overall(rewards(**good, safety=1.0)) == 1
    assert fusion.overall(rewards(**good, safety=0.02)) == 0.02


def test_a_rule_is_not_outvoted_by_a_small_weight():
    fusion = Fusion(version="1", weights={"factuality": 0.01})
    soft = Reward(name="factuality", score=0.0001, reason="")
    assert fusion.overall([soft]) > 0.9
    assert fusion.overall([soft.model_copy(update={"hard": True})]) == 0.0001


def test_provenance_says_whether_they_are_fitted():
    fusion = Fusion(version="1", weights={"safety": 1})
    assert "not fitted" in fusion.ingredient.name
    assert "not fitted" not in fusion.model_copy(update={"fitted_on": "rows"}).ingredient.name
