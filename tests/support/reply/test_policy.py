import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_support.conversation import TurnSpan
from dsolutions_support.reply import Policy, ReplyWriter, Situation
from dsolutions_support.results import DialogueState, Emotion, Escalation, Intent, SlotValue

FILE = """
version = "1"
[questions]
card_last4 = "What are the last four digits of the card?"
country = "Which country are you in?"
[tone]
angry = "I am sorry for the trouble."

[[actions]]
name = "block_card"
when = { intent = ["lost_card", "stolen_card"] }
priority = 80
needs = ["card_last4"]
templates = ["I have blocked the card ending in {card_last4}. A new one costs 5 EUR."]

[[actions]]
name = "date_of_refund"
when = { intent = ["refund"], filled = ["refund_date"], missing = ["disputed"], equals.channel = "card" }
templates = ["You get it back on {refund_date}.", "You get it back."]

[[actions]]
name = "hand_over"
when = { signals = ["asks_for_human"] }
priority = 95
templates = ["I am passing you on to a colleague."]

[[actions]]
name = "greet"
when = { first_turn = true }
priority = 10
templates = ["Hello {first_name}, how can I help?", "Hello, how can I help?"]

[[actions]]
name = "decline"
when = { off_topic = true }
priority = 40
templates = ["I can only help with your account."]

[[actions]]
name = "cheer_up"
when = { feeling = ["grateful"] }
priority = 30
templates = ["You are welcome!"]
"""


@pytest.fixture(scope="module")
def policy(tmp_path_factory):
    path = tmp_path_factory.mktemp("policy") / "policy.toml"
    path.write_text(FILE, encoding="utf-8")
    return Policy.read(path)


def intent(label, probability=0.9, in_scope=True):
    label_or_none = label if in_scope else None
    return Intent(
        label=label_or_none, probability=probability, in_scope=in_scope, candidates={label: probability}
    )


def state(turn=0, asked=(), **values):
    words = (TurnSpan(turn=turn, start=0, end=1, quote="x"),)
    slots = {
        slot: SlotValue(slot=slot, value=value, change="set", turn=turn, evidence=words)
        for slot, value in values.items()
    }
    return DialogueState(slots=slots, asked=asked)


def feeling(name):
    return Emotion(feeling=name, feelings={name: 1.0}, labels=(), scores={})


def texts(policy, **situation):
    fields = {"turn": 4, "text": "so", **situation}
    return [reply.text for reply in ReplyWriter(policy).propose(Situation(**fields))]


def test_an_action_that_lacks_a_slot_asks_for_it(policy):
    assert texts(policy, intent=intent("lost_card")) == ["What are the last four digits of the card?"]


def test_once_the_slot_is_there_the_action_is_done(policy):
    (reply,) = ReplyWriter(policy).propose(
        Situation(turn=4, text="4471", intent=intent("lost_card"), state=state(card_last4="4471"))
    )

    assert reply.text == "I have blocked the card ending in 4471. A new one costs 5 EUR."
    assert reply.action == "block_card"
    assert [(claim.text, claim.source) for claim in reply.claims] == [
        ("4471", "state:card_last4"),
        ("5 EUR", "policy:block_card"),
    ]


def test_an_answer_to_the_agents_question_keeps_the_topic(policy):
    carried = intent("lost_card").model_copy(update={"carried": True})
    answer = {"intent": carried, "state": state(turn=4, card_last4="4471")}
    (done,) = ReplyWriter(policy).propose(Situation(turn=4, text="4471", answers=True, **answer))
    (unsure,) = ReplyWriter(policy).propose(Situation(turn=4, text="and now", **answer))

    assert done.text.startswith("I have blocked the card ending in 4471")
    assert done.score > unsure.score


def test_a_template_is_not_used_without_its_slots(policy):
    assert texts(policy, first_turn=True) == ["Hello, how can I help?"]
    assert texts(policy, first_turn=True, state=state(first_name="Ida")) == ["Hello Ida, how can I help?"]


@pytest.mark.parametrize(
    ("values", "fires"),
    [
        ({"refund_date": "2026-05-03", "channel": "card"}, True),
        ({"refund_date": "2026-05-03", "channel": "cash"}, False),
        ({"refund_date": "2026-05-03"}, False),
        ({"channel": "card"}, False),
        ({"refund_date": "2026-05-03", "channel": "card", "disputed": "yes"}, False),
    ],
)
def test_conditions_on_slots_must_all_hold(policy, values, fires):
    said = texts(policy, intent=intent("refund"), state=state(**values))
    assert said == (["You get it back on 3 May 2026."] if fires else [])


def test_a_signal_goes_before_the_topic(policy):
    noticed = Escalation(signal="asks_for_human", level="urgent", reason="", turn=4, evidence=())
    said = texts(policy, intent=intent("lost_card"), escalations=(noticed,))

    assert said[0] == "I am passing you on to a colleague."


def test_an_off_topic_turn_is_declined_and_one_that_brings_a_slot_is_not(policy):
    outside = intent("lost_card", 0.3, in_scope=False)

    asked = {"intent": outside, "text": "Will it rain on Tuesday?"}
    assert texts(policy, **asked) == ["I can only help with your account."]
    assert texts(policy, **asked, state=state(turn=4, first_name="Ida")) == []


def test_nobody_is_turned_away_who_asks_nothing_or_gave_cause_to_worry(policy):
    outside = intent("lost_card", 0.3, in_scope=False)

    assert texts(policy, intent=outside, text="I am still shaking") == []
    assert texts(policy, intent=outside, text="Should I throw it away?", escalated=True) == []


def test_what_the_agent_has_said_is_not_said_again(policy):
    lost = {"intent": intent("lost_card"), "state": state(card_last4="4471")}
    (done,) = texts(policy, **lost)

    assert texts(policy, **lost, said=done) == []
    assert texts(policy, **lost, said="Anything else?", earlier=(f"Good. {done}",)) == []
    assert texts(policy, intent=intent("lost_card"), said="What are the last four digits of the card?") != []


def test_a_feeling_is_a_condition(policy):
    assert texts(policy, emotion=feeling("grateful")) == ["You are welcome!"]
    assert texts(policy, emotion=feeling("calm")) == []


def test_an_angry_user_gets_an_apology_first_but_not_twice_running(policy):
    angry = {"intent": intent("lost_card"), "emotion": feeling("angry")}
    (first,) = texts(policy, **angry)
    (second,) = texts(policy, **angry, said=first)

    assert first == "I am sorry for the trouble. What are the last four digits of the card?"
    assert second == "What are the last four digits of the card?"


def test_a_doubtful_intent_counts_less(policy):
    def score(probability):
        situation = Situation(turn=4, text="so", intent=intent("lost_card", probability))
        return ReplyWriter(policy).propose(situation)[0].score

    assert score(0.9) > score(0.4)


def test_a_policy_tells_which_slots_and_intents_it_uses(policy):
    assert policy.intents == {"lost_card", "stolen_card", "refund"}
    assert policy.slots == {
        "card_last4", "country", "refund_date", "disputed", "channel", "first_name",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("priority = 80", "priority = 800", "action 'block_card': 'priority'"),
        ("priority = 80", "urgency = 80", "action 'block_card': 'urgency'"),
        ('{ feeling = ["grateful"] }', '{ feeling = ["happy"] }', "action 'cheer_up': 'when': 'feeling'"),
        (
            '{ feeling = ["grateful"] }',
            '{ feelings = ["grateful"] }',
            "action 'cheer_up': 'when': 'feelings'",
        ),
        ('needs = ["card_last4"]', 'needs = ["card"]', "action 'block_card' needs 'card'"),
        ("ending in {card_last4}", "ending in {card_last4", "action 'block_card': 'templates'"),
        ("ending in {card_last4}", "ending in {Card last4}", "action 'block_card': 'templates'"),
        ('templates = ["You are welcome!"]', "", "action 'cheer_up': it has neither"),
        ('name = "decline"', 'name = "greet"', "two actions are called 'greet'"),
        ("angry = ", "furious = ", "'tone'"),
        ("[[actions]]", "[[actions]", "cannot be read"),
    ],
)
def test_a_wrong_policy_is_refused_by_action_and_key(tmp_path, old, new, says):
    path = tmp_path / "wrong.toml"
    path.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        Policy.read(path)
    assert says in caught.value.message
    assert caught.value.item == "wrong.toml"
