import csv
from collections import Counter

import pytest

from dsolutions_support.conversation import Conversation, TurnSpan
from dsolutions_support.reply import Knowledge, Policy, ReplyWriter, Situation
from dsolutions_support.results import DialogueState, Emotion, Intent, SlotValue
from dsolutions_support.state.schema import StateSchema


@pytest.fixture(scope="module")
def sample(project):
    return project / "examples" / "support"


@pytest.fixture(scope="module")
def writer(sample):
    return ReplyWriter(Policy.read(sample / "policy.toml"), Knowledge.read(sample / "snippets.csv"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_the_policy_uses_slots_and_intents_of_the_sample_only(sample, writer):
    slots = StateSchema.read(sample / "slots.toml").slots
    intents = {row["intent"] for row in rows(sample / "intents.csv")}

    assert writer.policy.slots == {slot.name for slot in slots}
    assert writer.policy.intents < intents


def test_every_intent_has_eight_examples_and_what_is_out_of_scope_twenty(sample):
    counts = Counter(row["intent"] for row in rows(sample / "intents.csv"))

    assert counts.pop("out_of_scope") == 20
    assert set(counts.values()) == {8}


def test_there_are_thirty_conversations_of_eight_to_fourteen_turns(sample):
    talks = {}
    for row in rows(sample / "conversations.csv"):
        talks.setdefault(row["conversation_id"], []).append(row)
    read = [Conversation(id=name, turns=[_turn(row) for row in talk]) for name, talk in talks.items()]

    assert len(read) == 30
    assert all(8 <= len(talk.turns) <= 14 for talk in read)
    assert all(int(row["turn"]) == place for talk in talks.values() for place, row in enumerate(talk))


def test_a_lost_card_is_asked_for_and_then_blocked(writer):
    lost = Intent(label="lost_card", probability=0.9, in_scope=True, candidates={"lost_card": 0.9})
    anxious = Emotion(feeling="anxious", feelings={"anxious": 1.0}, labels=(), scores={})
    asked = writer.propose(Situation(turn=0, text="I lost my card!", intent=lost, emotion=anxious))[0]
    words = (TurnSpan(turn=2, start=0, end=1, quote="x"),)
    known = {
        slot: SlotValue(slot=slot, value=value, change="set", turn=2, evidence=words)
        for slot, value in (("card_type", "debit"), ("card_last4", "4471"))
    }
    state = DialogueState(slots=known, asked=("card_type", "card_last4"))
    done = writer.propose(Situation(turn=2, text="debit, 4471", state=state, topic="lost_card"))[0]

    assert asked.text == (
        "I understand that this is worrying, and I will help you right away. Is it your debit card or your "
        "credit card? What are the last four digits of the card?"
    )
    assert done.text == "I have blocked your debit card ending in 4471. A new one is on its way to you."


def test_a_question_is_answered_from_the_knowledge(writer):
    reply = writer.propose(Situation(turn=0, text="How much does a recall of a transfer cost?"))[0]

    assert reply.text == "A transfer can be recalled while it is pending. A recall costs 7.50 EUR."
    assert reply.sources == ("bank_transfer_recall",)
    assert [(claim.text, claim.source) for claim in reply.claims] == [
        ("7.50 EUR", "knowledge:bank_transfer_recall")
    ]


def _turn(row):
    return {key: row[key] for key in ("speaker", "text", "time")}
