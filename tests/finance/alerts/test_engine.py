import pytest

from dsolutions.types import Document, Span
from dsolutions_finance.alerts import AlertState
from dsolutions_finance.results import Entity, Event

# Different words each time: what is told twice is one story.
STORIES = [
    "The court of Ulm heard the case in the morning",
    "A ministry in Borduria examined its books for weeks",
    "Inspectors visited eleven warehouses near the coast",
    "Prosecutors want to see letters from the year before last",
    "Customs officers opened crates with machine parts",
    "An envoy spoke about missing papers in parliament",
]


@pytest.mark.parametrize(
    ("rule", "sizes", "alert", "level"),
    [
        ("credit.insolvency", {}, "insolvency", "critical"),
        ("credit.default", {}, "default", "critical"),
        ("credit.rating_downgrade", {}, "credit_downgrade", "warning"),
        ("cyber.breach", {}, "cyber_incident", "warning"),
        ("guidance.profit_warning", {}, "profit_warning", "warning"),
        ("layoffs.job_cuts", {}, "job_cuts", "watch"),
        ("market.share_price", {"percent": -9.0}, "price_fall", "watch"),
        ("market.share_price", {"percent": -16.0}, "price_fall", "warning"),
        ("market.share_price", {"percent": -40.0}, "price_fall", "critical"),
        ("litigation.penalty", {"money": (1e6, "USD")}, "legal_cost", "watch"),
        ("litigation.penalty", {"money": (2e8, "EUR")}, "legal_cost", "warning"),
        ("litigation.penalty", {"money": (1e8, "INR")}, "legal_cost", "watch"),
        ("rating.downgrade", {}, "analyst_downgrade", "info"),
    ],
)
def test_the_level_follows_from_event_and_size(desk, rule, sizes, alert, level):
    (raised,) = desk.read(STORIES[0], rule, **sizes)
    assert (raised.rule, raised.level, raised.entity) == (alert, level, "Acme")
    assert raised.evidence
    assert raised.reasons[0].startswith("Acme: ")


@pytest.mark.parametrize(
    ("rule", "score", "percent"),
    [
        (None, -0.9, None),
        (None, 0.0, None),
        ("earnings.profit", 0.9, 40.0),
        ("earnings.profit", -0.6, -8.0),
        ("market.share_price", -0.7, -2.5),
        ("market.share_price", 0.8, 12.0),
        ("management.appointment", 0.0, None),
        ("management.departure", 0.0, None),
        ("payout.dividend", 0.5, None),
        ("credit.insolvency", 0.7, None),
        ("rating.upgrade", 0.8, None),
    ],
)
def test_ordinary_and_good_news_raise_no_alert(desk, rule, score, percent):
    assert desk.read(STORIES[0], rule, score, percent=percent) == ()


@pytest.mark.parametrize("rule", ["credit.default", "credit.insolvency", "product.recall", "cyber.breach"])
def test_a_mild_tone_does_not_silence_facts(desk, rule):
    assert desk.read(STORIES[0], rule, 0.1)
    assert desk.read(STORIES[1], "litigation.fraud", -0.1)


@pytest.mark.parametrize("rule", ["litigation.lawsuit", "management.departure", "layoffs.job_cuts"])
def test_what_every_business_has_needs_a_bad_tone(desk, rule):
    assert desk.read(STORIES[0], rule, -0.1) == ()


def test_reasons_quote_a_page_as_people_read_it(engine):
    text = "Acme files for <b>Chapter&nbsp;11</b>"
    words = Span.of(text, 5, len(text))
    acme = Entity(name="Acme", type="company", mentions=(words,), evidence=(words,))
    event = Event(type="any", entity="Acme", rule="credit.insolvency", evidence=(words,))
    (alert,) = engine.assess(Document(id="1", text=text, kind="html"), [acme], [event], AlertState())
    assert "“files for Chapter 11”" in alert.reasons[0]
    assert alert.evidence == (words,)


def test_without_sentiment_the_usual_meaning_of_the_event_counts(desk):
    assert [a.level for a in desk.read(STORIES[0], "layoffs.job_cuts", None)] == ["watch"]


def test_a_story_told_twice_is_one(desk):
    story = "Acme will cut 4,000 jobs in its tyre business, the company said on Monday"
    assert desk.read(story, "layoffs.job_cuts", hour=0)
    assert desk.read(story.replace("on Monday", "late on Monday"), "cyber.breach", hour=3) == ()


def test_a_story_told_again_weeks_later_is_new(desk):
    assert desk.read(STORIES[0], "layoffs.job_cuts", hour=0)
    assert desk.read(STORIES[0], "layoffs.job_cuts", hour=500)


def test_a_duplicate_is_one_per_entity_only(desk):
    assert desk.read(STORIES[0], "layoffs.job_cuts", hour=0, entity="Acme")
    assert desk.read(STORIES[0], "layoffs.job_cuts", hour=1, entity="Borealis")


def test_a_rule_keeps_quiet_for_a_day(desk):
    assert desk.read(STORIES[0], "job.other", hour=0) == ()
    assert desk.read(STORIES[1], "layoffs.job_cuts", hour=0)
    assert desk.read(STORIES[2], "layoffs.job_cuts", hour=6) == ()
    assert desk.read(STORIES[3], "product.recall", hour=7)


def test_getting_worse_breaks_the_silence(desk):
    assert desk.read(STORIES[0], "market.share_price", hour=0, percent=-9.0)[0].level == "watch"
    assert desk.read(STORIES[1], "market.share_price", hour=1, percent=-9.5) == ()
    assert desk.read(STORIES[2], "market.share_price", hour=2, percent=-31.0)[0].level == "critical"


def test_repetition_escalates_once_and_not_to_critical(desk):
    levels = [
        [
            a.level
            for a in desk.read(story, "litigation.investigation", -0.5, hour=hour)
            if a.rule == "enforcement"
        ]
        for hour, story in enumerate(STORIES)
    ]
    assert levels == [["watch"], [], ["warning"], [], [], []]


def test_escalation_says_why(desk):
    for hour, story in enumerate(STORIES[:3]):
        alerts = desk.read(story, "litigation.investigation", -0.5, hour=hour)
    assert "3 different stories" in alerts[0].reasons[-1]


def test_slow_repetition_does_not_escalate(desk):
    found = [desk.read(s, "litigation.investigation", -0.4, hour=80 * n) for n, s in enumerate(STORIES)]
    assert {alert.level for alerts in found for alert in alerts} == {"watch"}


def test_a_jump_against_its_own_history(desk):
    for hour, story in enumerate(STORIES):
        assert desk.read(story, score=0.1, hour=hour) == ()
    (alert,) = desk.read("Something quite different has come to light", score=-0.9, hour=10)
    assert (alert.rule, alert.level) == ("sentiment_jump", "watch")
    assert "-0.90" in alert.reasons[0]


def test_no_jump_without_history_or_in_a_lively_one(desk, new_desk):
    assert desk.read(STORIES[0], score=-0.9) == ()
    lively = new_desk()
    for hour, story in enumerate(STORIES):
        lively.read(story, score=0.9 if hour % 2 else -0.9, hour=hour)
    assert lively.read("Something quite different has come to light", score=-0.9, hour=10) == ()


def test_sustained_negative_coverage(desk):
    rules = [{a.rule for a in desk.read(story, score=-0.8, hour=hour)} for hour, story in enumerate(STORIES)]
    assert rules[:3] == [set()] * 3
    assert {"sustained_negative"} in rules


def test_old_bad_news_fades(desk):
    for n, story in enumerate(STORIES):
        assert desk.read(story, score=-0.8, hour=200 * n) == ()


def test_late_documents_do_not_disturb(desk):
    for hour, story in enumerate(STORIES):
        desk.read(story, score=0.1, hour=1000 + hour)
    before = desk.state.entities["Acme"].tone.model_copy()
    desk.read("An archive story from long ago", score=-0.9, hour=0)
    assert desk.state.entities["Acme"].tone == before
    assert desk.read("An old fire, told today", "credit.default", hour=1)[0].level == "critical"


def test_severe_events_without_a_name_are_watched(desk):
    (alert,) = desk.read("Bank files for bankruptcy", "credit.insolvency", entity=None)
    assert (alert.level, alert.entity, alert.rule) == ("watch", None, "insolvency")
    assert desk.read("Bank files for bankruptcy", "credit.insolvency", entity=None) == ()
    assert desk.read("Shop closes for good", "layoffs.closure", entity=None) == ()


def test_two_events_of_one_document_are_two_alerts(engine):
    words = Span.of("Acme", 0, 4)
    acme = Entity(name="Acme", type="company", mentions=(words,), evidence=(words,))
    events = [
        Event(type="any", entity="Acme", rule=rule, evidence=(words,))
        for rule in ("cyber.breach", "product.recall")
    ]
    alerts = engine.assess(Document(id="1", text="Acme"), [acme], events, AlertState())
    assert [alert.rule for alert in alerts] == ["cyber_incident", "recall"]
