import numpy as np
import pytest

from dsolutions.runtime import Runtime
from dsolutions.testing import tiny_encoder
from dsolutions_support.intent import IntentExamples, IntentModel, likeness, model
from dsolutions_support.intent.embedder import TurnEmbedder, Turns
from dsolutions_support.intent.likeness import VectorLikeness, WordLikeness

WORDS = {"my": 0, "card": 1, "is": 2, "lost": 3, "blocked": 4, "gone": 5}


def said(*texts: str) -> Turns:
    """Every word is a direction of its own; that of a text is the mean of its words."""
    ids = [np.array([WORDS[word] for word in text.split()]) for text in texts]
    states = [np.eye(len(WORDS), dtype=np.float32)[row] for row in ids]
    means = np.stack([rows.mean(axis=0) for rows in states])
    return Turns(means / np.linalg.norm(means, axis=1, keepdims=True), ids, states)


EXAMPLES = said("my card is lost", "lost", "my card is blocked", "my card is blocked")
STARTS = np.array([0, 2])


def test_a_rare_word_counts_more_than_those_that_every_example_has():
    found = WordLikeness.fit(EXAMPLES, STARTS)
    rarity = dict(zip(found.known.tolist(), found.rarity[:-1].tolist(), strict=True))
    assert rarity[WORDS["lost"]] == rarity[WORDS["blocked"]] > rarity[WORDS["card"]]
    assert found.rarity[-1] == found.rarity.max()
    lost, blocked = found(said("lost card", "card blocked"))
    assert lost[0] > lost[1]
    assert blocked[1] > blocked[0]


def test_the_likest_example_of_an_intent_counts():
    found = WordLikeness.fit(EXAMPLES, STARTS)
    same = found(said("my card is lost"))
    assert same[0, 0] == pytest.approx(1, abs=1e-3)
    alone = WordLikeness.fit(EXAMPLES.take(np.array([1, 2, 3])), np.array([0, 1]))
    assert alone(said("my card is lost"))[0, 0] < same[0, 0]


def test_words_that_no_example_has_are_like_none():
    found = WordLikeness.fit(EXAMPLES, STARTS)
    known, unknown = found(said("lost", "gone"))
    assert unknown.max() < known.max()


def test_turns_are_compared_alike_one_by_one_and_together(monkeypatch):
    found = WordLikeness.fit(EXAMPLES, STARTS)
    asked = said("my card is gone", "lost", "is blocked", "my card")
    together = found(asked)
    monkeypatch.setattr(likeness, "_AT_ONCE", 1)
    np.testing.assert_allclose(found(asked), together, atol=1e-6)


def test_vectors_of_whole_turns_are_compared_by_their_cosine():
    found = VectorLikeness.fit(EXAMPLES, STARTS)
    [row] = found(said("lost"))
    assert row[0] == pytest.approx(1, abs=1e-6)
    assert row[1] < row[0]


def test_a_turn_without_words_is_compared_too():
    turns = TurnEmbedder(Runtime(tiny_encoder()))(["", "hello there"])
    assert len(turns.ids[0]) > 0
    assert np.isfinite(WordLikeness.fit(turns, np.array([0, 1]))(turns)).all()


def test_many_examples_are_compared_by_their_vectors_and_few_by_their_words(
    examples, runtime, tmp_path, monkeypatch
):
    few = IntentModel.fit(examples, runtime)
    monkeypatch.setattr(model, "FEW", 3)
    many = IntentModel.fit(examples, runtime)
    assert isinstance(few.head.likeness, WordLikeness)
    assert isinstance(many.head.likeness, VectorLikeness)
    loaded = IntentModel.load(many.save(tmp_path / "many.safetensors"), runtime)
    assert isinstance(loaded.head.likeness, VectorLikeness)
    assert loaded.classify(["where is it"]) == many.classify(["where is it"])


def test_words_help_where_intents_share_all_but_one(runtime):
    """Ten kinds of cards, asked for in the same words: each turn of another wording finds its kind."""
    kinds = ("debit", "credit", "gift", "travel", "student", "virtual", "company", "metal", "junior", "fuel")
    texts = [f"{ask} {kind} card" for kind in kinds for ask in ("i would like to order a", "send me the")]
    learned = IntentModel.fit(IntentExamples(texts, [kind for kind in kinds for _ in range(2)]), runtime)
    answers = learned.classify([f"how do i get hold of one of your {kind} cards" for kind in kinds])
    assert [next(iter(answer.candidates)) for answer in answers] == list(kinds)
