import numpy as np
import pytest

from dsolutions.runtime import Row, Runtime
from dsolutions_finance.contracts.types.learning import fit_vectors
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.vectors import LAYERS, VectorModel, layer_means

LEARNED = {
    "We may change these terms at any time.": (True, False),
    "The company may amend this agreement whenever it likes.": (True, False),
    "We reserve the right to revise these rules without notice.": (True, False),
    "You agree to resolve disputes by arbitration.": (False, True),
    "Claims are settled by an arbitrator and not in court.": (False, True),
    "Any dispute goes to binding arbitration.": (False, True),
    "You can share pictures with your friends.": (False, False),
    "The shop is open on weekdays.": (False, False),
    "Your photos are shown in an album.": (False, False),
}


@pytest.fixture(scope="module")
def runtime():
    return Runtime()


def read(runtime, text):
    return layer_means(runtime, text, [Passage(0, len(text))])


@pytest.fixture(scope="module")
def model(runtime):
    means = np.concatenate([read(runtime, text) for text in LEARNED])
    return fit_vectors(np.tile(means, (14, 1, 1)), np.tile(list(LEARNED.values()), (14, 1)), 40)


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The provider can alter the conditions as it sees fit.", 0),
        ("No judge hears your case: an umpire does.", 1),
    ],
)
def test_a_meaning_is_known_in_other_words(runtime, model, text, type):
    scores = model.scores(read(runtime, text))[0]
    assert scores.argmax() == type
    assert scores[type] > model.scores(read(runtime, "Albums can be sorted by date."))[0, type]


def test_a_saved_model_scores_the_same(runtime, model, tmp_path):
    model.save(tmp_path / "model.safetensors")
    means = read(runtime, "We may change these terms.")
    again = VectorModel.load(tmp_path / "model.safetensors")
    np.testing.assert_allclose(again.scores(means), model.scores(means), rtol=1e-4)


def test_passages_are_read_each_on_its_own(runtime):
    text = "You can share pictures. We may change these terms."
    means = layer_means(runtime, text, [Passage(0, 23), Passage(24, len(text))])
    alone = runtime.embed_layers([Row(text[24:])], LAYERS)
    np.testing.assert_allclose(means[1:], alone, atol=1e-4)


def test_a_passage_too_long_for_the_encoder_is_read_in_pieces(runtime):
    means = read(runtime, "We may change these terms at any time. " * 100)
    assert means.shape == (1, len(LAYERS), runtime.encoder.hidden_size)
    assert np.isfinite(means).all()


def test_nothing_is_read_of_no_passages(runtime, model):
    assert model.scores(layer_means(runtime, "", [])).shape == (0, 2)
