from time import perf_counter

import pytest

from dsolutions_support.conversation import TurnSpan
from dsolutions_support.escalation import EscalationDetector, EscalationMemory, displeasure, slope
from dsolutions_support.results import Emotion

DETECTOR = EscalationDetector()


def feeling(angry, evidence=()):
    shares = {"angry": angry, "calm": 1 - angry}
    return Emotion(
        feeling=max(shares, key=shares.get), feelings=shares, labels=(), scores={}, evidence=evidence
    )


def run(turns, memory):
    """Notice the turns of a user; each is a text or a text and a share of anger."""
    found = []
    for number, turn in enumerate(turns):
        text, emotion = (turn, None) if isinstance(turn, str) else (turn[0], feeling(turn[1]))
        found += DETECTOR.notice(number, text, memory, emotion)
    return found


def test_anger_that_rises_is_noticed_when_it_has_risen():
    memory = EscalationMemory()
    found = run([("Hello there", 0.05), ("It is late", 0.3), ("This is a joke", 0.7)], memory)

    assert [(e.signal, e.level, e.turn) for e in found] == [("rising_anger", "urgent", 2)]
    assert "from 5% to 70%" in found[0].reason
    assert memory.trend == pytest.approx(0.325)


def test_anger_that_stays_level_is_noticed_once():
    found = run(
        [("This is a joke", 0.8), ("And not a good one", 0.85), ("Not at all", 0.75)], EscalationMemory()
    )

    assert [(e.turn, e.level) for e in found] == [(0, "urgent")]


def test_a_first_turn_needs_more_anger_or_a_second_one():
    assert run(["I lost my card", ("And now?", 0.1)], EscalationMemory()) == []
    assert run([("I lost my card", 0.6), ("And now?", 0.1), ("Thanks", 0.0)], EscalationMemory()) == []
    (found,) = run([("I lost my card", 0.6), ("So what", 0.6), ("And now?", 0.6)], EscalationMemory())

    assert (found.signal, found.turn) == ("rising_anger", 1)
    assert "comes in angry" in found.reason


def test_anger_points_at_the_words_that_the_model_attended_to():
    words = (TurnSpan(turn=4, start=10, end=14, quote="joke"),)
    (found,) = DETECTOR.notice(4, "This is a joke", EscalationMemory(), feeling(0.8, words))

    assert found.evidence == words


def test_a_question_asked_again_in_other_words_order_is_noticed_with_both_turns():
    turns = ["Where is my parcel?", "The number is 4471", "I asked: my parcel, where is it?"]
    (found,) = run(turns, EscalationMemory())

    assert (found.signal, found.level) == ("repeated_question", "watch")
    assert [span.quote for span in found.evidence] == [turns[0], turns[2]]


def test_a_question_asked_a_third_time_is_urgent():
    found = run(["When will the refund arrive?"] * 3, EscalationMemory())

    assert [(e.level, [span.turn for span in e.evidence]) for e in found] == [
        ("watch", [0, 1]),
        ("urgent", [0, 2]),
    ]


def test_embeddings_find_a_repetition_that_shares_no_words():
    memory = EscalationMemory()
    DETECTOR.notice(0, "When does the refund arrive?", memory, embedding=[1.0, 0.0])
    (found,) = DETECTOR.notice(2, "How long until I see my money?", memory, embedding=[0.96, 0.28])

    assert [span.turn for span in found.evidence] == [0, 2]


@pytest.mark.parametrize("text", ["Yes please", "Ok thanks!", "No, that is it"])
def test_short_answers_are_no_repeated_questions(text):
    assert run([text, text], EscalationMemory()) == []


def test_a_signal_given_twice_is_urgent():
    found = run(["I'm going to the press, it is absurd", "My lawyer will write to you"], EscalationMemory())

    assert [e.level for e in found] == ["urgent", "urgent"]
    assert "not for the first time (2 turns)" in found[1].reason


def test_memory_saved_and_restored_goes_on_the_same():
    start, rest = [("Where is my parcel today", 0.1)], [("So where is my parcel today?", 0.7)]
    kept = EscalationMemory()
    run(start, kept)
    restored = EscalationMemory.model_validate_json(kept.model_dump_json())

    assert run(rest, restored) == run(rest, kept)
    assert restored == kept


def test_memory_and_time_do_not_grow_with_the_conversation():
    memory, sizes, times = EscalationMemory(), [], []
    for number in range(400):
        text = f"Turn {number}: item {number * 7} of list {number * 13} is missing, get me a human " * 3
        begun = perf_counter()
        DETECTOR.notice(number, text, memory, feeling(0.5))
        times.append(perf_counter() - begun)
        sizes.append(len(memory.model_dump_json()))

    assert max(sizes[200:]) < 1.1 * max(sizes[20:40])
    assert sorted(times[300:])[50] < 3 * sorted(times[20:120])[50]


def test_evidence_quotes_the_turn():
    text = "Honestly, get me a manager or I close my account"
    for found in DETECTOR.notice(0, text, EscalationMemory()):
        for span in found.evidence:
            assert text[span.start : span.end] == span.quote


def test_displeasure_orders_the_feelings():
    def alone(name):
        return displeasure(Emotion(feeling=name, feelings={name: 1.0}, labels=(), scores={}))

    assert alone("angry") > alone("frustrated") > alone("calm") > alone("satisfied")


def test_the_slope_of_one_value_is_unknown():
    assert slope([1.0]) is None
    assert slope([1.0, 1.0, 1.0]) == 0
    assert slope([3.0, 2.0, 1.0]) == -1


def test_a_third_way_to_ask_counts_although_it_is_not_like_the_second():
    memory = EscalationMemory()
    vectors = [(1.0, 0.0), (0.9, 0.43589), (0.9, -0.43589)]
    texts = ["When does it arrive exactly?", "On which day is the delivery?", "What morning do you bring it?"]
    found = [
        one
        for number, (text, vector) in enumerate(zip(texts, vectors, strict=True))
        for one in DETECTOR.notice(number, text, memory, embedding=vector)
    ]

    assert [(one.turn, one.level) for one in found] == [(1, "watch"), (2, "urgent")]
    assert "repeats turn 0, saying it for the third time" in found[1].reason
