from __future__ import annotations

from html.parser import HTMLParser

import pytest

from dsolutions.types import ItemError
from dsolutions_support.conversation import Conversation, Turn, TurnSpan
from dsolutions_support.results import (
    Claim,
    DialogueState,
    Emotion,
    Escalation,
    Intent,
    Reply,
    SlotValue,
    SupportResult,
    TurnResult,
)


class Page(HTMLParser):
    """The tags of a page, and what its turns say."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.turns, self._in_turn = [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "p" and {"class": "said"} in [around for _, around in self.tags[-4:]]:
            self._in_turn = True
            self.turns.append("")

    def handle_endtag(self, tag):
        if tag == "p":
            self._in_turn = False

    def handle_data(self, data):
        if self._in_turn:
            self.turns[-1] += data

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def parsed():
    return Page


def quote(turn, text, words):
    start = text.index(words)
    return TurnSpan(turn=turn, start=start, end=start + len(words), quote=words)


@pytest.fixture
def run():
    """Two conversations whose turns came as mixed rows, and a row that was none."""
    said = [
        ("a", 0, "user", "I lost my <b>debit</b> card"),
        ("b", 0, "user", "Where is my order?"),
        ("a", 1, "agent", "What are its last digits?"),
        ("a", 2, "user", "4471. This is ridiculous, get me a manager"),
    ]
    texts = {(talk, turn): text for talk, turn, _, text in said}
    lost = Intent(label="lost_card", probability=0.93, in_scope=True, candidates={"lost_card": 0.93})
    outside = Intent(label=None, probability=0.4, in_scope=False, candidates={"stock_question": 0.4})
    card = SlotValue(
        slot="card_last4",
        value="4471",
        change="set",
        turn=2,
        evidence=(quote(2, texts["a", 2], "4471"),),
    )
    human = Escalation(
        signal="asks_for_human",
        level="urgent",
        reason="The user asks for a person.",
        turn=2,
        evidence=(quote(2, texts["a", 2], "get me a manager"),),
    )
    angry = Emotion(
        feeling="angry",
        feelings={"angry": 0.8, "calm": 0.2},
        labels=("anger",),
        scores={},
        evidence=(quote(2, texts["a", 2], "ridiculous"),),
    )
    reply = Reply(
        text="I have blocked the card ending in 4471 for 5 EUR.",
        origin="generator",
        score=0.5,
        claims=(
            Claim(text="4471", supported=True, source="state:card_last4"),
            Claim(text="5 EUR", supported=False),
        ),
    )
    read = {
        ("a", 0): {"intent": lost},
        ("b", 0): {"intent": outside},
        ("a", 1): {},
        ("a", 2): {
            "intent": lost.model_copy(update={"carried": True}),
            "state": DialogueState(slots={"card_last4": card}),
            "escalations": (human,),
            "emotion": angry,
            "replies": (reply,),
        },
    }
    documents = [
        Conversation(id=str(n), conversation=talk, turns=[Turn(speaker=speaker, text=text)])
        for n, (talk, _, speaker, text) in enumerate(said)
    ]
    results = [
        SupportResult(
            document_id=str(n),
            turns=(TurnResult(turn=turn, speaker=speaker, **read[talk, turn]),),
            trend=0.2 if turn == 2 else None,
        )
        for n, (talk, turn, speaker, _) in enumerate(said)
    ]
    wrong = ItemError(type="InputError", message="speaker 'narrator' is unknown", remedy="name one")
    return [*documents, None], [*results, SupportResult(document_id="4", error=wrong)]
