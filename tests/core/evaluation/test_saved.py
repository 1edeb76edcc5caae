from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dsolutions.errors import InputError
from dsolutions.evaluation import LabelledPredictions

FIELDS = ("labels", "gold", "predicted", "ids", "documents", "groups", "texts")


def _load(folder: Path, *lines: str) -> LabelledPredictions:
    path = folder / "predictions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return LabelledPredictions.load(path)


def test_what_is_saved_comes_back(tmp_path: Path, predictions: LabelledPredictions) -> None:
    predictions.save(tmp_path / "p.jsonl")
    loaded = LabelledPredictions.load(tmp_path / "p.jsonl")
    for field in FIELDS:
        assert getattr(loaded, field) == getattr(predictions, field)
    np.testing.assert_array_equal(loaded.probabilities, predictions.probabilities)


def test_label_sets_come_back_with_labels_that_never_occur(tmp_path: Path) -> None:
    saved = LabelledPredictions(
        ("recall", "dividend"), [frozenset()], [frozenset({"recall"})], texts=["\u2028"]
    )
    saved.save(tmp_path / "p.jsonl")
    loaded = LabelledPredictions.load(tmp_path / "p.jsonl")
    for field in FIELDS:
        assert getattr(loaded, field) == getattr(saved, field)
    assert loaded.probabilities is None


def test_rows_of_another_program_are_read(tmp_path: Path) -> None:
    loaded = _load(
        tmp_path,
        '{"id": 17, "gold": "up", "predicted": "up", "probabilities": {"up": 0.9, "down": 0.1}, "v": 2}',
        "",
        '{"id": 18, "gold": "down", "predicted": "up", "probabilities": {"down": 0.2, "up": 0.8}}',
    )
    assert loaded.ids == ("17", "18")
    assert loaded.labels == ("up", "down")
    np.testing.assert_array_equal(loaded.probabilities, [[0.9, 0.1], [0.8, 0.2]])


def test_without_header_and_probabilities_the_labels_are_those_that_occur(tmp_path: Path) -> None:
    loaded = _load(tmp_path, '{"gold": "up", "predicted": "flat"}', '{"gold": "down", "predicted": "up"}')
    assert loaded.labels == ("down", "flat", "up")
    assert loaded.ids == ("0", "1")


@pytest.mark.parametrize(
    ("lines", "message", "item"),
    [
        (['{"gold": "up", "predicted": "up"}', '{"predicted": "up"}'], "'gold': field required", "line 2"),
        (['{"gold": null, "predicted": "up"}'], "'gold': input should be a valid string", "line 1"),
        (["gold,predicted"], "not a prediction: invalid json", "line 1"),
        (
            ['{"labels": ["up"]}', '{"id": "a", "gold": "up", "predicted": "down"}'],
            "unknown predicted label",
            "a",
        ),
        (
            [
                '{"id": "a", "gold": "up", "predicted": "up", "probabilities": {"up": 1, "down": 0}}',
                '{"id": "b", "gold": "up", "predicted": "up", "probabilities": {"up": 1}}',
            ],
            "probabilities are of ['up']",
            "b",
        ),
        (
            [
                '{"id": "a", "gold": "up", "predicted": "up", "text": "x"}',
                '{"gold": "up", "predicted": "up"}',
            ],
            "no text in this row, others have one",
            "1",
        ),
        (["", ""], "there are no rows", None),
        (['{"labels": ["up"]}'], "there are no rows", None),
    ],
)
def test_a_bad_file_is_refused_with_the_row(
    tmp_path: Path, lines: list[str], message: str, item: str | None
) -> None:
    with pytest.raises(InputError) as caught:
        _load(tmp_path, *lines)
    assert message in caught.value.message
    assert (caught.value.item or "").endswith(item or "")
    assert caught.value.remedy


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the predictions"):
        LabelledPredictions.load(tmp_path / "none.jsonl")
    (tmp_path / "binary.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot read the predictions"):
        LabelledPredictions.load(tmp_path / "binary.jsonl")
