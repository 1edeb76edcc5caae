import numpy as np
import pytest

from dsolutions.errors import ModelError
from dsolutions_finance.contracts.types.fitting import (
    NEARLY,
    Scored,
    _f1_by_threshold,
    fit_fusion,
    fit_selection,
    half_best_f1,
    low_threshold,
)
from dsolutions_finance.contracts.types.fusion import Fusion, expit, likely

READ = 0.9


@pytest.fixture(scope="module")
def scored():
    """Eighty contracts of twelve passages and two types; each score knows a part of the truth."""
    rng = np.random.default_rng(0)
    contracts = []
    for _ in range(80):
        truth = rng.normal(size=(12, 2)) - 1.5
        lexical = truth + rng.normal(scale=0.7, size=truth.shape)
        encoder = expit(2 * (truth + rng.normal(scale=0.7, size=truth.shape)))
        vectors = 3 * (truth + rng.normal(scale=0.9, size=truth.shape))
        contracts.append(Scored(truth > 0, lexical, np.arange(12), vectors, encoder))
    return contracts


@pytest.fixture(scope="module")
def fusion(scored):
    selection = fit_selection([c.gold for c in scored], [c.lexical for c in scored])
    return fit_fusion(("law", "audit"), "0" * 64, selection, scored, READ)


def test_selection_keeps_nearly_all_true_passages_and_drops_most_others(scored, fusion):
    gold = np.vstack([c.gold for c in scored]).any(axis=1)
    chosen = np.zeros(len(gold), dtype=bool)
    chosen[fusion.selection.chosen(np.vstack([c.lexical for c in scored]))] = True
    assert chosen[gold].mean() >= 0.92
    assert chosen[~gold].mean() < 0.5


def test_what_the_network_is_not_asked_about_is_rarely_true(scored, fusion):
    gold = np.vstack([c.gold for c in scored]).any(axis=1)
    read = np.zeros(len(gold), dtype=bool)
    first = fusion.first.log_odds(
        np.vstack([c.lexical for c in scored]), np.vstack([c.encoder for c in scored])
    )
    read[likely(first, fusion.least)] = True
    assert read[gold].mean() == pytest.approx(READ, abs=0.005)
    assert read[~gold].mean() < 0.7


def test_all_scores_count_and_their_sum_is_calibrated(scored, fusion):
    assert min(fusion.passage.lexical, fusion.passage.vectors, fusion.passage.encoder) > 0
    gold = np.vstack([c.gold for c in scored])
    probabilities = np.vstack([fusion.passage.probabilities(c.lexical, c.encoder, c.vectors) for c in scored])
    for low, high in ((0.0, 0.2), (0.4, 0.6), (0.8, 1.0)):
        within = (probabilities >= low) & (probabilities <= high)
        assert gold[within].mean() == pytest.approx(probabilities[within].mean(), abs=0.1)


def test_calibrated_probabilities_are_cut_at_half_the_best_f1():
    rng = np.random.default_rng(0)
    probabilities = rng.beta(0.3, 2, size=50_000)
    gold = rng.random(50_000) < probabilities

    def f1(threshold):
        found = probabilities >= threshold
        return 2 * (found & gold).sum() / (found.sum() + gold.sum())

    best = max(f1(threshold) for threshold in np.linspace(0.05, 0.95, 91))
    assert f1(half_best_f1(probabilities, gold)) == pytest.approx(best, abs=0.005)


def test_of_thresholds_that_are_nearly_as_good_the_lowest_is_taken():
    rng = np.random.default_rng(0)
    probabilities = rng.beta(0.3, 2, size=50_000)
    gold = rng.random(50_000) < probabilities
    f1, cuts = _f1_by_threshold(probabilities, gold)
    low = low_threshold(probabilities, gold)
    assert low < cuts[f1.argmax()]
    assert f1[np.searchsorted(cuts, low)] == pytest.approx(f1.max() - NEARLY, abs=0.001)


def test_a_contract_has_a_type_the_likelier_the_stronger_its_passages(fusion):
    weak, strong = np.array([[0.1, 0.1]]), np.array([[0.9, 0.1]])
    assert fusion.presence(strong)[0] > fusion.presence(weak)[0]
    assert fusion.presence(strong)[1] == fusion.presence(weak)[1]
    assert (fusion.presence(np.zeros((0, 2))) < fusion.presence(weak)).all()


def test_a_saved_fusion_is_the_same(fusion, tmp_path):
    (tmp_path / "fusion.json").write_text(fusion.model_dump_json())
    assert Fusion.load(tmp_path / "fusion.json") == fusion


def test_what_is_no_fusion_is_refused_with_its_path(fusion, tmp_path):
    (tmp_path / "fusion.json").write_text(fusion.model_copy(update={"prior": (0.0,)}).model_dump_json())
    for name in ("fusion.json", "missing.json"):
        with pytest.raises(ModelError, match=name):
            Fusion.load(tmp_path / name)
