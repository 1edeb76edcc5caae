import numpy as np
import pytest

from dsolutions.errors import AdapterError, AdapterMismatch, InputError, ModelError
from dsolutions.runtime import Runtime
from dsolutions.testing import tiny_adapter, tiny_encoder, tiny_runtime
from dsolutions_support.intent import IntentExamples, IntentModel, OperatingPoint
from dsolutions_support.intent.embedder import TurnEmbedder


def test_new_wordings_get_their_intent_and_other_subjects_none(model):
    asked = ["my package has not been delivered", "i would like to return this coat", "do you open at nine"]
    answers = model.classify([*asked, "what is the capital of peru"])
    assert [answer.label for answer in answers] == ["track_order", "return_item", "opening_hours", None]
    assert [answer.in_scope for answer in answers] == [True, True, True, False]


def test_candidates_come_best_first_and_begin_with_the_answer(model):
    [answer] = model.classify(["track my delivery"])
    shares = list(answer.candidates.values())
    assert next(iter(answer.candidates)) == answer.label
    assert shares == sorted(shares, reverse=True)
    assert (shares[0], sum(shares)) == (answer.probability, pytest.approx(1, abs=0.001))


def test_the_card_reports_scores_of_examples_that_the_scoring_head_had_not_seen(examples, runtime):
    """Shuffled intents can be learned by heart, but not guessed."""
    intents = np.random.default_rng(0).permutation(examples.intents).tolist()
    shuffled = IntentModel.fit(IntentExamples(examples.texts, intents), runtime).card
    learned = IntentModel.fit(examples, runtime).card
    assert shuffled.scores["accuracy"].value < 0.6 < 0.9 < learned.scores["accuracy"].high
    assert shuffled.temperature > learned.temperature
    assert learned.scored_on == "cross-validation"


def test_the_card_states_the_operating_point_and_its_cost(model, examples, runtime):
    assert model.card.scope.point.aim == "balance"
    assert model.card.scope.caught is not None
    keeping = IntentModel.fit(examples, runtime).card.scope
    assert (keeping.point, keeping.caught) == (OperatingPoint.keep(0.95), None)
    assert 0.9 <= keeping.kept <= 1
    assert "out-of-scope" in str(model.card)
    assert "out-of-scope" not in str(IntentModel.fit(examples, runtime).card)


def test_held_out_examples_take_the_place_of_cross_validation(examples, runtime):
    held_out = IntentExamples(
        ["is my parcel on its way", "where did my order go", "return these boots", "i send it back"],
        ["track_order", "track_order", "return_item", "return_item"],
        name="later",
    )
    card = IntentModel.fit(examples, runtime, held_out=held_out).card
    assert (card.scored_on, card.scores["accuracy"].value) == ("later", 1.0)
    other = IntentExamples(["a", "b", "c", "d"], ["x", "x", "y", "y"])
    with pytest.raises(InputError, match="intent 'x' is not known"):
        IntentModel.fit(examples, runtime, held_out=other)


def test_a_saved_model_answers_as_before(model, runtime, tmp_path):
    loaded = IntentModel.load(model.save(tmp_path / "models" / "shop.safetensors"), runtime)
    asked = ["where is it", "are you open"]
    assert loaded.classify(asked) == model.classify(asked)
    assert (loaded.card, loaded.ingredient) == (model.card, model.ingredient)


def test_a_model_is_refused_on_another_encoder_or_without_its_adapter(examples, model, tmp_path):
    path = model.save(tmp_path / "shop.safetensors")
    with pytest.raises(AdapterMismatch, match="another encoder"):
        IntentModel.load(path, tiny_runtime())
    runtime = Runtime(tiny_encoder())
    runtime.load(tiny_adapter("mood", rank=2, seed=1))
    adapted = IntentModel.fit(examples, runtime, adapter="mood").save(tmp_path / "adapted.safetensors")
    runtime.load(tiny_adapter("mood", rank=2, seed=2))
    with pytest.raises(AdapterMismatch, match="another version of its adapter"):
        IntentModel.load(adapted, runtime)
    runtime.unload("mood")
    with pytest.raises(AdapterError, match="no such adapter"):
        IntentModel.load(adapted, runtime)


def test_a_file_that_is_no_model_is_refused(runtime, tmp_path):
    path = tmp_path / "x.safetensors"
    with pytest.raises(ModelError, match="no intent model"):
        IntentModel.load(path, runtime)
    path.write_bytes(b"nothing of the kind")
    with pytest.raises(ModelError, match="no intent model"):
        IntentModel.load(path, runtime)


def test_the_ingredient_follows_the_examples(examples):
    first = IntentModel.fit(examples, tiny_runtime()).ingredient
    again = IntentModel.fit(examples, tiny_runtime()).ingredient
    fewer = IntentExamples(examples.texts[:-1], examples.intents[:-1], name="shop")
    assert first == again
    assert first.name == "intents:shop"
    assert IntentModel.fit(fewer, tiny_runtime()).ingredient.digest != first.digest


def test_a_text_longer_than_the_encoder_reads_is_read_whole():
    embed = TurnEmbedder(tiny_runtime())
    start = "where is my parcel " * 40
    texts = ["hello", start, start + "cancel it " * 20]
    turns = embed(texts)
    np.testing.assert_allclose(np.linalg.norm(turns.vectors, axis=1), 1, atol=1e-6)
    np.testing.assert_allclose(turns.vectors[0], embed(["hello"]).vectors[0], atol=1e-6)
    np.testing.assert_array_equal(turns.vectors, embed.vectors(texts))
    assert not np.allclose(turns.vectors[1], turns.vectors[2], atol=1e-3)
    assert [len(ids) for ids in turns.ids] == [len(states) for states in turns.states]
    assert len(turns.ids[0]) < len(turns.ids[1]) < len(turns.ids[2])


def test_no_texts_get_no_intents(model):
    assert model.classify([]) == []
