import gzip
import json

import pytest

from dsolutions.errors import InputError
from dsolutions.testing import tiny_adapter, tiny_runtime
from dsolutions_finance.labelled import CONFLICTING, answer, read_labelled
from dsolutions_finance.sentiment import EntitySentiment

BOTH = {
    "id": "h1",
    "title": "Acme beats Borealis",
    "entities": [
        {"name": "Acme", "start": 0, "sentiment": "positive"},
        {"value": "Borealis", "start": 11, "sentiment": "negative"},
    ],
    "split": "test",
}
WHOLE = {"sentence": "Orders rose", "label": "positive", "split": "train"}


@pytest.fixture
def write(tmp_path):
    def write(*records):
        path = tmp_path / "labelled.jsonl"
        path.write_text("\n".join(r if isinstance(r, str) else json.dumps(r) for r in records))
        return path

    return write


def test_entities_and_whole_texts_are_read(write):
    acme, borealis, whole = read_labelled(write(BOTH, WHOLE))
    assert acme.masked == "TARGET beats Borealis"
    assert borealis.mention == (11, 19)
    assert acme.conflicting and borealis.conflicting
    assert whole.mention is None
    assert whole.masked == "Orders rose"


def test_one_part_of_the_data_can_be_read(write):
    assert [t.text for t in read_labelled(write(BOTH, WHOLE), split="train")] == ["Orders rose"]


def test_a_gzipped_file_is_read(tmp_path):
    path = tmp_path / "labelled.jsonl.gz"
    path.write_bytes(gzip.compress(json.dumps(WHOLE).encode()))
    assert len(read_labelled(path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "{not json",
        "[]",
        '{"text": "Acme"}',
        '{"text": "Acme", "sentiment": "great"}',
        '{"sentiment": "positive"}',
        '{"text": "Acme", "entities": [{"name": "Borealis", "start": 0, "sentiment": "positive"}]}',
    ],
)
def test_a_line_that_cannot_be_used_is_named(write, line):
    with pytest.raises(InputError, match="line 2"):
        read_labelled(write(WHOLE, line))


def test_a_missing_or_empty_file_is_refused(write, tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_labelled(tmp_path / "nothing.jsonl")
    with pytest.raises(InputError, match="no labelled texts"):
        read_labelled(write(""))
    for name, content in (
        ("latin.jsonl", "Zoé".encode("latin-1")),
        ("cut.jsonl.gz", gzip.compress(b"{}")[:-4]),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(InputError, match="cannot be read"):
            read_labelled(tmp_path / name)


def test_answers_are_grouped_by_document_and_conflict(write):
    sentiment = EntitySentiment(tiny_runtime(), tiny_adapter(head="sentiment"))
    predictions = answer(sentiment, read_labelled(write(BOTH, WHOLE)))
    assert predictions.documents == ("h1", "h1", "2")
    assert predictions.groups == (frozenset({CONFLICTING}), frozenset({CONFLICTING}), frozenset())
    assert predictions.probabilities.shape == (3, 3)
