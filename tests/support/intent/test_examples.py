import pytest

from dsolutions.errors import InputError
from dsolutions_support.intent import IntentExamples

LINES = ["text,intent", "where is it,track", "track it,track", "stop it,cancel", "undo that,cancel"]


def read(tmp_path, lines):
    path = tmp_path / "shop.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return IntentExamples.read(path)


def test_a_file_is_read_in_order_and_a_repeated_example_counts_once(tmp_path):
    examples = read(tmp_path, [*LINES, "track it,track"])
    assert examples.texts == ("where is it", "track it", "stop it", "undo that")
    assert examples.intents == ("track", "track", "cancel", "cancel")
    assert (examples.names, examples.name) == (("cancel", "track"), "shop")


def test_no_intent_and_out_of_scope_mean_the_same(tmp_path):
    assert read(tmp_path, [*LINES, "hi,", "tell a joke,out_of_scope"]).out_of_scope == ("hi", "tell a joke")


def test_an_empty_cell_of_a_table_means_out_of_scope(tmp_path):
    import pandas as pd

    path = tmp_path / "shop.parquet"
    rows = [line.split(",") for line in LINES[1:]]
    pd.DataFrame([*rows, ["hi", None]], columns=["text", "intent"]).to_parquet(path)
    assert IntentExamples.read(path).out_of_scope == ("hi",)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["text,label", *LINES[1:]], "no column is called 'intent'.*choose among: text, label"),
        (["words,intent", *LINES[1:]], "no column is called 'text'"),
        ([*LINES, "hello there,greet"], "intent 'greet' has a single example"),
        ([*LINES, "Track  IT,cancel"], "'Track  IT' stands under 'track' and under 'cancel'"),
        ([*LINES, "track it,"], "'track it' stands under 'track' and under 'out_of_scope'"),
        ([*LINES, " ,track"], "example 5 has no text"),
        (LINES[:3], "at least two"),
        ([*LINES, "one,two,three"], "line 6: 3 fields"),
    ],
)
def test_what_cannot_be_learned_from_is_refused_with_a_reason(tmp_path, lines, message):
    with pytest.raises(InputError, match=message):
        read(tmp_path, lines)


def test_the_digest_follows_the_examples(tmp_path):
    examples = read(tmp_path, LINES)
    assert read(tmp_path, LINES).digest == examples.digest
    assert read(tmp_path, [*LINES, "hi,"]).digest != examples.digest
