import csv

import pytest

from dsolutions_pipelines import SupportPipeline
from dsolutions_support.memory import SupportState


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
    assert card.state.values() == {"card_type": "debit", "card_last4": "4471"}
    assert card.replies[0].text.startswith("I have blocked your debit card ending in 4471.")
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
    assert one.user("the debit card") == other.user("the debit card")
    assert one.memory.of("chat").state.values() == {"card_type": "debit"}


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
        session.agent("One moment please.")
        sizes.append(len(session.memory.model_dump_json()))
    assert max(sizes[30:]) < 1.05 * max(sizes[:30])
