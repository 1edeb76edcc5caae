import pytest

from dsolutions.types import Span
from dsolutions_finance.entities import LinkedEntity


def of_rule(events, rule):
    return {event.entity for event in events if event.rule == rule}


@pytest.mark.parametrize(
    ("text", "names", "rule", "concerned"),
    [
        ("Northgate downgrades Acme to sell", ("Northgate", "Acme"), "rating.downgrade", {"Acme"}),
        ("Acme downgraded by Northgate", ("Acme", "Northgate"), "rating.downgrade", {"Acme"}),
        ("Borealis sues Acme over patents", ("Borealis", "Acme"), "litigation.lawsuit", {"Acme"}),
        ("Acme sued by Borealis", ("Acme", "Borealis"), "litigation.lawsuit", {"Acme"}),
        ("Acme to acquire Borealis", ("Acme", "Borealis"), "merger.acquisition", {"Acme", "Borealis"}),
        ("Acme gets takeover bid from Borealis", ("Acme", "Borealis"), "merger.acquisition",
         {"Acme", "Borealis"}),
        ("Acme shares jump 12% after takeover bid from Borealis", ("Acme", "Borealis"), "merger.acquisition",
         {"Acme", "Borealis"}),
        ("Acme up while Borealis seeks takeover", ("Acme", "Borealis"), "merger.acquisition", {"Borealis"}),
        ("Acme shares plunge 85% as Borealis profit slips amid weak sales", ("Acme", "Borealis"),
         "earnings.profit", {"Borealis"}),
        ("Acme slips, Borealis profit rises", ("Acme", "Borealis"), "earnings.profit", {"Borealis"}),
        ("Acme downgraded two notches to BBB by Kestrel", ("Acme", "Kestrel"), "credit.rating_downgrade",
         {"Acme"}),
        ("Acme, Borealis and Cobalt cut jobs", ("Acme", "Borealis", "Cobalt"), "layoffs.job_cuts",
         {"Acme", "Borealis", "Cobalt"}),
        ("Layoffs at Acme", ("Acme",), "layoffs.job_cuts", {"Acme"}),
        ("Borealis flat; net profit at Acme fell", ("Borealis", "Acme"), "earnings.profit", {"Acme"}),
        ("Acme profit fell: Northgate", ("Acme", "Northgate"), "earnings.profit", {"Acme"}),
        ("Acme grew. The company cut 300 jobs.", ("Acme",), "layoffs.job_cuts", {"Acme"}),
        ("Hackers steal customer data from Acme", ("Acme",), "cyber.breach", {"Acme"}),
        ("Two firms filed for bankruptcy", (), "credit.insolvency", {None}),
    ],
)  # fmt: skip
def test_an_event_goes_to_whom_it_happened(detect, text, names, rule, concerned):
    assert of_rule(detect(text, *names), rule) == concerned


@pytest.mark.parametrize("agent", ["regulator", "rating_agency"])
def test_authorities_act_and_do_not_suffer(detect, agent):
    events = detect("Authority fines Acme $30 million", "Acme", Authority=agent)
    assert of_rule(events, "litigation.penalty") == {"Acme"}


def test_goods_have_prices_and_nothing_else(detect):
    assert of_rule(detect("Gold futures plunge 5%", Gold="commodity"), "market.share_price") == {"Gold"}
    assert of_rule(
        detect("Gold demand hits Acme sales growth", "Acme", Gold="commodity"), "earnings.sales"
    ) == {"Acme"}


@pytest.mark.parametrize(
    "text",
    [
        "Acme denies it will cut jobs",
        "Acme has no plans to cut jobs",
        "Acme rules out job cuts",
        "Acme won't lay off staff",
    ],
)
def test_denied_events_are_none(detect, text):
    assert of_rule(detect(text, "Acme"), "layoffs.job_cuts") == set()


def test_denied_fraud_is_still_news(detect):
    assert of_rule(detect("Acme denies fraud", "Acme"), "litigation.fraud") == {"Acme"}


def test_the_size_is_the_one_of_the_event(detect):
    (event,) = (
        e for e in detect("Acme Q2 net falls 12% to Rs 40 crore", "Acme") if e.rule == "earnings.profit"
    )
    assert (event.magnitude.kind, event.magnitude.value) == ("percent", -12)
    (event,) = (
        e for e in detect("Acme fined $30 million, shares fell 2%", "Acme") if e.rule == "litigation.penalty"
    )
    assert (event.magnitude.value, event.magnitude.currency) == (30e6, "USD")


def test_sizes_of_another_clause_do_not_count(detect):
    events = detect("Acme wins Rs 545 cr project; founder resigns", "Acme")
    assert [event.magnitude for event in events if event.rule == "management.departure"] == [None]


@pytest.mark.parametrize(
    ("text", "names", "rule", "size"),
    [
        ("Acme shares plunge 85% as Borealis profit slips", ("Acme", "Borealis"), "market.share_price", -85),
        ("Acme shares plunge 85% as Borealis profit slips", ("Acme", "Borealis"), "earnings.profit", None),
        ("Acme shares fall 31% after it omits dividend", ("Acme",), "payout.dividend", None),
        ("Acme shares fall 31%, dividend stays", ("Acme",), "payout.dividend", None),
        ("Acme to cut 4,000 jobs to save $1.2bn", ("Acme",), "layoffs.job_cuts", None),
        ("Acme to cut 5% of its workforce", ("Acme",), "layoffs.job_cuts", -5),
        ("Acme posts quarterly profit of $412 million, up 23%", ("Acme",), "earnings.profit", 23),
        ("Acme begins $1 billion buyback and lifts dividend by 15%", ("Acme",), "payout.dividend", 15),
        ("Acme buys 20% stake in Borealis", ("Acme", "Borealis"), "merger.acquisition", 20),
        ("Acme shares fall as much as 11%", ("Acme",), "market.share_price", -11),
        ("Acme profit at Borealis, up 9%", ("Acme", "Borealis"), "earnings.profit", 9),
    ],
)
def test_a_size_belongs_to_its_own_clause_and_to_what_can_have_it(detect, text, names, rule, size):
    values = {
        event.magnitude and event.magnitude.value for event in detect(text, *names) if event.rule == rule
    }
    assert values == {size}


@pytest.mark.parametrize(
    "text", ["Jane Roe joins Acme as India managing director", "Jane Roe promoted as Acme MD"]
)
def test_a_role_is_no_clause_of_its_own(detect, text):
    assert of_rule(detect(text, "Acme"), "management.appointment") == {"Acme"}


def test_one_event_per_rule_and_entity_with_all_its_evidence(detect):
    events = [
        e for e in detect("Acme cuts jobs. Then Acme had layoffs.", "Acme") if e.rule == "layoffs.job_cuts"
    ]
    assert [len(event.evidence) for event in events] == [2]


def test_evidence_quotes_the_text(detect):
    text = "Nice day. Acme swings to profit of £3m."
    for event in detect(text, "Acme"):
        for span in (*event.evidence, event.magnitude.evidence):
            assert text[span.start : span.end] == span.quote


def test_evidence_can_point_into_another_text(nlp, detector):
    original = "<b>Acme</b> recalls cars"
    events = detector.events(
        nlp("Acme recalls cars"), [LinkedEntity("Acme", "company", None, ((0, 4),))],
        lambda start, end: Span.of(original, start + 7, end + 7),
    )  # fmt: skip
    assert [span.quote for event in events for span in event.evidence] == ["recalls"]


def test_a_long_text_of_nothing_takes_no_time_and_has_no_event(detect):
    assert detect("word " * 20_000) == []


def test_what_stands_between_commas_is_skipped_and_its_sizes_are(detect):
    text = "Acme turnover, including £3m of a venture with Borealis, was 6 per cent higher at £3.2bn."

    [event] = [event for event in detect(text, "Acme", "Borealis") if event.rule == "earnings.revenue"]

    assert event.entity == "Acme"
    assert event.magnitude is not None
    assert event.magnitude.value == pytest.approx(6)
    assert all(span.quote == text[span.start : span.end] for span in event.evidence)


def test_a_table_in_running_text_takes_no_time(detect):
    row = "Rates   286,650         May 25          Borealis     16 million    1.7 million   "
    assert detect(row * 50) == []
