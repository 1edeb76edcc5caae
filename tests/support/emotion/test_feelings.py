import pytest

from dsolutions.errors import ConfigurationError
from dsolutions_support.emotion import FeelingTable
from dsolutions_support.results import FEELINGS


def test_the_shipped_table_has_all_goemotions_labels_once():
    table = FeelingTable.default()
    assert len(table.labels) == 28
    assert sum(len(labels) for labels in table.feelings.values()) == 28
    assert set(table.feelings) == set(FEELINGS)


def test_shares_sum_to_one_and_follow_the_table():
    shares = FeelingTable.default().shares({"anger": 0.6, "annoyance": 0.3, "neutral": 0.1})
    assert shares["angry"] == pytest.approx(0.6)
    assert shares["frustrated"] == pytest.approx(0.3)
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('"gratitude"]', '"gratitude", "anger"]'), "'anger' stands for 2 feelings"),
        (("grateful =", "thankful ="), "thankful"),
        (('grateful = ["gratitude"]', ""), "at least 7"),
    ],
    ids=["a label twice", "an unknown feeling", "a feeling missing"],
)
def test_a_wrong_table_is_refused_with_its_reason(tmp_path, project, change, problem):
    shipped = project / "domains/support/dsolutions_support/emotion/feelings.toml"
    text = shipped.read_text()
    assert change[0] in text
    own = tmp_path / "own.toml"
    own.write_text(text.replace(*change))
    with pytest.raises(ConfigurationError, match=problem):
        FeelingTable.read(own)
