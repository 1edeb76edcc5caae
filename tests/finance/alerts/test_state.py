import json
import random
from datetime import UTC, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dsolutions.types import Document, Span
from dsolutions_finance.alerts import AlertEngine, AlertRules, AlertState
from dsolutions_finance.results import Entity, Event, Magnitude, Sentiment

QUOTE = Span.of("Acme fell", 5, 9)
RULES = [
    "credit.default",
    "litigation.investigation",
    "layoffs.job_cuts",
    "market.share_price",
    "cyber.breach",
    "x.y",
]
ENGINE = AlertEngine()


def entity(name, negative):
    sentiment = Sentiment(
        label="negative" if negative > 0.5 else "positive",
        probabilities={"negative": negative, "neutral": 0.0, "positive": 1 - negative},
    )
    return Entity(name=name, type="company", mentions=(QUOTE,), sentiment=sentiment, evidence=(QUOTE,))


def event(name, rule, percent):
    size = Magnitude(kind="percent", value=percent, evidence=QUOTE)
    return Event(type="any", entity=name, rule=rule, magnitude=size, evidence=(QUOTE,))


items = st.tuples(
    st.lists(
        st.sampled_from(["recall", "court", "plant", "debt", "chief", "strike"]), min_size=1, max_size=5
    ),
    st.sampled_from(["Acme", "Borealis", "Cobalt"]),
    st.floats(0, 1),
    st.sampled_from(RULES),
    st.floats(-60, 20),
    st.one_of(st.none(), st.datetimes(datetime(2025, 1, 1), datetime(2025, 3, 1), timezones=st.just(UTC))),
)


def assess(state, item):
    words, name, negative, rule, percent, time = item
    document = Document(id="1", text=" ".join(words), time=time)
    return ENGINE.assess(document, [entity(name, negative)], [event(name, rule, percent)], state)


@settings(max_examples=60, deadline=None)
@given(feed=st.lists(items, max_size=25), cut=st.integers(0, 25))
def test_a_feed_that_is_saved_and_restored_gives_the_same_alerts(feed, cut):
    whole, first = AlertState(), AlertState()
    expected = [assess(whole, item) for item in feed]
    before = [assess(first, item) for item in feed[:cut]]
    second = AlertState.model_validate_json(first.model_dump_json())
    assert before + [assess(second, item) for item in feed[cut:]] == expected
    assert second.model_dump_json() == whole.model_dump_json()


def test_a_state_survives_a_file(tmp_path):
    state = AlertState()
    assess(state, (["debt"], "Acme", 0.9, "credit.default", -3.0, None))
    state.save(tmp_path / "state.json")
    assert AlertState.load(tmp_path / "state.json") == state


def test_the_state_is_bounded_over_an_endless_feed():
    rules = AlertRules.builtin()
    small = rules.model_copy(update={"memory": rules.memory.model_copy(update={"max_entities": 100})})
    engine, state, chance = AlertEngine(small), AlertState(), random.Random(0)
    pool = [entity(f"Company {n}", chance.random()) for n in range(400)]
    sizes = []
    for n in range(50_000):
        who = chance.choice(pool)
        document = Document.model_construct(id="1", text=f"{chance.random()} {chance.random()}", time=None)
        engine.assess(document, [who], [event(who.name, RULES[n % 6], -20.0)] if n % 5 == 0 else [], state)
        if n % 10_000 == 9_999:
            sizes.append(len(state.model_dump_json()))
    assert len(state.entities) == 100
    assert max(sizes[1:]) < 1.1 * sizes[0]


def test_the_least_recently_seen_entity_is_forgotten_first():
    rules = AlertRules.builtin()
    memory = rules.memory.model_copy(update={"max_entities": 2})
    state = AlertState()
    for name in ("Acme", "Borealis", "Acme", "Cobalt"):
        state.recall(name, 0.0, memory)
    assert list(state.entities) == ["Acme", "Cobalt"]
    restored = AlertState.model_validate_json(state.model_dump_json())
    restored.recall("Dorado", 0.0, memory)
    assert list(restored.entities) == ["Cobalt", "Dorado"]


def test_without_times_the_order_is_the_clock():
    memory, state = AlertRules.builtin().memory, AlertState()
    times = [state.tick(None, memory) for _ in range(3)]
    assert [round(60 * (b - a)) for a, b in pairwise(times)] == [1, 1]
    at = datetime(2025, 1, 6, tzinfo=UTC)
    timed = state.tick(at, memory)
    assert state.tick(None, memory) == pytest.approx(timed + 1 / 60)


def test_the_same_feed_gives_the_same_state():
    chance = random.Random(1)
    feed = [
        (["word"] * 3 + [str(chance.random())], "Acme", chance.random(), RULES[0], -1.0,
         datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=chance.randrange(500)))
        for _ in range(50)
    ]  # fmt: skip
    one, other = AlertState(), AlertState()
    for item in feed:
        assert assess(one, item) == assess(other, item)
    assert json.loads(one.model_dump_json()) == json.loads(other.model_dump_json())


def test_the_history_of_one_entity_is_bounded():
    state, numbers = AlertState(), count()
    rules = AlertRules.builtin()
    for _ in range(200):
        assess(state, ([f"w{next(numbers)}" for _ in range(5)], "Acme", 0.9, "layoffs.job_cuts", -1.0, None))
    memory = state.entities["Acme"]
    assert len(memory.stories) == rules.duplicates.stories
    assert len(memory.rules["job_cuts"].hits) == rules.escalation.count


def test_a_spread_that_rounding_left_below_zero_is_none():
    from dsolutions_finance.alerts.state import Tone

    assert Tone(weight=2.0, mean=0.5, spread=-1e-17).deviation == 0.0
