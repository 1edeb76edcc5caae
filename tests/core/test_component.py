import asyncio
import itertools

import pandas as pd
import pytest

from dsolutions import Document, FeedState, Pipeline, Safety
from dsolutions.errors import ConfigurationError, InputError, PredictionError
from dsolutions.safety import OpenGate
from dsolutions.testing import Shouter, ShouterState


def loud(results):
    return [result.loud for result in results]


def test_every_kind_of_input_gives_one_result_per_item_in_order():
    texts = ["one", "two"]
    for inputs in (
        texts,
        tuple(texts),
        iter(texts),
        [Document(id="a", text="one"), Document(id="b", text="two")],
        [{"text": "one"}, {"headline": "two", "desk": "EU"}],
        pd.DataFrame({"title": texts}),
    ):
        assert loud(Shouter().run(inputs)) == ["ONE", "TWO"]


def test_a_single_text_is_one_input_and_not_its_letters():
    assert loud(Shouter().run("one")) == ["ONE"]


def test_ids_are_the_callers_or_the_position():
    results = Shouter().run(["one", {"id": 7, "text": "two"}, Document(id="x", text="three")])
    assert [result.document_id for result in results] == ["0", "7", "x"]


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ({"colour": "red"}, "no text"),
        ({"text": None}, "no text"),
        ({"text": float("nan")}, "no text"),
        ({"text": "x", "time": "not a time"}, "time"),
        (42, "int"),
        (None, "NoneType"),
        ("boom", "boom"),
    ],
)
def test_a_bad_item_has_its_own_error_and_spoils_no_other(bad, says):
    results = Shouter().run(["one", bad, "two", "three"])
    assert loud(results) == ["ONE", "", "TWO", "THREE"]
    assert says in results[1].error.message
    assert [result.error is None for result in results] == [True, False, True, True]
    assert [result.seen for result in results] == [1, 0, 2, 3]


def test_on_error_raise_raises_the_first_failure():
    with pytest.raises(InputError, match="empty"):
        Shouter().run(["one", ""], on_error="raise")
    with pytest.raises(PredictionError, match="boom") as caught:
        Shouter().run(["one", "boom"], on_error="raise")
    assert caught.value.item == "1"


def test_a_stream_gives_what_run_gives():
    inputs = ["one", "boom", "", *map(str, range(200))]
    assert list(Shouter().stream(inputs, chunk=7)) == Shouter().run(inputs)


def test_a_stream_answers_an_endless_feed():
    feed = (f"item {n}" for n in itertools.count())
    assert loud(itertools.islice(Shouter().stream(feed, chunk=3), 4)) == [
        "ITEM 0",
        "ITEM 1",
        "ITEM 2",
        "ITEM 3",
    ]


def test_a_feed_goes_on_where_its_saved_state_stopped(tmp_path):
    state = ShouterState()
    first = Shouter().run(["a", "b"], state=state)
    state.save(tmp_path / "feed.json")
    second = Shouter().run(["c"], state=ShouterState.load(tmp_path / "feed.json"))
    assert [r.seen for r in first + second] == [1, 2, 3]
    assert [r.seen for r in Shouter().run(["a"])] == [1]


def test_a_state_of_another_pipeline_is_refused():
    with pytest.raises(ConfigurationError, match="ShouterState"):
        Shouter().run(["a"], state=FeedState())


def test_the_async_twins_give_the_same():
    async def ask():
        return await Shouter().arun(["one"]), [r async for r in Shouter().astream(["one", "two"])]

    ran, streamed = asyncio.run(ask())
    assert loud(ran) == ["ONE"]
    assert loud(streamed) == ["ONE", "TWO"]


def test_nothing_is_loaded_before_it_is_needed_and_only_once(monkeypatch):
    loads = []
    monkeypatch.setattr(Shouter, "load", lambda self: loads.append(1))
    pipeline = Shouter()
    assert loads == []
    pipeline.warm_up()
    pipeline.run(["a"])
    assert loads == [1]


class Strict(OpenGate):
    """Admits no secrets, and lets results out louder; breaks on request."""

    def __init__(self, broken=None):
        self.broken = broken

    def admit(self, documents):
        self._break("admit", [document.text for document in documents])
        return [Safety(decision="block" if "secret" in d.text else "allow") for d in documents]

    def judge(self, answers):
        self._break("judge", [answer.document.text for answer in answers])
        return [answer.admitted for answer in answers]

    def release(self, answer, verdict, risk):
        self._break("release", [answer.document.text])
        louder = {"loud": answer.result.loud + "!", "safety": verdict}
        return answer.result.model_copy(update=louder)

    def _break(self, step, texts):
        if step == self.broken and "two" in texts:
            raise RuntimeError("broken")


def test_a_gate_sees_every_document_and_every_result():
    pipeline = Shouter()
    pipeline.gate = Strict()
    results = pipeline.run(["card", "secret", "", "two"])
    assert loud(results) == ["CARD!", "!", "", "TWO!"]
    assert [result.safety.decision for result in results] == ["allow", "block", "not_assessed", "allow"]
    assert [result.seen for result in results] == [1, 0, 0, 2]  # what is blocked is not followed


@pytest.mark.parametrize("step", ["admit", "follow", "statements", "exchange", "judge", "release"])
def test_a_step_that_fails_holds_back_that_one_answer(step, monkeypatch):
    pipeline = Shouter()
    pipeline.gate = Strict(broken=step)
    if step in ("follow", "statements", "exchange"):
        works = getattr(pipeline, step)

        def failing(document, *given):
            if document.text == "two":
                raise RuntimeError("broken")
            return works(document, *given)

        monkeypatch.setattr(pipeline, step, failing)
    results = pipeline.run(["one", "two", "three", "secret"])
    assert loud(results) == ["ONE!", "", "THREE!", "!"]
    assert results[1].error.message == "broken"
    assert [result.error is None for result in results] == [True, False, True, True]
    with pytest.raises(PredictionError, match="broken"):
        pipeline.run(["two"], on_error="raise")


def test_turned_off_nothing_pretends_to_be_assessed_and_provenance_says_so():
    [result] = Shouter().run(["one"])
    assert result.safety.decision == "not_assessed"
    assert result.safety.scores == {}
    assert "safety policy: off" in [made.name for made in result.provenance.ingredients]


def test_every_pipeline_has_a_policy_unless_it_is_turned_off():
    class Plain(Shouter):
        def __init__(self):
            Pipeline.__init__(self)
            self.punctuation = ""

    assert Plain().policy.name == "general"
    assert Shouter(safety="finance").policy.name == "finance"
    with pytest.raises(ConfigurationError, match="no safety policy"):
        Shouter(safety="nonsense").warm_up()


def test_a_pipeline_says_how_it_was_built():
    assert repr(Shouter(punctuation="!")) == "Shouter(punctuation='!', safety='off')"
    [result] = Shouter().run(["one"])
    assert result.provenance.pipeline == "shouter"
