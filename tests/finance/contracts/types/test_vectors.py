import numpy as np
import pytest

from dsolutions.runtime import Runtime
from dsolutions_finance.contracts.types.learning import fit_vectors, token_states
from dsolutions_finance.contracts.types.passages import Passage
from dsolutions_finance.contracts.types.vectors import VectorModel

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


@pytest.fixture(scope="module")
def model(runtime):
    states = token_states(runtime, list(LEARNED))
    return fit_vectors(states * 80, np.tile(list(LEARNED.values()), (80, 1)))


def score(runtime, model, text):
    return model.scores(runtime, text, [Passage(0, len(text))])[0]


@pytest.mark.parametrize(
    ("text", "type"),
    [
        ("The provider can alter the conditions as it sees fit.", 0),
        ("No judge hears your case: an umpire does.", 1),
    ],
)
def test_a_meaning_is_known_in_other_words(runtime, model, text, type):
    scores = score(runtime, model, text)
    assert scores.argmax() == type
    assert scores[type] > score(runtime, model, "Albums can be sorted by date.")[type]


def test_a_saved_model_scores_the_same(runtime, model, tmp_path):
    model.save(tmp_path / "model.safetensors")
    again = VectorModel.load(tmp_path / "model.safetensors")
    text = "We may change these terms."
    np.testing.assert_array_equal(score(runtime, again, text), score(runtime, model, text))


def test_passages_are_read_each_on_its_own(runtime, model):
    text = "You can share pictures. We may change these terms."
    scores = model.scores(runtime, text, [Passage(0, 23), Passage(24, len(text))])
    np.testing.assert_allclose(scores[1], score(runtime, model, text[24:]), atol=1e-3)


def test_a_passage_too_long_for_the_encoder_scores_as_its_likeliest_piece(runtime, model):
    change = "We may change these terms at any time. "
    said = score(runtime, model, change * 60 + "The shop is open on weekdays. " * 60)
    np.testing.assert_allclose(said[0], score(runtime, model, change * 60)[0], atol=0.5)
    assert said[0] > score(runtime, model, "The shop is open on weekdays. " * 60)[0]


def test_what_it_learns_from_is_what_the_encoder_reads_at_once(runtime):
    [states] = token_states(runtime, ["We may change these terms at any time. " * 100])
    assert np.isfinite(states).all()
    assert states.shape[1:] == (2, runtime.encoder.hidden_size)


def test_nothing_is_read_of_no_passages(runtime, model):
    assert model.scores(runtime, "", []).shape == (0, 2)
