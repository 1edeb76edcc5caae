import numpy as np
import pytest

from dsolutions.errors import ModelError
from dsolutions_finance.contracts.types.learning import fit_counts
from dsolutions_finance.contracts.types.lexical import LexicalModel, counts
from dsolutions_finance.contracts.types.passages import passages

LAW = "This agreement is governed by the laws of Ohio."
AUDIT = "Acme may audit the books of Borealis once a year."
OTHER = "The goods are delivered to the port of Rotterdam."


@pytest.fixture(scope="module")
def model():
    """Fitted to twelve small contracts: column 0 is law, column 1 audits."""
    texts = ["\n\n".join([LAW, OTHER, AUDIT][n % 3 :] + [LAW, OTHER, AUDIT][: n % 3]) for n in range(12)]
    cut = [passages(text) for text in texts]
    gold = [
        [("governed" in text[p.start : p.end], "audit" in text[p.start : p.end]) for p in own]
        for text, own in zip(texts, cut, strict=True)
    ]
    counted = [counts(text, own, own) for text, own in zip(texts, cut, strict=True)]
    return fit_counts(counted, np.vstack(gold))


def scores(model, text):
    own = passages(text)
    return model.scores(text, own, own)


def test_words_speak_for_their_type(model):
    found = scores(
        model, f"{OTHER}\n\nOhio law has governed this agreement.\n\nBorealis keeps books for an audit."
    )
    assert found.argmax(axis=0).tolist() == [1, 2]


def test_a_passage_scores_alike_whether_asked_with_others_or_alone(model):
    text = f"{LAW}\n\n{AUDIT}\n\n{OTHER}"
    own = passages(text)
    together = model.scores(text, own, own)
    alone = np.vstack([model.scores(text, [passage], own) for passage in own])
    assert np.allclose(together, alone, atol=1e-6)


def test_part_of_a_passage_is_read_with_the_rest_around_it(model):
    text = f"{OTHER}\n\n{LAW}"
    own = passages(text)
    part = type(own[1])(own[1].start, own[1].start + 20)
    assert model.scores(text, [part], own).shape == (1, 2)


def test_a_saved_model_scores_the_same(model, tmp_path):
    model.save(tmp_path / "model.safetensors")
    again = LexicalModel.load(tmp_path / "model.safetensors")
    assert np.array_equal(scores(again, LAW), scores(model, LAW))


def test_what_is_no_model_is_refused_with_its_path(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"nothing")
    for name in ("model.safetensors", "missing.safetensors"):
        with pytest.raises(ModelError, match=name):
            LexicalModel.load(tmp_path / name)
