import csv
import json
import re

import pytest

from dsolutions.errors import ConfigurationError, InputError
from dsolutions.runtime import Encoder
from dsolutions.testing import tiny_adapter, tiny_encoder, tiny_runtime
from dsolutions_pipelines import SupportPipeline
from dsolutions_support.emotion import FeelingTable
from dsolutions_support.memory import SupportState
from dsolutions_support.reply import Decoding


@pytest.fixture(scope="module")
def sample(project):
    return project / "examples" / "support"


@pytest.fixture(scope="module")
def pipeline(sample):
    return SupportPipeline(
        intents=sample / "intents.csv",
        slots=sample / "slots.toml",
        policy=sample / "policy.toml",
        knowledge=sample / "snippets.csv",
    ).warm_up()


@pytest.fixture(scope="module")
def rows(sample):
    with (sample / "conversations.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def results(pipeline, rows):
    return pipeline.run(rows)


def test_a_lost_card_is_understood_tracked_and_answered(rows, results):
    said = [result for row, result in zip(rows, results, strict=True) if row["conversation_id"] == "bank-01"]
    first, card = said[0].turns[0], said[4].turns[0]
    assert first.intent.label == "lost_card"
    assert (card.intent.label, card.intent.carried) == ("lost_card", True)
    assert card.state.values() == {"card_type": "debit", "card_last4": "4471"}
    assert "I have blocked your debit card ending in 4471." in card.replies[0].text
    assert all(claim.supported for claim in card.replies[0].claims)


def test_every_piece_of_evidence_quotes_its_turn(rows, results):
    texts = {}
    for row, result in zip(rows, results, strict=True):
        assert result.error is None
        texts[row["conversation_id"], result.turns[0].turn] = row["text"]
        held = result.state.slots.values()
        for span in (span for found in (*held, *result.escalations) for span in found.evidence):
            assert texts[row["conversation_id"], span.turn][span.start : span.end] == span.quote


def test_turns_in_a_file_and_whole_conversations_mean_the_same(pipeline, rows, results):
    turns = [
        {name: row[name] for name in ("speaker", "text", "time")}
        for row in rows
        if row["conversation_id"] == "shop-03"
    ]
    [whole] = pipeline.run([{"id": "shop-03", "turns": turns}])
    apart = [r for row, r in zip(rows, results, strict=True) if row["conversation_id"] == "shop-03"]
    assert [t.state for t in whole.turns] == [r.turns[0].state for r in apart]
    assert [t.escalations for t in whole.turns] == [r.turns[0].escalations for r in apart]
    assert {"asks_for_human", "threatens_to_leave"} <= {found.signal for found in whole.escalations}


def test_a_saved_session_goes_on_as_one_that_was_not(pipeline, tmp_path):
    one = pipeline.session("chat")
    one.user("I lost my card")
    one.agent("Is it your debit card or your credit card?")
    one.save(tmp_path / "chat.json")
    other = pipeline.session("chat", SupportState.load(tmp_path / "chat.json"))
    for text in ("the debit card", "the debit card", "no wait, the credit card", "and what does that cost?"):
        assert one.user(text) == other.user(text)
        assert one.agent("One moment please.") == other.agent("One moment please.")
    assert one.panel() == other.panel()
    assert one.memory == other.memory
    assert one.memory.of("chat").state.values() == {"card_type": "credit"}


def test_what_a_chat_saves_is_gone_on_with(pipeline, tmp_path):
    chat = pipeline.chat()
    chat.user("I lost my debit card")
    chat.agent(chat.proposals()[0].text)
    assert chat.proposals() == []
    chat.save(tmp_path / "chat.json")

    again = pipeline.chat(tmp_path / "chat.json")
    rows = {row.name: (row.value, row.note) for row in again.panel()}
    assert rows["intent"] == ("lost_card", "the topic so far")
    assert rows["card_type"] == ("debit", "set, turn 0: debit card")
    again.user("It ends in 4471")
    assert "I have blocked your debit card ending in 4471." in again.proposals()[0].text


def test_a_memory_of_something_else_is_refused(pipeline, tmp_path):
    (tmp_path / "feed.json").write_text('{"companies": 3', encoding="utf-8")
    for file in ("feed.json", "absent.json"):
        with pytest.raises(InputError, match="no SupportState can be read"):
            pipeline.chat(tmp_path / file)


def test_a_row_that_is_no_turn_gets_an_error_and_spoils_no_other(pipeline):
    good, bad = pipeline.run(
        [
            {"conversation_id": "a", "speaker": "customer", "text": "I lost my card"},
            {"conversation_id": "a", "speaker": "narrator", "text": "Silence."},
        ]
    )
    assert good.turns[0].intent.label == "lost_card"
    assert "narrator" in bad.error.message


def test_what_is_remembered_does_not_grow_with_the_conversation(pipeline):
    session = pipeline.session()
    sizes = []
    for number in range(60):
        session.user(f"Where is my order LH-2{number:04}?")
        session.agent(f"One moment please, I am looking for order number {number}.")
        sizes.append(len(session.memory.model_dump_json()))
    assert max(sizes[30:]) < 1.05 * max(sizes[:30])


# What follows needs no real model ------------------------------------------------------------------------


@pytest.fixture
def tiny(monkeypatch):
    """Support pipelines on an encoder that knows nothing, and so starts at once."""
    monkeypatch.setattr("dsolutions_pipelines.support.Runtime", lambda *args, **options: tiny_runtime())
    return SupportPipeline


@pytest.fixture
def emotion():
    labels = tuple(sorted(FeelingTable.default().labels))
    return tiny_adapter("emotion", labels, task="multi_label", reader="lstm_attention")


class Scripted:
    """A generator that words replies in one way, and keeps what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def generate(self, prompt, options, n):
        self.asked.append((prompt, options, n))
        return self.answers[:n]


TALK = {
    "id": "t",
    "turns": [
        {"speaker": "customer", "text": "Where is my parcel?"},
        {"speaker": "agent", "text": "It is on its way."},
        {"speaker": "customer", "text": "I am so angry!"},
    ],
}


def test_with_an_adapter_turns_have_a_feeling_and_conversations_a_trend(tiny, emotion, tmp_path):
    pipeline = tiny(adapters=[emotion])
    [result] = pipeline.run([TALK], on_error="raise")
    session = pipeline.session()
    session.user("Where is my parcel?")

    assert [turn.emotion is not None for turn in result.turns] == [True, False, True]
    assert {span.turn for span in result.turns[2].emotion.evidence} == {2}
    assert result.trend is not None
    assert "emotion" in {made.name for made in result.provenance.ingredients}
    assert "feelings" in {made.name for made in result.provenance.ingredients}
    assert "feeling" in {row.name for row in session.panel()}
    pipeline.write_report([pipeline.form.read(TALK, default_id="0")], [result], tmp_path / "r.html")
    assert 'aria-label="Feeling of the user by turn"' in (tmp_path / "r.html").read_text("utf-8")


def test_intents_are_learned_on_the_vectors_of_an_adapter_that_is_given(tiny, emotion, sample):
    pipeline = tiny(adapters=[emotion, tiny_adapter("banking", rank=2)], intents=sample / "intents.csv")
    [result] = pipeline.run([TALK], on_error="raise")

    assert pipeline.intents.card.adapter.name == "banking"
    assert result.turns[0].intent is not None
    assert result.turns[0].emotion is not None


def test_two_adapters_for_one_task_are_refused_by_name(tiny):
    adapters = [tiny_adapter("banking"), tiny_adapter("assistant")]
    with pytest.raises(ConfigurationError, match="banking, assistant"):
        tiny(adapters=adapters).warm_up()


def test_without_one_everything_else_is_answered(tiny):
    [result] = tiny().run([TALK], on_error="raise")

    assert [turn.emotion for turn in result.turns] == [None, None, None]
    assert result.trend is None


def test_a_copied_table_of_feelings_is_used(tiny, emotion, project, tmp_path):
    shipped = project / "domains/support/dsolutions_support/emotion/feelings.toml"
    mine = shipped.read_text("utf-8").replace('version = "0.1.0"', 'version = "mine"')
    (tmp_path / "feelings.toml").write_text(mine, encoding="utf-8")
    pipeline = tiny(adapters=[emotion], feelings=tmp_path / "feelings.toml")

    assert [made.version for made in pipeline.ingredients() if made.name == "feelings"] == ["mine"]


def test_a_generator_words_replies_and_its_facts_are_checked(tiny, sample):
    scripted = Scripted("A recall costs 7.50 EUR.", "A recall costs 9 EUR.")
    pipeline = tiny(knowledge=sample / "snippets.csv", generator=scripted, decoding="sampling:0.5")
    turn = pipeline.session().user("How much does a recall of a transfer cost?")
    generated = [reply.text for reply in turn.replies if reply.origin == "generator"]

    assert generated == ["A recall costs 7.50 EUR."]
    assert scripted.asked[0][1] == Decoding.sampling(temperature=0.5)
    assert any(made.name.endswith("Scripted") for made in pipeline.ingredients())


def test_options_are_plain_json_that_an_equal_pipeline_is_built_from(sample):
    pipeline = SupportPipeline(generator="models/ours", decoding="beam:6", slots=sample / "slots.toml")
    options = json.loads(json.dumps(pipeline.options()))

    assert options["generator"] == "models/ours"
    assert SupportPipeline(**options).options() == options


@pytest.mark.parametrize("how", ["beams", "beam:many", "sampling:-1", {"strategy": "luck"}])
def test_an_unknown_way_to_decode_is_refused_at_once(how):
    with pytest.raises(ConfigurationError, match="no way to decode"):
        SupportPipeline(decoding=how)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('needs = ["order_number"]', 'needs = ["order_nr"]', "needs 'order_nr'"),
        ("{order_number}", "{order_numbers}", "slot 'order_numbers'.*did you mean 'order_number'"),
        ('intent = ["track_order"]', 'intent = ["track_orders"]', "intent 'track_orders'.*'track_order'"),
        ('signals = ["danger"]', 'signals = ["dangerous"]', "signal 'dangerous'.*'danger'"),
    ],
)
def test_a_policy_that_names_what_there_is_not_is_refused(tiny, sample, tmp_path, old, new, says):
    policy = (sample / "policy.toml").read_text("utf-8").replace(old, new)
    (tmp_path / "policy.toml").write_text(policy, encoding="utf-8")
    files = {"intents": sample / "intents.csv", "slots": sample / "slots.toml"}

    with pytest.raises(ConfigurationError, match=says):
        tiny(policy=tmp_path / "policy.toml", **files).warm_up()


def test_a_policy_without_the_files_that_it_speaks_of_is_refused(tiny, sample):
    with pytest.raises(ConfigurationError, match="give the file that has it as option 'slots'"):
        tiny(policy=sample / "policy.toml").warm_up()


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"conversation_id": "a", "speaker": "narrator", "text": "Silence."}, "narrator"),
        ({"conversation_id": "a", "speaker": "user", "text": "  "}, "empty|no words|text"),
        ({"conversation_id": "a", "speaker": "user"}, "text"),
        ({"conversation_id": "a", "text": "Hello", "time": "yesterday"}, "time"),
        ({"conversation_id": "a", "turn": "first", "text": "Hello"}, "turn"),
        ({"id": "a", "turns": []}, "turns"),
        ({"id": "a", "turns": [{"speaker": "user"}]}, "text"),
    ],
)
def test_a_broken_row_says_what_is_wrong_and_spoils_no_other(tiny, row, says):
    bad, good = tiny().run([row, {"conversation_id": "b", "text": "Hello"}])

    assert bad.error is not None
    assert re.search(says, bad.error.message)
    assert good.error is None


def test_a_turn_that_comes_too_late_or_twice_is_refused(tiny):
    rows = [
        {"conversation_id": "a", "turn": "0", "text": "Where is my order?"},
        {"conversation_id": "b", "turn": "5", "text": "A conversation may be joined later"},
        {"conversation_id": "a", "turn": "2", "speaker": "agent", "text": "Gaps are fine"},
        {"conversation_id": "a", "turn": "1", "text": "This comes too late"},
        {"conversation_id": "a", "turn": "3", "text": "And on"},
    ]
    results = tiny().run(rows)

    assert [result.error is None for result in results] == [True, True, True, False, True]
    assert "turn 1" in results[3].error.message
    assert results[3].error.remedy


def test_intents_can_be_learned_on_an_encoder_of_their_own(sample, monkeypatch):
    load, tiny = Encoder.load, tiny_encoder()
    monkeypatch.setattr(Encoder, "load", lambda model: tiny if model == "tiny" else load(model))
    pipeline = SupportPipeline(intents=sample / "intents.csv", intent_model="tiny")
    [result] = pipeline.run(["Where is my parcel?"])
    assert result.turns[0].intent.candidates
    assert result.turns[0].emotion is not None
    models = {made.digest for made in result.provenance.ingredients if made.kind == "model"}
    assert {tiny.model.sha256, pipeline.runtime.encoder.model.sha256} <= models
