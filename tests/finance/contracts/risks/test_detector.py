import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_finance.contracts.risks import RiskDetector

LAW = "This Agreement is governed by the laws of Panama. "


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("The liability of the Supplier shall be unlimited.", "liability.uncapped"),
        ("The Customer may terminate this Agreement for convenience.", "termination.one_sided"),
        ("Vendor may change the fees at any time by notice.", "change.unilateral"),
        ("Acme appoints Bo as its exclusive distributor.", "restriction.exclusivity"),
        ("Bo shall not compete with Acme.", "restriction.non_compete"),
        ("Acme grants most favored nation pricing.", "restriction.most_favoured"),
        ("Bo hereby assigns to Acme all right, title and interest in the work.", "ip.assignment"),
        ("Acme may audit the books and records of Bo.", "payment.audit"),
        ("Bo shall pay each invoice within 90 days of receipt.", "payment.long_term"),
        (
            "This Agreement shall renew automatically for one (1) year terms unless notice is given at "
            "least 15 days "
            "prior to the end of the term.",
            "term.auto_renewal_short_notice",
        ),
        ("This Agreement continues until terminated by either party.", "term.perpetual"),
    ],
)
def test_a_risk_is_flagged_with_the_words_that_show_it(judge, said, rule):
    flag = judge(f"{said} {LAW}")[rule]
    assert flag.evidence[0].quote in said
    assert flag.reason
    assert "{" not in flag.reason


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ("The liability of the Supplier shall not exceed $5,000.", "liability.uncapped"),
        ("Either party may terminate this Agreement for convenience.", "termination.one_sided"),
        (
            "The Customer may terminate this Agreement for any reason if the Supplier breaches it.",
            "termination.one_sided",
        ),
        ("The parties may change the fees in writing signed by both parties.", "change.unilateral"),
        ("Acme appoints Bo as its non-exclusive distributor.", "restriction.exclusivity"),
        ("Nothing shall prevent Bo, who shall not be asked to compete.", "restriction.non_compete"),
        ("Bo shall pay each invoice within 30 days of receipt.", "payment.long_term"),
    ],
)
def test_what_looks_like_a_risk_and_is_none(judge, said, rule):
    assert rule not in judge(f"{said} {LAW}")


def test_the_worst_comes_first(shipped, judge):
    said = "Bo shall pay within 90 days of receipt of the invoice. Bo's liability shall be unlimited. " + LAW
    severities = [flag.severity for flag in judge(said).values()]
    order = ["high", "medium", "low"]
    assert severities == sorted(severities, key=order.index)


def test_a_clause_that_only_the_model_knows_is_flagged(judge):
    said = "Bo deals with nobody else in the trade. " + LAW
    words = "Bo deals with nobody else in the trade."
    assert "restriction.exclusivity" not in judge(said)
    assert judge(said, [("Exclusivity", 0.9, words)])["restriction.exclusivity"].evidence[0].quote == words
    assert "restriction.exclusivity" not in judge(said, [("Exclusivity", 0.3, words)])


def test_a_missing_limitation_needs_a_model_that_is_sure(judge):
    said = "Bo delivers the goods. " + LAW
    assert "liability.no_limitation" not in judge(said)
    assert "liability.no_limitation" not in judge(said, presence={"Cap On Liability": 0.5})
    flag = judge(said, presence={"Cap On Liability": 0.02})["liability.no_limitation"]
    assert flag.evidence == ()


def test_a_rule_is_silent_on_kinds_that_it_is_not_about(judge):
    said, presence = "Bo delivers the goods. " + LAW, {"Cap On Liability": 0.02}
    assert "liability.no_limitation" in judge(said, presence=presence, kind="Supply")
    assert "liability.no_limitation" not in judge(said, presence=presence, kind="Employment")


def test_a_limitation_in_the_text_overrules_the_model(judge):
    said = "10. Limitation of Liability. See the order form. " + LAW
    assert "liability.no_limitation" not in judge(said, presence={"Cap On Liability": 0.02})


def test_the_law_is_compared_with_the_allowed_ones(judge):
    strict = RiskDetector(allowed_laws=["State of New York", "England & Wales"])
    flag = judge(LAW, detector=strict)["law.not_allowed"]
    assert flag.reason == "The law of Panama governs; allowed are New York, England and Wales."
    assert "law.not_allowed" not in judge(LAW, detector=RiskDetector(allowed_laws=["Panama"]))
    assert "law.not_allowed" not in judge(LAW)


def test_an_allowed_law_that_is_no_place_is_refused():
    with pytest.raises(ConfigurationError, match="Atlantis") as caught:
        RiskDetector(allowed_laws=["Atlantis"])
    assert "New York" in caught.value.remedy
