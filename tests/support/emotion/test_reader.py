import numpy as np
import pytest

from dsolutions.errors import AdapterMismatch
from dsolutions.testing import tiny_adapter, tiny_runtime
from dsolutions_support.emotion import EmotionReader, FeelingTable
from dsolutions_support.emotion.reader import WINDOW

LABELS = tuple(sorted(FeelingTable.default().labels))
ATTENDING = {"task": "multi_label", "reader": "lstm_attention"}
TURNS = [(0, "where is my parcel?"), (3, "still not here, i am angry!"), (4, "")]


@pytest.fixture
def reader():
    return EmotionReader(tiny_runtime(), tiny_adapter("emotion", LABELS, **ATTENDING))


def test_turns_are_answered_in_order_each_on_its_own(reader):
    together = reader.read(TURNS)
    for emotion, turn in zip(together, TURNS, strict=True):
        [alone] = reader.read([turn])
        assert alone.feeling == emotion.feeling
        assert alone.evidence == emotion.evidence
        assert alone.scores == pytest.approx(emotion.scores, abs=1e-3)
        assert all(turn[1][span.start : span.end] == span.quote for span in emotion.evidence)
        assert {span.turn for span in emotion.evidence} <= {turn[0]}


def test_labels_are_those_that_reach_their_thresholds():
    scores = (
        EmotionReader(tiny_runtime(), tiny_adapter("emotion", LABELS, **ATTENDING)).read(TURNS[:1])[0].scores
    )
    middle = scores["joy"]
    cuts = tuple(middle - 0.001 if label == "joy" else 0.99 for label in LABELS)
    strict = tiny_adapter("emotion", LABELS, thresholds=cuts, **ATTENDING)
    assert EmotionReader(tiny_runtime(), strict).read(TURNS[:1])[0].labels == ("joy",)


def test_a_long_turn_is_read_in_windows_and_nothing_of_it_is_lost(reader, monkeypatch):
    asked = []
    read = reader._runtime.read
    monkeypatch.setattr(reader._runtime, "read", lambda rows, name: asked.extend(rows) or read(rows, name))
    text = "all is well. " * 20
    [emotion] = reader.read([(0, text)])
    assert "".join(row.text for row in asked) == text
    assert len(asked) > 1
    assert all(row.text.startswith("all") for row in asked)
    assert max(len(reader._runtime.encoder.offsets(row.text)) for row in asked) <= WINDOW
    monkeypatch.undo()
    answers = reader._runtime.predict(asked, "emotion")
    whole = np.mean([answer["emotion"] for answer in answers], axis=0)
    assert list(emotion.scores.values()) == pytest.approx(whole.tolist(), abs=1e-3)


@pytest.mark.parametrize(
    "adapter",
    [
        tiny_adapter("mood", LABELS, **ATTENDING),
        tiny_adapter("emotion", LABELS, task="multi_label"),
        tiny_adapter("emotion", (*LABELS, "hangry"), **ATTENDING),
    ],
    ids=["other head", "no attention", "unknown label"],
)
def test_an_adapter_for_another_task_is_refused(adapter):
    with pytest.raises(AdapterMismatch, match="table of feelings"):
        EmotionReader(tiny_runtime(), adapter)
